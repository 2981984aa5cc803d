/**
 * The hidden layer given κ = v·x (Cui et al. 2024, conditional Gaussian equivalence): feature i of group l behaves as
 * μ₀(κ) + μ₁(κ) √c w_i⁰·x + μ₂(κ) ξ_i, with the averages of σ at r κ + √c z
 *
 *   μ₀ = E σ,   μ₁ = E σ′,   μ₂² = E σ² − μ₀² − c μ₁²,   μ₃ = E σ″.
 */
import type { Group, StudentName } from './model.ts';
import { students } from './students.ts';

/** Conditional Hermite coefficients of one group at given values of κ; arrays as long as those. */
export interface StudentTable {
  readonly mu0: Float64Array;
  readonly mu1: Float64Array;
  /** μ₂², never below 0. */
  readonly mu2Squared: Float64Array;
  readonly mu3: Float64Array;
  /** κ μ₁ + normSlope · μ₃: what the accidental overlaps of bulk rows with v let the network express. */
  readonly overlap: Float64Array;
}

export function studentTable(student: StudentName, group: Group, kappas: Float64Array): StudentTable {
  const { spike, bulkVariance, normSlope = 0 } = group;
  const { smoothed } = students[student];
  const s = Math.sqrt(bulkVariance);
  const count = kappas.length;
  const mu0 = new Float64Array(count);
  const mu1 = new Float64Array(count);
  const mu2Squared = new Float64Array(count);
  const mu3 = new Float64Array(count);
  const overlap = new Float64Array(count);
  // Without a spike nothing depends on κ.
  const flat = spike === 0 ? smoothed(0, s) : undefined;
  for (let k = 0; k < count; k++) {
    const { value, slope, square, curvature } = flat ?? smoothed(spike * kappas[k], s);
    mu0[k] = value;
    mu1[k] = slope;
    mu2Squared[k] = Math.max(0, square - value * value - bulkVariance * slope * slope);
    mu3[k] = curvature;
    overlap[k] = kappas[k] * slope + normSlope * curvature;
  }
  return { mu0, mu1, mu2Squared, mu3, overlap };
}
