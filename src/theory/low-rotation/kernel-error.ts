/**
 * How well a kernel learns 2-XOR on the cube from n points, on average over the points.
 *
 * A kernel of ⟨x, x′⟩ has the products of j coordinates as eigenfunctions, one eigenvalue μ_j a degree, and the label is one
 * of them, of degree 2. For kernel regression without ridge the learned part and the error then follow from n = Σ_j
 * C(d, j) μ_j/(μ_j + κ); that is exact in the limit of Gaussian features. The hard margin is another rule than
 * regression, and the noise is taken as Gaussian: an approximation (derived for this page, not in the note or the paper).
 */
import { normalCdf } from '#numbers/normal.ts';
import type { Kernel } from './kernels.ts';

/** Eigenvalues by degree, how many eigenfunctions each has, and the trace of all higher degrees. */
export interface CubeSpectrum {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  readonly rest: number;
}

/** Higher degrees are lumped: their eigenvalues are tiny, their number is huge, and rounding would be multiplied by it. */
const MOST_DEGREE = 12;

/** @param d from 2 to about 60 */
export function cubeSpectrum(d: number, kernel: Kernel): CubeSpectrum {
  const degrees = Math.min(d, MOST_DEGREE);
  const values = new Float64Array(degrees + 1);
  const counts = new Float64Array(degrees + 1);
  counts[0] = 1;
  for (let j = 0; j < degrees; j++) counts[j + 1] = (counts[j] * (d - j)) / (j + 1);
  let weight = 1;
  for (let k = 0; k < d; k++) weight /= 2;
  for (let k = 0; k <= d; k++) {
    // Krawtchouk polynomials, 1 at k = 0: the mean product of j coordinates at distance k.
    let before = 1;
    let now = (d - 2 * k) / d;
    const share = weight * kernel(1 - (2 * k) / d);
    values[0] += share;
    values[1] += share * now;
    for (let j = 1; j < degrees; j++) {
      const next = ((d - 2 * k) * now - j * before) / (d - j);
      before = now;
      now = next;
      values[j + 1] += share * next;
    }
    weight *= (d - k) / (k + 1);
  }
  let rest = kernel(1);
  for (let j = 0; j <= degrees; j++) {
    // Degrees that the kernel lacks come out as rounding.
    values[j] = values[j] < 1e-14 ? 0 : values[j];
    rest -= counts[j] * values[j];
  }
  return { values, counts, rest: Math.max(rest, 0) };
}

export interface KernelError {
  /** Which part of the label the kernel has learned, in [0, 1]. */
  readonly learned: number;
  /** Variance of the rest of its output. */
  readonly noise: number;
  /** Share of wrong signs, P(ξ < −learned/√noise) for a standard normal ξ; 0 from 2⁻⁵⁴ down, where 1 − error rounds to 1. */
  readonly error: number;
}

/** @param n points, at least 1 */
export function kernelError({ values, counts, rest }: CubeSpectrum, n: number): KernelError {
  /** Σ_j C(d, j) (μ_j/(μ_j + κ))^power; the lumped degrees, with μ far below κ, count in the first power only. */
  const learnedAt = (kappa: number, power: 1 | 2): number => {
    let sum = power === 1 ? rest / kappa : 0;
    for (let j = 0; j < values.length; j++) {
      const one = values[j] / (values[j] + kappa);
      sum += counts[j] * (power === 1 ? one : one * one);
    }
    return sum;
  };
  // Bisection for κ on a logarithmic scale; the sum falls as κ grows.
  let low = 1e-18;
  let high = 1e6;
  for (let step = 0; step < 120; step++) {
    const middle = Math.sqrt(low * high);
    if (learnedAt(middle, 1) > n) low = middle;
    else high = middle;
  }
  const kappa = Math.sqrt(low * high);
  const learned = values[2] / (values[2] + kappa);
  const missed = (1 - learned) ** 2;
  const spent = learnedAt(kappa, 2);
  const noise = n > spent ? (n / (n - spent)) * missed - missed : Infinity;
  // With as many points as eigenfunctions nothing is missed.
  const error = missed < 1e-12 ? 0 : normalCdf(-learned / Math.sqrt(noise));
  return { learned, noise, error: 1 - error === 1 ? 0 : error };
}
