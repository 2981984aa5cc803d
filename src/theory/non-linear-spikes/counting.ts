/** How many spikes a measured spectrum shows: a rule for experiments, not a theorem. */
import { hermite } from '#numbers/hermite.ts';
import { matrix, row, type Matrix } from '#numbers/linalg/matrix.ts';
import { dot, norm } from '#numbers/linalg/products.ts';

/** A spike lies beyond this multiple of the dressed edge … */
export const EDGE_MARGIN = 1.03;
/** … and has at least this squared overlap with functions of the projection: heavy tails have less. */
export const SPAN_OVERLAP = 0.15;

/**
 * Orthonormal rows that span 1, g, H_2(g), H_3(g), H_4(g) and ν on the samples.
 *
 * @param g x̃ᵀβ/‖β‖ of n samples
 * @param nu (‖x̃‖² − d)/√(2d) of the same
 */
export function featureSpan(g: ArrayLike<number>, nu: ArrayLike<number>): Matrix {
  const n = g.length;
  const span = matrix(6, n);
  for (let i = 0; i < n; i++) {
    const h = hermite(g[i], 5);
    for (let k = 0; k < 5; k++) span.data[k * n + i] = h[k];
    span.data[5 * n + i] = nu[i];
  }
  for (let k = 0; k < 6; k++) {
    const current = row(span, k);
    // Twice is enough (Kahan and Parlett).
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < k; j++) {
        const earlier = row(span, j);
        const share = dot(current, earlier);
        for (let i = 0; i < n; i++) current[i] -= share * earlier[i];
      }
    const length = norm(current);
    for (let i = 0; i < n; i++) current[i] /= length;
  }
  return span;
}

/** Squared length of the projection of a unit vector onto the span. */
export function spanOverlap(span: Matrix, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < span.rows; k++) sum += dot(row(span, k), vector) ** 2;
  return sum;
}

/**
 * Eigenvalues above 1.03 × the dressed edge whose left singular vector has squared overlap above 0.15 with the span.
 *
 * @param eigenvalues of F Fᵀ/n, any order; as many as there are overlaps
 */
export function countSpikes(
  eigenvalues: ArrayLike<number>,
  spanOverlaps: ArrayLike<number>,
  dressedEdge: number,
): number {
  let count = 0;
  for (let i = 0; i < spanOverlaps.length; i++)
    if (eigenvalues[i] > EDGE_MARGIN * dressedEdge && spanOverlaps[i] > SPAN_OVERLAP) count++;
  return count;
}
