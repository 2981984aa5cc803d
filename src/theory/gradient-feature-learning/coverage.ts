/** How many neurons it takes to hit every gradient feature (note G8, derived for this page). */
import { wholePower } from '#numbers/elementary.ts';
import type { FeatureShares } from './directions.ts';

/**
 * A neuron and its copy with the opposite output weight write both signs of a direction ("both"), or a neuron stands
 * alone and its sign is a fair coin ("one").
 */
export type Signs = 'both' | 'one';

/** Features of the XOR mixture: two axes, or their four directions when the signs count. */
export function featureCount(signs: Signs): number {
  return signs === 'both' ? 2 : 4;
}

/** Probability that one neuron hits a given feature. */
export function featureProbability({ axis }: Pick<FeatureShares, 'axis'>, signs: Signs): number {
  return signs === 'both' ? axis : axis / 2;
}

/** Probability that m independent neurons hit every feature, by inclusion and exclusion. */
export function coverProbability(m: number, { axis, both }: FeatureShares, signs: Signs): number {
  const none = (p: number): number => wholePower(Math.max(0, 1 - p), m);
  if (signs === 'both') return Math.max(0, 1 - 2 * none(axis) + none(2 * axis - both));
  // Sets of the features ±μ₁, ±μ₂ by how many of each pair they hold; `hit` is the chance to hit one of the set.
  const hit = (first: number, second: number): number =>
    ((first + second) * axis) / 2 - (first * second * both) / 4;
  const covered =
    1 -
    4 * none(hit(1, 0)) +
    2 * none(hit(2, 0)) +
    4 * none(hit(1, 1)) -
    4 * none(hit(2, 1)) +
    none(hit(2, 2));
  // Where the terms cancel, rounding is left.
  return Math.max(0, covered);
}

/** The lower bound 1 − r(1 − p)^m, not below zero. */
export function coverBound(m: number, shares: FeatureShares, signs: Signs): number {
  const missed = wholePower(1 - featureProbability(shares, signs), m);
  return Math.max(0, 1 - featureCount(signs) * missed);
}
