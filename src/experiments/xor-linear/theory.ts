/** Cluster weights as a parameter, and the network that stands beside the linear rules. */
import type { ClusterWeights } from '#theory/random-feature-amplification/affine.ts';

/** Four weights of any size, not all zero, to probabilities. */
export function clusterWeights(weights: readonly number[]): ClusterWeights {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total) as unknown as ClusterWeights;
}

/** Opposite clusters are equally likely: the law of x given its label is symmetric. */
export function isSymmetric([plus1, minus1, plus2, minus2]: readonly number[]): boolean {
  return plus1 === minus1 && plus2 === minus2;
}

/** Both labels are equally likely. */
export function isBalanced(weights: readonly number[]): boolean {
  const [plus1, minus1, plus2, minus2] = clusterWeights(weights);
  return Math.abs(plus1 + minus1 - plus2 - minus2) < 1e-12;
}

/** The article’s network at half its default width: as good on these data, and half the work. */
export const NETWORK = { m: 100, omega: 0.01, alpha: 0.5 } as const;
