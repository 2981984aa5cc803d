/**
 * What the trained network has learned: a curve along the spike, a line across it (claim of Cui et al. 2024, formulas
 * derived for this page).
 */
import type { Solution } from './errors.ts';
import type { Model } from './model.ts';
import { studentTable } from './student-table.ts';
import type { Tables } from './tables.ts';

export interface LearnedFunction {
  /** C(κ) = Σ m_l μ₀ₗ + Σ θ_l κμ₁ₗ = E[ŷ | κ] at the given κ. */
  readonly curve: Float64Array;
  /** Standard deviation of ŷ given κ, √(Σ μ₁ₗμ₁ₘ q₁ₗₘ + Σ μ₂ₗ² q₂ₗ). */
  readonly fluctuation: Float64Array;
}

export function learnedFunction(
  { student, groups }: Pick<Model, 'student' | 'groups'>,
  { means, variances }: Solution,
  kappas: Float64Array,
): LearnedFunction {
  const tables = groups.map((group) => studentTable(student, group, kappas));
  const { q1, q2 } = variances;
  const curve = kappas.map((_, k) =>
    tables.reduce((sum, { mu0, overlap }, l) => sum + means.m[l] * mu0[k] + means.theta[l] * overlap[k], 0),
  );
  const fluctuation = kappas.map((_, k) => {
    let variance = 0;
    tables.forEach(({ mu1, mu2Squared }, l) => {
      tables.forEach((other, m) => {
        variance += mu1[k] * other.mu1[k] * q1.data[l * groups.length + m];
      });
      variance += mu2Squared[k] * q2[l];
    });
    return Math.sqrt(Math.max(0, variance));
  });
  return { curve, fluctuation };
}

/**
 * Slope of the learned function across the spike, averaged over κ: Σ_l E[μ₁ₗ] ψ_l, the regression coefficient of ŷ on
 * ζ·x; one for each direction across.
 */
export function slopesAcross({ rule, student }: Tables, { means }: Solution): Float64Array {
  const average = student.map(({ mu1 }) => mu1.reduce((sum, value, k) => sum + rule.weights[k] * value, 0));
  return Float64Array.from(means.psi, (psi) => psi.reduce((sum, value, l) => sum + value * average[l], 0));
}

/** The same at single values of κ: Σ_l μ₁ₗ(κ) ψ_l for the first direction across. */
export function slopesGivenKappa(
  { student, groups }: Pick<Model, 'student' | 'groups'>,
  { means }: Solution,
  kappas: Float64Array,
): Float64Array {
  const slopes = new Float64Array(kappas.length);
  groups.forEach((group, l) => {
    const { mu1 } = studentTable(student, group, kappas);
    for (let k = 0; k < kappas.length; k++) slopes[k] += mu1[k] * means.psi[0][l];
  });
  return slopes;
}
