/** Signal against memorised noise (result rfa-5, derived for this page). */

/** Upper curve for the own cosine early in the growth phase: √(r/(1+r)) at r = n/n★ ≥ 0. */
export function ownCosineBound(ratio: number): number {
  return Math.sqrt(ratio / (1 + ratio));
}
