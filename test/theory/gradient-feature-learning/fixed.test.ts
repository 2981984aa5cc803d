/** Levels of fixed features and the second step, against enumeration and limits. */
import { describe, expect, test } from 'vitest';
import { coinLevel, linearRuleAccuracy, secondStepCosine } from '#theory/gradient-feature-learning/fixed.ts';
import { featureCosine } from '#theory/gradient-feature-learning/parity.ts';

/** The best accuracy of s · sign(Σ x − t) by going through all 2^k inputs, each threshold between two sums. */
function byEnumeration(k: number, pA: number): number {
  let best = 0;
  for (const side of [1, -1])
    for (let t = -k - 1; t <= k + 1; t++) {
      if ((t + k) % 2 === 0) continue;
      let right = 0;
      for (let code = 0; code < 2 ** k; code++) {
        const bits = Array.from({ length: k }, (_, i) => ((code >> i) % 2 === 0 ? 1 : -1));
        const sum = bits.reduce((so, bit) => so + bit, 0);
        const label = bits.reduce<number>((so, bit) => so * bit, 1);
        const share = (1 - pA) / 2 ** k + (Math.abs(sum) === k ? pA / 2 : 0);
        if (side * (sum - t) * label > 0) right += share;
      }
      best = Math.max(best, right);
    }
  return best;
}

describe('the best threshold on a sum of bits', () => {
  test.each([
    [3, 0.5],
    [4, 0.5],
    [5, 0.5],
    [5, 0],
    [6, 0.3],
    [7, 0.9],
  ])('k = %d, p_A = %d, by enumeration', (k, pA) => {
    expect(linearRuleAccuracy({ k, pA })).toBeCloseTo(byEnumeration(k, pA), 12);
  });

  test('is right on 22 of the 32 inputs of five fair bits', () => {
    expect(linearRuleAccuracy({ k: 5, pA: 0 })).toBe(22 / 32);
    expect(linearRuleAccuracy({ k: 5, pA: 0.5 })).toBe(0.5 + 11 / 32);
  });

  test('is never below the coin for odd k, and meets it when all inputs are structured', () => {
    for (const k of [3, 5, 7, 9]) {
      for (const pA of [0, 0.2, 0.5, 0.8])
        expect(linearRuleAccuracy({ k, pA })).toBeGreaterThan(coinLevel(pA));
      expect(linearRuleAccuracy({ k, pA: 1 })).toBeCloseTo(coinLevel(1), 12);
    }
    expect(coinLevel(0.5)).toBe(0.75);
  });
});

test('a second step is worth a third more samples', () => {
  const setting = { D: 100, k: 5, pA: 0.5 };
  expect(secondStepCosine(setting, 3000)).toBeCloseTo(featureCosine(setting, 4000), 12);
  // Note G4: .973 ± .002, .994 ± .001 and .999 after two steps.
  expect(Math.abs(secondStepCosine(setting, 2000) - 0.973)).toBeLessThan(0.004);
  expect(Math.abs(secondStepCosine(setting, 10_000) - 0.994)).toBeLessThan(0.001);
  expect(Math.abs(secondStepCosine(setting, 40_000) - 0.999)).toBeLessThan(0.001);
});
