/** What the figure draws beside the measures. */
import type { Weights } from '#theory/low-rotation/network.ts';

/** At most 200 neurons |a_j| v_j, their first two coordinates in units of the longest. */
export interface View {
  readonly step: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly positive: readonly boolean[];
}

const MOST_DRAWN = 200;

/** Rounded to three decimals, to keep stored runs small. */
export function viewOf(step: number, { m, d, a, v }: Weights): View {
  const count = Math.min(m, MOST_DRAWN);
  let longest = 0;
  for (let j = 0; j < count; j++) {
    const size = Math.abs(a[j]);
    longest = Math.max(longest, size * Math.abs(v[j * d]), size * Math.abs(v[j * d + 1]));
  }
  const part = (k: number): number[] =>
    Array.from(
      { length: count },
      (_, j) => Math.round((1000 * Math.abs(a[j]) * v[j * d + k]) / (longest || 1)) / 1000,
    );
  return {
    step,
    x: part(0),
    y: part(1),
    positive: Array.from({ length: count }, (_, j) => a[j] > 0),
  };
}
