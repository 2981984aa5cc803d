/** Label flips spent in one cluster (result rfa-4, derived for this page). */
import { normalCdf, normalQuantile } from '#numbers/normal.ts';
import { bayesAccuracy, noisyError } from './setting.ts';

/**
 * Share of the positive neurons that the attacked cluster +μ₁ captures when all flips (a share ξ of all labels) are
 * made in it: Φ(−h★/κ) with h★ = Φ⁻¹(1/(2−8ξ)); 0 from ξ = ⅛ on.
 */
export function capturedShare(xi: number, kappa: number): number {
  if (xi >= 1 / 8) return 0;
  return normalCdf(-normalQuantile(1 / (2 - 8 * xi)) / kappa);
}

/**
 * The largest accuracy on noisy labels that a rule can have, for clusters that hardly overlap (derived for this page):
 * with the true labels it is 1 − ξ − (1−2ξ)e, e being the Bayes error, wherever the flips are made; when they are all
 * made in one cluster and ξ > ⅛, it is better to give that cluster the wrong label, which is right on ¾ + ξ.
 */
export function bestNoisyAccuracy(xi: number, sigma: number, flips: 'uniform' | 'targeted'): number {
  const withTrueLabels = 1 - noisyError(xi, 1 - bayesAccuracy(sigma));
  if (flips === 'uniform' || xi <= 1 / 8) return withTrueLabels;
  return Math.max(withTrueLabels, Math.min(1, 0.75 + xi));
}
