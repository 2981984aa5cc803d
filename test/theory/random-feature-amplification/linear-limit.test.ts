/** Limits of trained linear rules: symmetric cases in closed form, and moved clusters against geometry. */
import { describe, expect, test } from 'vitest';
import { affineRuleAccuracy, EQUAL_WEIGHTS } from '#theory/random-feature-amplification/affine.ts';
import { linearLimit, planeRuleAccuracy } from '#theory/random-feature-amplification/linear-limit.ts';

const accuracyOf = (weights: readonly [number, number, number, number], intercept: boolean, sigma = 0.2) =>
  planeRuleAccuracy(linearLimit({ sigma, xi: 0.15, weights }, intercept), sigma, weights);

describe('the limit of many samples', () => {
  test('is the zero rule on symmetric clusters, with and without intercept', () => {
    for (const intercept of [false, true]) {
      const {
        slope1,
        slope2,
        intercept: b,
      } = linearLimit({ sigma: 0.3, xi: 0.1, weights: EQUAL_WEIGHTS }, intercept);
      expect(Math.hypot(slope1, slope2, b)).toBeLessThan(1e-9);
      expect(accuracyOf(EQUAL_WEIGHTS, intercept)).toBe(0.5);
    }
  });

  test('names the frequent label when only labels are uneven', () => {
    expect(accuracyOf([1 / 3, 1 / 3, 1 / 6, 1 / 6], true)).toBeCloseTo(2 / 3, 6);
    expect(accuracyOf([1 / 3, 1 / 3, 1 / 6, 1 / 6], false)).toBeCloseTo(0.5, 12);
  });

  test('separates one cluster from the two others, as the best threshold on μ₁ does', () => {
    const moved = [0.5, 0, 0.25, 0.25] as const;
    let best = 0;
    for (let t = 0; t <= 1; t += 0.001) best = Math.max(best, affineRuleAccuracy(t, 0.2, moved));
    expect(accuracyOf(moved, true)).toBeLessThanOrEqual(best + 1e-9);
    expect(accuracyOf(moved, true)).toBeGreaterThan(best - 0.001);
    // Without an intercept ±μ₂ are halved and +μ₁ is right.
    expect(accuracyOf(moved, false)).toBeCloseTo(0.75, 4);
  });
});

test('a rule along μ₁ with intercept −t has the accuracy of the hand-made rule', () => {
  for (const t of [-0.7, 0, 0.5, 1.2])
    expect(planeRuleAccuracy({ slope1: 3, slope2: 0, intercept: -3 * t }, 0.4, EQUAL_WEIGHTS)).toBeCloseTo(
      affineRuleAccuracy(t, 0.4),
      12,
    );
});
