/**
 * Outliers: eigenvalues of F Fᵀ/n that leave the bulk. A population outlier k makes an eigenvalue of
 *
 *   E(k) = τ̄(k) [diag(ς_i²) − (1 − χ(−k)) ε εᵀ]
 *
 * equal to 1 — the correction is there because the features show a part of g before the step — and sampling moves it
 * to z(k); it is visible if k > k_e (derived for this page).
 */
import { symmetricEigen, symmetricEigenvalues } from '#numbers/linalg/eigen.ts';
import { matrix, row, type Matrix } from '#numbers/linalg/matrix.ts';
import { brent } from '#numbers/roots.ts';
import { chi, populationTrace, sampleOutlier, type Bulk } from './bulk.ts';
import { bulkEdge, type BulkEdge } from './edge.ts';
import type { Signal } from './signal.ts';

export interface Outlier {
  /** Eigenvalue k of the population's covariance. */
  readonly k: number;
  /** Eigenvalue z(k) of F Fᵀ/n. */
  readonly z: number;
  /** θ: eigenvector of E(k) for eigenvalue 1, in the components of the signal. */
  readonly theta: Float64Array;
}

/**
 * E(k), restricted to the components that can matter at or above the edge: leaving out those with ς²τ̄(k_e) below 1e-9
 * changes an outlier by less than 1e-9 of itself.
 */
function condition({ strengths, linear }: Signal, bulk: Bulk, size: number, k: number): Matrix {
  const trace = populationTrace(bulk, k);
  const correction = 1 - chi(bulk, -k);
  const e = matrix(size, size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      e.data[i * size + j] = trace * ((i === j ? strengths[i] : 0) - correction * linear[i] * linear[j]);
  return e;
}

function relevant({ strengths }: Signal, edge: BulkEdge): number {
  return strengths.filter((value) => value * edge.trace > 1e-9).length;
}

/** Eigenvalues of E(k_e), descending: those above 1 are visible spikes. */
export function visibility(signal: Signal, bulk: Bulk, edge: BulkEdge = bulkEdge(bulk)): Float64Array {
  return symmetricEigenvalues(condition(signal, bulk, relevant(signal, edge), edge.k));
}

/** All outliers, largest first. No counting rule is applied. */
export function outliers(signal: Signal, bulk: Bulk, edge: BulkEdge = bulkEdge(bulk)): Outlier[] {
  const size = relevant(signal, edge);
  const atEdge = visibility(signal, bulk, edge);
  const result: Outlier[] = [];
  for (let j = 0; j < size && atEdge[j] > 1; j++) {
    const excess = (k: number) => symmetricEigenvalues(condition(signal, bulk, size, k))[j] - 1;
    let above = 2 * edge.k;
    while (excess(above) > 0) above *= 2;
    const k = brent(excess, edge.k, above, { tolerance: 1e-13 * edge.k });
    const theta = row(symmetricEigen(condition(signal, bulk, size, k)).vectors, j).slice();
    result.push({ k, z: sampleOutlier(bulk, k), theta });
  }
  return result;
}
