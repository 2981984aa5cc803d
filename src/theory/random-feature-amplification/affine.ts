/**
 * Linear and affine rules on the cluster XOR (result rfa-1). Homogeneous linear rules have accuracy exactly ½: the
 * law of x given its label is symmetric. A rule with an intercept can cut off one cluster.
 */
import { normalCdf } from '#numbers/normal.ts';

/** Probabilities of the centres +μ₁, −μ₁, +μ₂, −μ₂; they sum to 1. */
export type ClusterWeights = readonly [number, number, number, number];

export const EQUAL_WEIGHTS: ClusterWeights = [0.25, 0.25, 0.25, 0.25];

/** Clean accuracy of "predict +1 when ⟨μ₁, x⟩ > threshold" (derived for this page). */
export function affineRuleAccuracy(
  threshold: number,
  sigma: number,
  weights: ClusterWeights = EQUAL_WEIGHTS,
): number {
  const [plus1, minus1, plus2, minus2] = weights;
  return (
    plus1 * normalCdf((1 - threshold) / sigma) +
    minus1 * normalCdf((-1 - threshold) / sigma) +
    (plus2 + minus2) * normalCdf(threshold / sigma)
  );
}

/** The largest accuracy of {@link affineRuleAccuracy} over thresholds, with equal clusters. */
export function bestAffineAccuracy(sigma: number): number {
  // One maximum lies right of 0; it is bracketed on a grid of spacing σ/20 and refined by golden section.
  const accuracy = (threshold: number) => affineRuleAccuracy(threshold, sigma);
  const spacing = sigma / 20;
  let best = 0;
  for (let i = 1; i * spacing <= 1 + 8 * sigma; i++)
    if (accuracy(i * spacing) > accuracy(best * spacing)) best = i;
  let low = (best - 1) * spacing;
  let high = (best + 1) * spacing;
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-9) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (accuracy(left) < accuracy(right)) low = left;
    else high = right;
  }
  return accuracy((low + high) / 2);
}
