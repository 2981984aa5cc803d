/**
 * Sparse parities: x ∈ {±1}^D, a hidden set A of k coordinates, y = Π_{i∈A} x_i. With probability p_A all bits of A are
 * equal ("structured"); otherwise x is uniform. Daniely and Malach 2020; Shi, Wei and Liang (ICLR 2022). A neuron has w
 * uniform on the unit sphere and is on when ⟨w, x⟩ > τ. All formulas here are derived for this page (note G3, G5, G7).
 */
import { wholePower } from '#numbers/elementary.ts';
import { hermite } from '#numbers/hermite.ts';
import { normalCdf, normalDensity } from '#numbers/normal.ts';

export interface ParitySetting {
  /** Coordinates, D. */
  readonly D: number;
  /** Relevant ones, 1 ≤ k ≤ D. */
  readonly k: number;
}

/** q = 1 − Φ(τ): how often a neuron is on. */
export function activeShare(tau: number): number {
  return normalCdf(-tau);
}

/**
 * Structured parity, k odd, τ = 0: the expected cosine of the gradient of n samples with D = Σ_{j∈A} e_j/√k,
 * [1 + n_½/n]^{−1/2}.
 *
 * @param pA share of structured inputs, in (0, 1]
 */
export function featureCosine(setting: ParitySetting & { readonly pA: number }, n: number): number {
  return 1 / Math.sqrt(1 + halfSamples(setting) / n);
}

/** n_½ = D/(k p_A² q) with q = ½: samples at which signal and sampling noise of the gradient are equally long. */
export function halfSamples({ D, k, pA }: ParitySetting & { readonly pA: number }): number {
  return D / (k * pA * pA * activeShare(0));
}

/** E[y x_j 1(⟨w, x⟩ > τ)]² of a typical neuron, uniform bits, for j in A and for j outside, without sampling noise. */
export interface Energies {
  readonly relevant: number;
  readonly other: number;
}

/** He_{k−2}(τ)² φ(τ)² D^{−(k−1)} and He_k(τ)² φ(τ)² D^{−(k+1)}; k ≥ 2. */
export function populationEnergies({ D, k }: ParitySetting, tau: number): Energies {
  const he = hermite(tau, k + 1);
  const density = normalDensity(tau);
  return {
    relevant: (he[k - 2] * density) ** 2 * wholePower(D, 1 - k),
    other: (he[k] * density) ** 2 * wholePower(D, -1 - k),
  };
}

/** ρ_A: share of the first gradient's energy that lies in the relevant coordinates, for n samples. */
export function relevantShare(setting: ParitySetting, tau: number, n: number): number {
  const { D, k } = setting;
  const { relevant, other } = populationEnergies(setting, tau);
  const noise = activeShare(tau) / n;
  const inside = k * (relevant + noise);
  return inside / (inside + (D - k) * (other + noise));
}

/** n★: samples at which half of the energy is signal, Infinity where there is none (k odd, τ = 0). */
export function equalSamples({ D, k }: ParitySetting, tau: number): number {
  const he = hermite(tau, k - 1)[k - 2];
  return (activeShare(tau) * wholePower(D, k)) / (k * (he * normalDensity(tau)) ** 2);
}

/**
 * π(w) = Σ_{j∈A} Π_{i∈A∖j} w_i², A the first k coordinates: what the first gradient of this neuron will have of the
 * signal, up to a factor that all neurons share. Known before training, from the weights and A.
 *
 * @param w length ≥ k
 */
export function ticket(w: ArrayLike<number>, k: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) {
    let product = 1;
    for (let i = 0; i < k; i++) if (i !== j) product *= w[i] * w[i];
    sum += product;
  }
  return sum;
}

/** Binomial coefficient: how many k-subsets D coordinates have. */
export function subsets({ D, k }: ParitySetting): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (D - k + i)) / i;
  return Math.round(count);
}
