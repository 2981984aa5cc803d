/**
 * The tangent kernel of f(x) = Σ_j a_j max(0, ⟨v_j, x⟩) at infinite width, for unit inputs with product ρ (arc-cosine
 * kernels: Cho and Saul 2009), and its margins on the cube (note 1.3 and R6, derived).
 */
import { portableAcos } from '#numbers/elementary.ts';
import type { Parity } from './data.ts';

/** Rounding may carry a product of unit vectors beyond one. */
const within = (cosine: number): number => Math.min(1, Math.max(-1, cosine));

/** (π − arccos ρ)/(2π): how often both inputs are on. */
export function bothOn(rho: number): number {
  return (Math.PI - portableAcos(within(rho))) / (2 * Math.PI);
}

/** E σ(⟨v, x⟩) σ(⟨v, x′⟩) with v ~ N(0, I). */
export function productOn(rho: number): number {
  const c = within(rho);
  return (Math.sqrt(Math.max(0, 1 - c * c)) + c * (Math.PI - portableAcos(c))) / (2 * Math.PI);
}

/** K(ρ) of unit inputs with product ρ in [−1, 1]. */
export type Kernel = (rho: number) => number;

/** Of the inner layer, E a² = 1. */
export const innerKernel: Kernel = (rho) => rho * bothOn(rho);

/** Of the outer layer, v ~ N(0, variance · I). */
export const outerKernel =
  (variance: number): Kernel =>
  (rho) =>
    variance * productOn(rho);

/** Of both: inner, and outer with v ~ N(0, I/d). */
export const bothKernel =
  (d: number): Kernel =>
  (rho) =>
    innerKernel(rho) + productOn(rho) / d;

/**
 * L2 margin of a kernel on the whole cube with 2-XOR labels, √μ₂: uniform weights are optimal by symmetry, and μ₂ is the
 * kernel's eigenvalue on products of two coordinates.
 *
 * @param d from 2 to about 1000
 */
export function cubeMargin(d: number, kernel: Kernel): number {
  // C(d, k)/2^d, from k = 0 on; 2^−d is a normal number up to d = 1022.
  let weight = 1;
  for (let k = 0; k < d; k++) weight /= 2;
  let sum = 0;
  for (let k = 0; k <= d; k++) {
    const character = ((d - 2 * k) ** 2 - d) / (d * (d - 1));
    sum += weight * character * kernel(1 - (2 * k) / d);
    weight *= (d - k) / (k + 1);
  }
  return Math.sqrt(Math.max(0, sum));
}

/** γ_gl of the whole cube: 1/√(8d) for two bits, 1/(8√d) for four, 0 for three (not representable without biases). */
export function cubeGlobalMargin(d: number, parity: Parity = 2): number {
  if (parity === 3) return 0;
  return parity === 2 ? 1 / Math.sqrt(8 * d) : 1 / (8 * Math.sqrt(d));
}
