/**
 * The cluster XOR model of Frei, Chatterji and Bartlett (arXiv 2202.07626) with Gaussian clusters, and the few
 * quantities that organise it. Centres ±μ₁ (label +1) and ±μ₂ (label −1) are orthogonal unit vectors, each with
 * probability ¼, noise N(0, σ² I_d); f(x) = Σ_j a_j max(0, ⟨w_j, x⟩), a_j = ±1/√m half and half and fixed,
 * w_j ~ N(0, ω² I_d); full-batch gradient descent with step α on the logistic loss.
 */
import { normalCdf } from '#numbers/normal.ts';

export interface Setting {
  /** Input dimension, ≥ 3. */
  readonly d: number;
  /** Training samples. */
  readonly n: number;
  /** Neurons, even. */
  readonly m: number;
  /** Standard deviation of the cluster noise in each coordinate; the centres have length 1. */
  readonly sigma: number;
  /** Share of training labels that are flipped, in [0, ½]. */
  readonly xi: number;
  /** Standard deviation of each initial weight. */
  readonly omega: number;
  /** Step size. */
  readonly alpha: number;
}

/** κ = 1/(σ√d): standard deviation at the start of h = ⟨ŵ, μ₁⟩/σ, what a random neuron sees of a cluster. */
export function kappa({ sigma, d }: Pick<Setting, 'sigma' | 'd'>): number {
  return 1 / (sigma * Math.sqrt(d));
}

/**
 * n★ = 8σ²d/(1−2ξ)²: the sample size at which the cluster direction and the memorised sample noise grow equally
 * fast (derived for this page). Infinite at ξ = ½.
 */
export function nStar({ sigma, d, xi }: Pick<Setting, 'sigma' | 'd' | 'xi'>): number {
  return (8 * sigma * sigma * d) / (1 - 2 * xi) ** 2;
}

/** Clean accuracy of the best possible classifier, 1 − 2q(1−q) with q = Φ(−1/(√2 σ)): rotate by 45° to see it. */
export function bayesAccuracy(sigma: number): number {
  const q = normalCdf(-1 / (Math.SQRT2 * sigma));
  return 1 - 2 * q * (1 - q);
}

/** Error on labels flipped with probability ξ of a classifier with clean error e: ξ + (1−2ξ)e. */
export function noisyError(xi: number, cleanError: number): number {
  return xi + (1 - 2 * xi) * cleanError;
}

/**
 * λ: growth per step of a small own component, u ← (1+λ)u, from the linearised population gradient at initial
 * scale ‖w‖ = ω√d (derived for this page). The other component decays at the same rate.
 */
export function amplificationRate(setting: Setting): number {
  const { m, xi, omega, alpha } = setting;
  return ((alpha * (1 - 2 * xi) * kappa(setting)) / (8 * Math.sqrt(m) * omega)) * Math.sqrt(2 / Math.PI);
}

/** Growth per step of the own component once the neuron sees its cluster as wholly on: α(1−2ξ)/(8√m). */
export function saturatedGrowth({ m, xi, alpha }: Pick<Setting, 'm' | 'xi' | 'alpha'>): number {
  return (alpha * (1 - 2 * xi)) / (8 * Math.sqrt(m));
}

/** The margin at which the population gradient vanishes, log((1−ξ)/ξ): calibrated to the label noise. */
export function calibratedMargin(xi: number): number {
  return Math.log((1 - xi) / xi);
}
