/** Draws neurons again and again and counts the draws that hit every feature, and those that make a good network. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { sphereRows } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { gradientsOf } from '../shared/gfl-mixture.ts';
import { firstCover } from './cover.ts';
import { freshPoints, networkAccuracy } from './network.ts';
import { NETWORKS, SUCCESS, type parameters as parameterSpecs } from './spec.ts';

/** The first draws, neuron by neuron. */
export interface View {
  /** For each draw and neuron: 1 or 2 for the axis that its gradient hits, 0 for none. */
  readonly hits: readonly (readonly number[])[];
  /** How many neurons it took to hit every feature; NaN where all were not enough. */
  readonly needed: readonly number[];
}

/** Draws, and neurons of each, that the figure shows. */
const SHOWN = 12;
const NEURONS = 32;

/** Coordinates that are drawn between two frames. */
const BETWEEN_FRAMES = 3e5;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { m: widths, draws, d, cone, signs } = parameters;
  const most = Math.max(...widths);
  const points = freshPoints(random('test'), parameters);
  const needed: number[] = [];
  const right = widths.map(() => 0);
  const hits: number[][] = [];
  let networks = 0;
  const soFar = () => {
    const covered = widths.map((m) => needed.filter((one) => one <= m).length / needed.length);
    return {
      axes: { m: [...widths] },
      measures: {
        covered,
        accurate: right.map((count) => count / networks),
        coveredMean: mean(covered),
      },
      view: { hits: [...hits], needed: needed.slice(0, SHOWN) },
    };
  };
  const between = Math.max(1, Math.round(BETWEEN_FRAMES / (most * d)));
  for (let r = 0; r < draws; r++) {
    signal.throwIfAborted();
    // A draw has streams of its own: more neurons or more draws do not change it.
    const rows = sphereRows(random(`weights of draw ${r}`), most, d);
    const coins = random(`signs of draw ${r}`);
    const outer = Array.from({ length: most }, () => (coins.uniform() < 0.5 ? -1 : 1));
    const gradients = gradientsOf(rows, parameters);
    needed.push(firstCover(gradients, outer, { cone, strength: parameters.strength, signs }));
    if (r < SHOWN)
      hits.push(
        gradients.along
          .slice(0, NEURONS)
          .map((cosines, j) =>
            gradients.length[j] < parameters.strength
              ? 0
              : cosines.findIndex((cosine) => Math.abs(cosine) > 1 - cone) + 1,
          ),
      );
    const build = r < NETWORKS;
    if (build) {
      networks++;
      for (const [i, m] of widths.entries())
        if (networkAccuracy(gradients, outer, m, parameters, points) > SUCCESS) right[i]++;
    }
    if ((build || (r + 1) % between === 0) && r + 1 < draws) {
      const frame: Frame<View> = { done: (r + 1) / draws, at: { draws: r + 1 }, ...soFar() };
      yield frame;
    }
  }
  return soFar();
};
