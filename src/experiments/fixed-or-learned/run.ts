/**
 * One second layer on three first layers: as drawn, after one gradient step, after two; and the tangent kernel beside
 * them, all on the same samples of a structured parity.
 */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { randomNeurons } from '#theory/gradient-feature-learning/data.ts';
import { unitRows } from '../shared/gfl-gradient.ts';
import { kernelAccuracy } from '../shared/gfl-kernel.ts';
import { drawWork, FITTED, gradientWork, ITERATIONS, TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { PARITY_RIDGE, parityLayer } from '../shared/gfl-parity-layer.ts';
import { drawParity, firstOf } from '../shared/gfl-parity.ts';
import { fitReadout } from '../shared/gfl-readout.ts';
import { finish } from '../shared/pieces.ts';
import { allWork, fitWork, ridgeWork } from './cost.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { featureCosines, firstStep, secondStep } from './steps.ts';
import { cosineHistogram, type Cosines, type View } from './view.ts';

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { D, k, n, m, kernelSamples } = parameters;
  const total = allWork(parameters);
  let done = 0;
  const cosines: Cosines[] = [];
  const cosine: number[] = [];
  const accuracy: number[] = [];
  let accuracyNtk = NaN;
  const soFar = () => ({
    axes: { step: cosine.map((_, step) => step) },
    measures: {
      cosine: [...cosine],
      // A first layer is looked at before its second layer is fitted.
      accuracy: cosine.map((_, step) => accuracy[step] ?? NaN),
      accuracyNtk,
    },
    view: { cosines: [...cosines] },
  });
  const frame = (): Frame<View> => ({
    done: Math.min(1, done / total),
    at: { step: Math.max(0, cosine.length - 1) },
    ...soFar(),
  });
  /** To the end of about `count` pieces that are so much work together. */
  async function* spend<T>(
    pieces: Generator<undefined, T, void>,
    work: number,
    count: number,
  ): AsyncGenerator<Frame<View>, T, void> {
    const before = done;
    const result = yield* finish(pieces, signal, () => {
      done = Math.min(before + work, done + work / count);
      return frame();
    });
    done = before + work;
    return result;
  }

  const start = randomNeurons(random('weights'), m, D);
  const train = yield* finish(drawParity(random('data'), parameters, n), signal, frame);
  const test = yield* finish(drawParity(random('test'), parameters, TEST_POINTS), signal, frame);
  const layer = parityLayer(random('thresholds'), m, k);
  done += drawWork(D, n);

  /** Cosines of a first layer, then the accuracy of a second layer on it. */
  async function* look(rows: Float32Array): AsyncGenerator<Frame<View>, void, void> {
    const unit = unitRows(Float64Array.from(rows), D);
    const own = featureCosines(unit, D, k);
    cosines.push(cosineHistogram(cosine.length, own));
    cosine.push(own.reduce((sum, one) => sum + Math.abs(one), 0) / own.length);
    yield frame();
    const neurons = layer(unit, D);
    const fit = fitReadout(engine, neurons, firstOf(train, FITTED), test, PARITY_RIDGE, ITERATIONS);
    const work = fitWork(parameters, neurons.thresholds.length);
    accuracy.push((yield* spend(fit, work, ITERATIONS)).accuracy);
    yield frame();
  }
  const move = (pieces: Generator<undefined, Float32Array, void>, neurons: number) => {
    const work = gradientWork(D, n, neurons);
    return spend(pieces, work, 1 + work / 2e8);
  };

  yield* look(start);
  const first = yield* move(firstStep(engine, train, start), m);
  yield* look(first);
  const second = yield* move(secondStep(engine, train, first), 2 * m);
  yield* look(second);
  const ridge = kernelAccuracy(firstOf(train, kernelSamples), test);
  accuracyNtk = yield* spend(ridge, ridgeWork(parameters), 100);
  return soFar();
};
