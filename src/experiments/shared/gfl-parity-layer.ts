/** The second layer on features of a parity. */
import type { Stream } from '#numbers/random.ts';
import type { Neurons } from './gfl-readout.ts';

/** λ of the logistic fit, as in the reference numbers. */
export const PARITY_RIDGE = 1e-4;

/** Thresholds that are uniform on [−k, k], the range that a sum of k bits has. */
export function spreadThresholds(source: Stream, count: number, k: number): Float32Array {
  return Float32Array.from({ length: count }, () => k * (2 * source.uniform() - 1));
}

/**
 * A layer out of unit directions, m × D, or 2m × D where each comes with both signs: of length √k, with spread
 * thresholds. Both signs of a direction share its threshold, and all layers have the same ones.
 */
export function parityLayer(
  source: Stream,
  m: number,
  k: number,
): (unit: Float32Array, D: number) => Neurons {
  const drawn = spreadThresholds(source, m, k);
  const length = Math.sqrt(k);
  return (unit, D) => ({
    rows: unit.map((value) => value * length),
    thresholds: Float32Array.from({ length: unit.length / D }, (_, i) => drawn[i % m]),
  });
}
