/** How many neurons cover all four clusters (result rfa-6, derived for this page). */

/**
 * Probability that the m/2 positive neurons choose both +μ₁ and −μ₁ and the m/2 negative ones both ±μ₂, each by a
 * fair coin: (1 − 2^(1−m/2))².
 *
 * @param m width, even, ≥ 2
 */
export function coverProbability(m: number): number {
  return (1 - 2 ** (1 - m / 2)) ** 2;
}

/** A width that fails to cover with probability at most `failure`, in (0, 1): 2 log₂(4/failure). Not rounded. */
export function sufficientWidth(failure: number): number {
  return 2 * Math.log2(4 / failure);
}
