/**
 * Three learners on a growing sample of a uniform parity: a second layer on the first gradients, one on the neurons as
 * they were drawn, and the tangent kernel.
 */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';
import { jointShare } from '#theory/gradient-feature-learning/tickets.ts';
import { mirrored, unitRows } from '../shared/gfl-gradient.ts';
import { kernelAccuracy } from '../shared/gfl-kernel.ts';
import { growWork, ITERATIONS, TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { PARITY_RIDGE, parityLayer } from '../shared/gfl-parity-layer.ts';
import { growingParity } from '../shared/gfl-parity.ts';
import { fitReadout } from '../shared/gfl-readout.ts';
import { ascendingSizes } from '../shared/sizes.ts';
import { finish } from '../shared/pieces.ts';
import { allWork, workAt } from './cost.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** The measures say it all. */
export type View = null;

const NAMES = ['relevantShare', 'accuracyOneStep', 'accuracyFrozen', 'accuracyNtk'] as const;
type Found = Partial<Record<(typeof NAMES)[number], number>>;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { D, k, tau, m, n: all } = parameters;
  const sizes = ascendingSizes(all);
  const most = sizes[sizes.length - 1];
  const rows = randomNeurons(random('weights'), m, D);
  const sample = growingParity(engine, random('data'), { D, k }, rows, { threshold: tau, kept: most });
  const test = sampleParity(random('test'), { D, k }, TEST_POINTS);
  const layer = parityLayer(random('thresholds'), m, k);

  const total = allWork(parameters);
  let done = 0;
  const found = new Map<number, Found>();
  const soFar = () => {
    const reached = all.filter((n) => found.has(n));
    const of = (n: number, name: keyof Found): number => found.get(n)?.[name] ?? NaN;
    const gain = (over: keyof Found): number[] => reached.map((n) => of(n, 'accuracyOneStep') - of(n, over));
    return {
      axes: { n: reached },
      measures: {
        ...Object.fromEntries(NAMES.map((name) => [name, reached.map((n) => of(n, name))])),
        gainOverFrozen: gain('accuracyFrozen'),
        gainOverKernel: gain('accuracyNtk'),
      },
      view: null,
    };
  };
  const frame = (n: number): Frame<View> => ({
    done: Math.min(1, (growWork(D, sample.drawn, m) + done) / total),
    at: { n },
    ...soFar(),
  });

  for (const n of sizes) {
    const before = done;
    const work = workAt(parameters, n);
    // Three learners, each in about as many pieces as a fit has iterations.
    const onTheWay = (): Frame<View> => {
      done = Math.min(before + work, done + work / (3 * ITERATIONS));
      return frame(n);
    };
    const gradients = yield* finish(sample.growTo(n), signal, () => frame(n));
    const at: Found = { relevantShare: jointShare(gradients, { D, k }) };
    found.set(n, at);
    yield frame(n);
    const train = sample.first(n);
    const accuracyOn = function* (unit: Float32Array) {
      const fit = fitReadout(engine, layer(unit, D), train, test, PARITY_RIDGE, ITERATIONS);
      return (yield* fit).accuracy;
    };
    at.accuracyOneStep = yield* finish(accuracyOn(mirrored(unitRows(gradients, D))), signal, onTheWay);
    // Before the step a neuron and its copy with the opposite output weight are one feature.
    at.accuracyFrozen = yield* finish(accuracyOn(rows), signal, onTheWay);
    at.accuracyNtk = yield* finish(kernelAccuracy(train, test), signal, onTheWay);
    done = before + work;
    yield frame(n);
  }
  return soFar();
};
