/** The second layer on features of a parity, the kernel beside it, and what both cost. */
import type { Stream } from '#numbers/random.ts';
import type { Neurons } from './gfl-readout.ts';

/** λ of the logistic fit, as in the reference numbers. */
export const PARITY_RIDGE = 1e-4;

/** Most iterations of that fit: the accuracy has settled to the third digit by then, the weights have not. */
export const ITERATIONS = 200;

export const TEST_POINTS = 4000;

/**
 * A layer out of directions, m × D, or 2m × D where each comes with both signs: of length √k, with thresholds spread
 * uniformly over [−k, k], the range that a sum of k bits has. Both signs of a direction share its threshold, and
 * all layers have the same ones.
 */
export function parityLayer(
  source: Stream,
  m: number,
  k: number,
): (unit: Float32Array, D: number) => Neurons {
  const drawn = Float32Array.from({ length: m }, () => k * (2 * source.uniform() - 1));
  const length = Math.sqrt(k);
  return (unit, D) => ({
    rows: unit.map((value) => value * length),
    thresholds: Float32Array.from({ length: unit.length / D }, (_, i) => drawn[i % m]),
  });
}

/** The rows, and after them their opposites. */
export function mirrored(rows: Float32Array): Float32Array {
  const both = new Float32Array(2 * rows.length);
  both.set(rows);
  for (let i = 0; i < rows.length; i++) both[rows.length + i] = -rows[i];
  return both;
}

/** Floating-point operations of a fit of so many output weights to n samples, in double precision, slower than products. */
export const layerWork = (weights: number, D: number, n: number): number =>
  weights * ((n + TEST_POINTS) * 2 * D + n * ITERATIONS * 10);

/** Of the kernel on n samples: its values, and some 100 products with it, in double precision. */
export const kernelWork = (D: number, n: number): number =>
  n * ((n + TEST_POINTS) * (4 * D + 40) + n * 100 * 4);
