/**
 * Singular values of the first layer W after the step (p × d, rows w_i = √c_l w_i⁰ + r_l v): the edge of the bulk and the
 * value that the spike pulls out of it (Benaych-Georges and Nadakuditi, "The singular values and vectors of low rank
 * perturbations of large rectangular random matrices", 2012; several groups: derived for this page).
 */
import { bisect } from '#numbers/roots.ts';
import type { Group } from './model.ts';

export interface FirstLayerSpectrum {
  /** Upper edge of the bulk; √c (1 + √β) for one group. */
  readonly bulkEdge: number;
  /** Largest singular value; √((ϑ²+c)(ϑ²+cβ))/ϑ with ϑ = r√p for one group, the edge where the spike is too weak. */
  readonly topSingularValue: number;
  /** Whether the largest singular value leaves the bulk. */
  readonly separated: boolean;
}

/**
 * The bulk and its outlier.
 *
 * With q the normalised trace of (z − AᵀA)⁻¹ of the bulk A, squared singular values are
 * z(q) = 1/q + β Σ_l ρ_l c_l/(1 − c_l q) on 0 < q < 1/max c; the edge is the minimum of z, the outlier solves
 * p Σ_l ρ_l r_l² q/(1 − c_l q) = 1.
 *
 * @param beta β = p/d
 * @param width p, finite
 */
export function firstLayerSpectrum(
  groups: readonly Group[],
  beta: number,
  width: number,
): FirstLayerSpectrum {
  const last = 1 / Math.max(...groups.map(({ bulkVariance }) => bulkVariance));
  const sum = (term: (group: Group) => number) =>
    groups.reduce((total, group) => total + group.fraction * term(group), 0);
  const squareAt = (q: number) => 1 / q + beta * sum(({ bulkVariance: c }) => c / (1 - c * q));
  const slopeAt = (q: number) => beta * sum(({ bulkVariance: c }) => (c * q) ** 2 / (1 - c * q) ** 2) - 1;
  const pullAt = (q: number) =>
    width * sum(({ spike, bulkVariance: c }) => (spike * spike * q) / (1 - c * q)) - 1;
  // Both functions rise from −1 at 0 to +∞ at the last point.
  const edgeAt = bisect(slopeAt, 0, last * (1 - 1e-13));
  const bulkEdge = Math.sqrt(squareAt(edgeAt));
  if (pullAt(edgeAt) <= 0) return { bulkEdge, topSingularValue: bulkEdge, separated: false };
  return { bulkEdge, topSingularValue: Math.sqrt(squareAt(bisect(pullAt, 0, edgeAt))), separated: true };
}
