/**
 * The bulk: features before the step behave like Gaussian vectors of covariance Σ₀ = c_1² W₀W₀ᵀ + b² I_N (Gaussian
 * equivalence), which leads to two scalar equations for χ and the effective ridge κ (derived for this page),
 *
 *   (1 − χ)(b² + κ + c_1²χ) = c_1²χ/ψ,      (κ − λ)(b² + κ + c_1²χ) = (φ/ψ) κ (b² + c_1²χ).
 *
 * All spectra are those of F Fᵀ/n; λ is the ridge in (FᵀF + λnI) â = Fᵀỹ.
 */
import { brent } from '#numbers/roots.ts';

export interface Bulk {
  /** c_1²: weight of the linear part of the activation. */
  readonly c1Squared: number;
  /** b²: variance of everything else. */
  readonly bSquared: number;
  /** d/n. */
  readonly phi: number;
  /** d/N. */
  readonly psi: number;
}

/** Below this c_1² the linear part is nothing, and χ = 1. */
export const NEGLIGIBLE = 1e-10;

/** Largest eigenvalue of Σ₀ in the limit, b² + c_1²(1 + ψ^{−½})²; b² where c_1 = 0. */
export function populationEdge({ c1Squared, bSquared, psi }: Bulk): number {
  return c1Squared < NEGLIGIBLE ? bSquared : bSquared + c1Squared * (1 + 1 / Math.sqrt(psi)) ** 2;
}

/** The discriminant of the equation of χ, as a product of two factors so that no digits cancel at the edge. */
function discriminant({ c1Squared, bSquared, psi }: Bulk, kappa: number): number {
  const upper = bSquared + c1Squared * (1 + 1 / Math.sqrt(psi)) ** 2;
  const lower = bSquared + c1Squared * (1 - 1 / Math.sqrt(psi)) ** 2;
  return (kappa + upper) * (kappa + lower);
}

/**
 * χ(κ) = (1/d) tr (b² + κ)/(b² + κ + c_1² W₀ᵀW₀): the share of the linear part that features miss under ridge κ.
 *
 * @param kappa ≥ −b², or below −`populationEdge`, where χ > 1; NaN between the two
 */
export function chi(bulk: Bulk, kappa: number): number {
  const { c1Squared, bSquared, psi } = bulk;
  if (c1Squared < NEGLIGIBLE) return 1;
  const shifted = bSquared + kappa;
  const linear = shifted + c1Squared / psi - c1Squared;
  const root = Math.sqrt(discriminant(bulk, kappa));
  if (shifted < 0) return (2 * shifted) / (linear - root);
  return linear > 0 ? (2 * shifted) / (linear + root) : (root - linear) / (2 * c1Squared);
}

/** dχ/dκ, in the same domain. */
export function chiSlope(bulk: Bulk, kappa: number): number {
  if (bulk.c1Squared < NEGLIGIBLE) return 0;
  const root = Math.sqrt(discriminant(bulk, kappa));
  return (1 - chi(bulk, kappa)) / (bulk.bSquared + kappa < 0 ? -root : root);
}

/** λ(κ) = κ − (φ/ψ) κ q/(κ + q), q = b² + c_1²χ: the ridge that acts like κ. */
export function ridgeOf(bulk: Bulk, kappa: number): number {
  const q = bulk.bSquared + bulk.c1Squared * chi(bulk, kappa);
  return kappa - ((bulk.phi / bulk.psi) * kappa * q) / (kappa + q);
}

/** dλ/dκ. */
export function ridgeSlope(bulk: Bulk, kappa: number): number {
  const q = bulk.bSquared + bulk.c1Squared * chi(bulk, kappa);
  const slope = bulk.c1Squared * chiSlope(bulk, kappa);
  return 1 - ((bulk.phi / bulk.psi) * (q * q + kappa * kappa * slope)) / (kappa + q) ** 2;
}

/** κ(λ), the effective ridge; 1/κ = (1/n) tr (F Fᵀ/n + λ)⁻¹. RangeError unless λ > 0. */
export function effectiveRidge(bulk: Bulk, lambda: number): number {
  if (!(lambda > 0)) throw new RangeError(`the ridge is positive, got ${lambda}`);
  const widest = lambda + (bulk.phi / bulk.psi) * (bulk.bSquared + bulk.c1Squared);
  // Rounding may put the zero on the wrong side of a bracket that touches it.
  if (ridgeOf(bulk, widest) <= lambda) return widest;
  return brent((kappa) => ridgeOf(bulk, kappa) - lambda, lambda, widest, { tolerance: 1e-16 * lambda });
}

/** z(k) = −λ(−k): where sampling moves a population outlier k; k > `populationEdge`. */
export const sampleOutlier = (bulk: Bulk, k: number): number => -ridgeOf(bulk, -k);
/** dz/dk. */
export const sampleOutlierSlope = (bulk: Bulk, k: number): number => ridgeSlope(bulk, -k);

/** τ(κ) = (1/N) tr (Σ₀ + κ)⁻¹; with κ = −k it is minus `populationTrace`. */
export function trace(bulk: Bulk, kappa: number): number {
  return (1 - bulk.psi * (1 - chi(bulk, kappa))) / (bulk.bSquared + kappa);
}

/** dτ/dκ. */
export function traceSlope(bulk: Bulk, kappa: number): number {
  return (bulk.psi * chiSlope(bulk, kappa) - trace(bulk, kappa)) / (bulk.bSquared + kappa);
}

/** τ̄(k) = (1/N) tr (k − Σ₀)⁻¹ = −τ(−k). */
export const populationTrace = (bulk: Bulk, k: number): number => -trace(bulk, -k);
/** dτ̄/dk. */
export const populationTraceSlope = (bulk: Bulk, k: number): number => traceSlope(bulk, -k);
