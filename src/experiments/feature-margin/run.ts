/** Draws neurons again and again, and measures how good their first gradients are as features. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { sphereRows } from '#numbers/random.ts';
import { equalEdges, histogram, mean } from '#numbers/statistics.ts';
import { BEST_MARGIN, marginOfAngles } from '#theory/gradient-feature-learning/margin-law.ts';
import { largestMargin } from '#theory/gradient-feature-learning/margin.ts';
import type { PortraitSetting } from '#theory/gradient-feature-learning/directions.ts';
import { gradientsOf } from '../shared/gfl-mixture.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Margins of the draws of one width. */
export interface MarginHistogram {
  readonly m: number;
  /** Edges of the bins, one more than the shares; the last bin holds the optimum. */
  readonly edges: readonly number[];
  readonly withBias: readonly number[];
  readonly withoutBias: readonly number[];
}

export interface View {
  readonly histograms: readonly MarginHistogram[];
}

/** Coordinates that are drawn between two frames. */
const BETWEEN_FRAMES = 2e5;

/** A margin with and without bias takes as long for each of its neurons as so many coordinates. */
const MARGIN_COST = 15;
const BINS = 26;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { m: widths, draws, d } = parameters;
  const most = Math.max(...widths);
  const unbiased = { ...parameters, q: 0.5 };
  const own: number[] = [];
  const withBias = widths.map((): number[] => []);
  const withoutBias = widths.map((): number[] => []);
  const soFar = () => ({
    axes: { m: [...widths] },
    measures: {
      margin: [...own],
      meanMargin: withBias.map(mean),
      marginWithoutBias: withoutBias.map(mean),
    },
    view: {
      histograms: widths.map((m, i) => histogramOf(m, withBias[i], withoutBias[i])),
    },
  });
  const perDraw = most * d + MARGIN_COST * widths.reduce((sum, m) => sum + m, 0);
  const between = Math.max(1, Math.round(BETWEEN_FRAMES / perDraw));
  for (let r = 0; r < draws; r++) {
    signal.throwIfAborted();
    // A draw has a stream of its own: more neurons or more draws do not change it.
    const rows = sphereRows(random(r === 0 ? 'weights' : `weights of draw ${r}`), most, d);
    const biased = longEnough(rows, parameters);
    const plain = longEnough(rows, unbiased);
    for (const [i, m] of widths.entries()) {
      if (r === 0) {
        const along = biased.slice(0, m).filter((one) => one !== null);
        own.push(largestMargin([...along, ...along.map(([one, two]) => [-one, -two] as const)]));
      }
      withBias[i].push(marginOf(biased.slice(0, m)));
      withoutBias[i].push(marginOf(plain.slice(0, m)));
    }
    if ((r + 1) % between === 0 && r + 1 < draws) {
      const frame: Frame<View> = { done: (r + 1) / draws, at: { draws: r + 1 }, ...soFar() };
      yield frame;
    }
  }
  return soFar();
};

type Feature = readonly [number, number] | null;

/** The unit gradient of each neuron in the plane; null where the gradient is too short to be a feature. */
function longEnough(rows: Float64Array, setting: PortraitSetting): Feature[] {
  const { along, length } = gradientsOf(rows, setting);
  return along.map((one, j) => (length[j] >= setting.strength ? one : null));
}

function marginOf(features: readonly Feature[]): number {
  const kept = features.filter((one) => one !== null);
  return marginOfAngles(
    kept.map(([one]) => Math.abs(one)),
    kept.map(([, two]) => Math.abs(two)),
  );
}

function histogramOf(m: number, withBias: number[], withoutBias: number[]): MarginHistogram {
  // Centred on 0, 0.01, …, ¼, so that rounding moves no margin to another bin.
  const width = BEST_MARGIN / (BINS - 1);
  const edges = equalEdges(-width / 2, BEST_MARGIN + width / 2, BINS);
  const shares = (margins: number[]): number[] =>
    Array.from(histogram(margins, edges).counts, (count) => count / margins.length);
  return { m, edges: [...edges], withBias: shares(withBias), withoutBias: shares(withoutBias) };
}
