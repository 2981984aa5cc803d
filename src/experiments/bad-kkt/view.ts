/** What the figure draws beside the measures. */
import type { Weights } from '#theory/low-rotation/network.ts';

/**
 * The neurons at one step: in the direction of v_j, as long as the square root of |a_j| ‖v_j‖ over the largest such product.
 * Coordinates x, y, x, y …, by the sign of a_j, rounded to three decimals to keep stored runs small.
 */
export interface Snapshot {
  readonly step: number;
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

export interface View extends Snapshot {
  /** All neurons at step 0, of either sign. */
  readonly start: readonly number[];
  /** The last step of the run. */
  readonly last: number;
  /** Over the run, to drag through; only in the outcome. */
  readonly history: readonly Snapshot[] | null;
}

const MOST_DRAWN = 100;
const SNAPSHOTS = 24;

export function snapshot(step: number, { m, a, v }: Weights): Snapshot {
  const drawn = Math.min(m, MOST_DRAWN);
  const products = Float64Array.from(
    { length: m },
    (_, j) => Math.abs(a[j]) * Math.sqrt(v[2 * j] ** 2 + v[2 * j + 1] ** 2),
  );
  const largest = products.reduce((most, one) => Math.max(most, one), 1e-300);
  const positive: number[] = [];
  const negative: number[] = [];
  for (let j = 0; j < drawn; j++) {
    const length = Math.sqrt(v[2 * j] ** 2 + v[2 * j + 1] ** 2);
    const factor = length > 0 ? Math.sqrt(products[j] / largest) / length : 0;
    const place = [v[2 * j], v[2 * j + 1]].map((one) => Math.round(one * factor * 1000) / 1000);
    (a[j] < 0 ? negative : positive).push(...place);
  }
  return { step, positive, negative };
}

/** Which of the recorded steps the history keeps: most of them early, when the neurons turn. */
export function historySteps(recorded: readonly number[]): Set<number> {
  const last = recorded[recorded.length - 1];
  const kept = new Set<number>();
  for (let i = 0; i < SNAPSHOTS; i++) {
    const wanted = last * (i / (SNAPSHOTS - 1)) ** 3;
    kept.add(recorded.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a)));
  }
  return kept;
}
