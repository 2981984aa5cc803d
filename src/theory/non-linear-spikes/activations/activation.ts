/** What the theory needs of an activation σ. All activations are centred: E σ(Z) = 0 for Z ~ N(0, 1). */

/** Averages over Z ~ N(0, 1) of the activation at r Z + t. */
export interface Smoothed {
  /** M = E σ(rZ + t). */
  readonly mean: number;
  /** L = E Z σ(rZ + t) = r E σ′(rZ + t). */
  readonly slope: number;
  /** Var σ(rZ + t) = Q − M². */
  readonly variance: number;
}

export interface Activation {
  /** σ(z), centred. */
  readonly value: (z: number) => number;
  /** σ′(z); at a kink, the slope from the left. */
  readonly slope: (z: number) => number;
  /** The averages for r > 0 and any t. */
  readonly smoothed: (r: number, t: number) => Smoothed;
  /** c_k = E σ(Z) H_k(Z) / k! for k ≥ 1, H_k the Hermite polynomials of the probabilists. */
  readonly coefficient: (k: number) => number;
  /** c_1. */
  readonly c1: number;
  /** b² = E σ² − c_1²: the variance of what is not linear. */
  readonly bSquared: number;
  /** Var σ′(Z) = Σ_{k≥2} k·k! c_k². */
  readonly slopeVariance: number;
}

/** xᵏ for whole k ≥ 0 by products: the same bits in every engine, which `**` does not promise. */
export function power(x: number, k: number): number {
  let product = 1;
  for (let j = 0; j < k; j++) product *= x;
  return product;
}

/** k!. */
export function factorial(k: number): number {
  let product = 1;
  for (let j = 2; j <= k; j++) product *= j;
  return product;
}
