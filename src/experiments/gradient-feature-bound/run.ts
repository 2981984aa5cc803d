/** First gradients of random neurons from more and more samples, and the network on the two that suit best. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { mean } from '#numbers/statistics.ts';
import { bestNetwork, guarantee, meanLength } from '#theory/gradient-feature-learning/bound.ts';
import { firstGradients } from '../shared/gfl-gradient.ts';
import { cosinesOf } from '../shared/gfl-plane.ts';
import { finish } from '../shared/pieces.ts';
import { drawBound } from './draw.ts';
import { measureLosses, pick, testPieces } from './network.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export interface View {
  /** Samples of the gradients drawn. */
  readonly n: number;
  /** Cosines of gradients with μ₁ and μ₂: c₁, c₂ of the first neuron, of the second … */
  readonly candidates: readonly number[];
  /** The same of the four directions of the network: D₁, −D₁, D₂, −D₂. */
  readonly picked: readonly number[];
}

const NAMES = ['gamma', 'hinge', 'error', 'excess', 'bound'] as const;
/** Candidates that the figure shows. */
const DRAWN = 400;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, sigma } = parameters;
  const { rows, train, sizes } = drawBound(random, parameters);
  const best = bestNetwork(sigma);
  const length = meanLength(d, sigma);

  const reached: number[] = [];
  const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  let view: View = { n: 0, candidates: [], picked: [] };
  let done = 0;
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
    view,
  });
  const frame = (): Frame<View> => ({
    done: done / train.n,
    at: { n: reached.at(-1) ?? sizes[0] },
    ...soFar(),
  });

  const test = yield* finish(testPieces(random('test'), parameters), signal, frame);
  const sum = new Float64Array(rows.length);
  for (const n of sizes) {
    const more = {
      n: n - done,
      d,
      inputs: train.inputs.subarray(done * d, n * d),
    };
    const labels = train.clean.subarray(done, n);
    const added = yield* finish(firstGradients(engine, more, labels, rows, 0), signal, frame);
    for (let i = 0; i < sum.length; i++) sum[i] += (n - done) * added[i];
    done = n;
    const picked = pick(sum, d);
    const losses = yield* finish(measureLosses(engine, picked, best.weight, test), signal, frame);
    const gamma = 1 - (picked.cosines[0] + picked.cosines[3]) / 2;
    reached.push(n);
    measures.gamma.push(gamma);
    measures.hinge.push(losses.hinge);
    measures.error.push(losses.error);
    measures.excess.push(losses.excess);
    measures.bound.push(guarantee(best, length, gamma));
    const [a, b, c, e] = picked.cosines.map(rounded);
    view = {
      n,
      candidates: cosinesOf(sum.subarray(0, DRAWN * d), d)
        .flat()
        .map(rounded),
      picked: [a, b, -a, -b, c, e, -c, -e],
    };
    yield frame();
  }
  const outcome = soFar();
  const slope = mean(measures.excess.map((excess, i) => excess / measures.gamma[i]));
  return { ...outcome, measures: { ...outcome.measures, slope } };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
