/** How far the relevant share of one run may lie from its formula: to leading order, derived for this page. */
import { wholePower } from '#numbers/elementary.ts';
import { activeShare, relevantShare, type ParitySetting } from '#theory/gradient-feature-learning/parity.ts';

/**
 * Standard deviation of ρ_A from draw to draw, roughly. Two sources: the signals π(w) of m neurons, which are products
 * of Gaussians and heavy-tailed; and the noise in the k relevant coordinates, which neurons share as far as they are on
 * together.
 */
export function shareSpread(setting: ParitySetting, tau: number, n: number, m: number): number {
  const { D, k } = setting;
  const share = relevantShare(setting, tau, n);
  const fromSignals = share * (1 - share) * Math.sqrt(ticketVariance(k) / m);
  const fromNoise = (1 - share) * (k / D) * activeShare(tau) * Math.sqrt(2 / k);
  return Math.sqrt(fromSignals * fromSignals + fromNoise * fromNoise);
}

/** Var π/(E π)² for independent Gaussian weights, 3^{k−2}(k+2)/k − 1; k ≥ 2. */
function ticketVariance(k: number): number {
  return (wholePower(3, k - 2) * (k + 2)) / k - 1;
}
