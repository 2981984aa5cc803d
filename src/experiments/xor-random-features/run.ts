/** Draws neurons, measures their cosines with the cluster directions, and fits output weights over frozen ones. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { equalEdges, histogram } from '#numbers/statistics.ts';
import { measureNeurons } from '#theory/random-feature-amplification/measures.ts';
import { cosineDensity } from '#theory/random-feature-amplification/random-features.ts';
import { drawXor } from '../shared/xor.ts';
import { frozenAccuracy, TEST_POINTS } from './frozen.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Cosines of one draw of neurons, both directions together. */
export interface CosineHistogram {
  readonly d: number;
  /** Edges of the bins on [−1, 1], one more than `density`. */
  readonly edges: readonly number[];
  readonly density: readonly number[];
  /** The Gaussian density at `x`. */
  readonly x: readonly number[];
  readonly gaussian: readonly number[];
}

export interface View {
  /** One for each dimension that has been reached. */
  readonly histograms: readonly CosineHistogram[];
}

const NAMES = ['meanAbsCosine', 'fractionAbove', 'frozenTest'] as const;
const BINS = 50;
const CURVE = 121;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { m, n, sigma, xi, threshold } = parameters;
  const reached: number[] = [];
  const histograms: CosineHistogram[] = [];
  const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  const soFar = () => ({
    axes: { d: [...reached] },
    measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
    view: { histograms: [...histograms] },
  });
  for (const d of parameters.d) {
    signal.throwIfAborted();
    const draw = drawXor(random, { n, d, m, sigma, xi, omega: 1 }, { testPoints: TEST_POINTS });
    const { cosines } = measureNeurons(draw.first.inner, draw.first.outer, d);
    reached.push(d);
    measures.meanAbsCosine.push(meanSize(cosines));
    measures.fractionAbove.push(shareAbove(cosines, threshold));
    measures.frozenTest.push(frozenAccuracy(engine, draw));
    histograms.push(histogramOf(cosines, d));
    const frame: Frame<View> = { done: reached.length / parameters.d.length, at: { d }, ...soFar() };
    yield frame;
  }
  return soFar();
};

function meanSize(cosines: Float32Array): number {
  let sum = 0;
  for (const cosine of cosines) sum += Math.abs(cosine);
  return sum / cosines.length;
}

/** Cosines come in pairs, one pair a neuron. */
function shareAbove(cosines: Float32Array, threshold: number): number {
  let above = 0;
  for (let j = 0; j < cosines.length; j += 2)
    if (Math.max(Math.abs(cosines[j]), Math.abs(cosines[j + 1])) > threshold) above++;
  return above / (cosines.length / 2);
}

function histogramOf(cosines: Float32Array, d: number): CosineHistogram {
  const edges = equalEdges(-1, 1, BINS);
  const { counts } = histogram(cosines, edges);
  const width = 2 / BINS;
  const x = Array.from({ length: CURVE }, (_, i) => -1 + (2 * i) / (CURVE - 1));
  return {
    d,
    edges: [...edges],
    density: Array.from(counts, (count) => count / (cosines.length * width)),
    x,
    gaussian: x.map((cosine) => cosineDensity(cosine, d)),
  };
}
