/**
 * Limits of the gains for infinitely strong spikes of degree 1 … ℓ: Δ_ℓ in training loss, Λ_ℓ in test error (stated in
 * the paper for ℓ = 1, 2; the forms used here, and general ℓ, derived for this page).
 */
import { cholesky, solveCholeskyVector } from '#numbers/linalg/cholesky.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { dot } from '#numbers/linalg/products.ts';
import { factorial, power, type Activation } from './activations/activation.ts';
import { chi, chiSlope, effectiveRidge, ridgeSlope, type Bulk } from './bulk.ts';
import { alignmentOf, coefficientOf, type Teacher } from './teacher.ts';

export interface LimitSetting {
  readonly teacher: Teacher;
  /** ω of `scalesOf`: 0 in mode R. With ω > 0 and no intercept the labels must have mean zero. */
  readonly omega: number;
  /** Readout with an intercept. */
  readonly intercept: boolean;
}

export interface Gains {
  /** Δ_ℓ: training loss (penalty included) before the step minus after. */
  readonly delta: number;
  /** Λ_ℓ: test error before minus after. */
  readonly lambda: number;
}

/** Degrees k ≤ ℓ whose spike exists, c_k ≠ 0. */
export function spikeDegrees({ coefficient }: Activation, ell: number): number[] {
  const degrees: number[] = [];
  for (let k = 1; k <= ell; k++) if (Math.abs(coefficient(k)) > 1e-9) degrees.push(k);
  return degrees;
}

/**
 * Coefficients on H_0 … H_j of the spike of degree j, E_Z (g + √ω Z)ʲ: on H_{j−2m} it is j!/(m!(j−2m)!2ᵐ) (1 + ω)ᵐ.
 */
export function spikePolynomial(j: number, omega: number): Float64Array {
  const coefficients = new Float64Array(j + 1);
  for (let m = 0; 2 * m <= j; m++)
    coefficients[j - 2 * m] =
      (factorial(j) / (factorial(m) * factorial(j - 2 * m) * 2 ** m)) * power(1 + omega, m);
  return coefficients;
}

/**
 * Δ_ℓ and Λ_ℓ. With C the spike polynomials' coefficients, D = diag(0!, χ, 2!, 3!, …), h_k = c_{⋆,k}ρᵏ and
 * f = (CDh)ᵀ(CDCᵀ)⁻¹(CDh): Δ = (λ/κ) f, Λ = (dκ/dλ)(f − κf′).
 *
 * @param bulk of bare constants
 * @param degrees of the spikes, from `spikeDegrees`; none gives zero
 * @param lambda ridge, > 0
 */
export function limitGains(
  bulk: Bulk,
  { teacher, omega, intercept }: LimitSetting,
  degrees: readonly number[],
  lambda: number,
): Gains {
  if (omega > 0 && !intercept && coefficientOf(teacher, 0) !== 0)
    throw new RangeError('in mode G the limits without intercept are for labels of mean zero');
  const kappa = effectiveRidge(bulk, lambda);
  const x = chi(bulk, kappa);
  const { rho } = alignmentOf(teacher, bulk.phi);
  const first = intercept ? 1 : 0;
  const size = degrees.length;
  const polynomials = degrees.map((j) => spikePolynomial(j, omega));
  const system = matrix(size, size);
  const right = new Float64Array(size);
  const at = (i: number, k: number) => polynomials[i][k] ?? 0;
  const top = Math.max(0, ...degrees);
  for (let k = first; k <= top; k++) {
    const weight = k === 1 ? x : factorial(k);
    for (let i = 0; i < size; i++) {
      right[i] += weight * at(i, k) * coefficientOf(teacher, k) * power(rho, k);
      for (let j = 0; j < size; j++) system.data[i * size + j] += weight * at(i, k) * at(j, k);
    }
  }
  if (size === 0) return { delta: 0, lambda: 0 };
  const w = solveCholeskyVector(cholesky(system), right);
  const value = dot(right, w);
  // Only D_11 = χ depends on κ.
  const linear = w.reduce((sum, weight, i) => sum + weight * at(i, 1), 0);
  const slope = chiSlope(bulk, kappa) * linear * (2 * coefficientOf(teacher, 1) * rho - linear);
  return {
    delta: (lambda / kappa) * value,
    lambda: (value - kappa * slope) / ridgeSlope(bulk, kappa),
  };
}
