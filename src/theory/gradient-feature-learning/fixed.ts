/**
 * Structured parities, k odd: what fixed features can do, and what a second gradient step adds. All derived for this
 * page; the first level is in note G4.
 */
import { wholePower } from '#numbers/elementary.ts';
import { halfSamples, subsets, type ParitySetting } from './parity.ts';

/**
 * Cosine with the feature after a second step of the same size that keeps what the first has found, thresholds zero:
 * [1 + ¾ n_½/n]^{−1/2}. Half of each gradient's sampling noise energy does not depend on which neuron is on where; the
 * two steps have it in common. The other half does, and is averaged over two independent ways of being on.
 *
 * @param pA share of structured inputs, in (0, 1]
 */
export function secondStepCosine(setting: ParitySetting & { readonly pA: number }, n: number): number {
  return 1 / Math.sqrt(1 + (0.75 * halfSamples(setting)) / n);
}

/** Right on the structured share, a coin elsewhere: ½ + p_A/2. */
export const coinLevel = (pA: number): number => (1 + pA) / 2;

/**
 * Accuracy of the best rule of the form sign(Σ_{j∈A} x_j − t) over all t, and of its opposite. It would know A; but it is
 * linear, and on the uniform share it is not a coin: the sign of a sum of bits is correlated with their product.
 */
export function linearRuleAccuracy({ k, pA }: { readonly k: number; readonly pA: number }): number {
  // Probability of each number of bits that are −1, with its label (−1)^minus.
  const shares = Array.from({ length: k + 1 }, (_, minus) => {
    const structured = minus === 0 || minus === k ? pA / 2 : 0;
    return structured + (1 - pA) * uniformShare(k, minus);
  });
  let best = 0;
  // The rule says +1 as long as fewer than `from` bits are −1.
  for (let from = 0; from <= k + 1; from++) {
    const right = shares.reduce(
      (sum, share, minus) => sum + (minus < from === (minus % 2 === 0) ? share : 0),
      0,
    );
    best = Math.max(best, right, 1 - right);
  }
  return best;
}

/** Probability that `count` of k fair coins show tails. */
function uniformShare(k: number, count: number): number {
  return subsets({ D: k, k: count }) * wholePower(0.5, k);
}
