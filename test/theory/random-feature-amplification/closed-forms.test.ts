import { describe, expect, test } from 'vitest';
import { affineRuleAccuracy, bestAffineAccuracy } from '#theory/random-feature-amplification/affine.ts';
import { capturedShare } from '#theory/random-feature-amplification/captured-share.ts';
import { fractionAbove, meanAbsCosine } from '#theory/random-feature-amplification/random-features.ts';
import { ownCosineBound } from '#theory/random-feature-amplification/sample-size.ts';
import {
  amplificationRate,
  bayesAccuracy,
  calibratedMargin,
  kappa,
  noisyError,
  nStar,
  saturatedGrowth,
} from '#theory/random-feature-amplification/setting.ts';
import { coverProbability, sufficientWidth } from '#theory/random-feature-amplification/width.ts';
import { streams } from '#numbers/random.ts';

const setting = { d: 100, n: 1000, m: 200, sigma: 0.2, xi: 0.15, omega: 0.01, alpha: 0.5 };

/** Every printed digit: half a unit in the last place. */
const agree = (value: number, printed: number, digits: number) =>
  expect(Math.abs(value - printed)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-12);

describe('reference values, to all printed digits', () => {
  test.each([
    [0.1, 1.0, 0.75],
    [0.2, 0.9996, 0.7456],
    [0.3, 0.9817, 0.7167],
    [0.4, 0.9259, 0.6769],
    [0.5, 0.8551, 0.6414],
    [0.7, 0.7364, 0.5911],
    [1.0, 0.6355, 0.5517],
  ])('Bayes and best affine accuracy at σ = %f', (sigma, bayes, affine) => {
    agree(bayesAccuracy(sigma), bayes, 4);
    // The printed row came from a coarse search: it lies up to one unit of its last digit below the maximum.
    expect(bestAffineAccuracy(sigma)).toBeGreaterThan(affine - 0.00005);
    expect(bestAffineAccuracy(sigma)).toBeLessThan(affine + 0.0001);
  });

  test('the default setting: κ, n★, λ, plateau of the margin', () => {
    agree(kappa(setting), 0.5, 10);
    agree(nStar(setting), 65, 0);
    agree(amplificationRate(setting), 0.123, 3);
    agree(calibratedMargin(0.15), 1.735, 3);
    agree(kappa({ d: 300, sigma: 0.3 }), 0.19, 2);
    agree(amplificationRate({ ...setting, d: 300, sigma: 0.3, n: 3000 }), 0.0475, 4);
  });

  test.each([
    [0, 32],
    [0.05, 40],
    [0.1, 50],
    [0.15, 65],
    [0.2, 89],
    [0.25, 128],
    [0.3, 200],
    [0.35, 356],
    [0.4, 800],
    [0.45, 3200],
    [0.5, Infinity],
  ])('n★ at ξ = %f', (xi, expected) => {
    const value = nStar({ d: 100, sigma: 0.2, xi });
    if (expected === Infinity) expect(value).toBe(Infinity);
    else agree(value, expected, 0);
  });

  test.each([
    [20, 0.1784, 0.327],
    [50, 0.1128, 0.067],
    [100, 0.0798, 0.005],
    [200, 0.0564, 0],
    [400, 0.0399, 0],
  ])('random features at d = %i', (d, mean, above) => {
    agree(meanAbsCosine(d), mean, 4);
    agree(fractionAbove(0.3, d), above, 3);
  });

  test.each([
    [0, [0.5, 0.5, 0.5, 0.5]],
    [0.02, [0.472, 0.457, 0.439, 0.414]],
    [0.04, [0.439, 0.405, 0.367, 0.315]],
    [0.06, [0.398, 0.342, 0.283, 0.208]],
    [0.08, [0.345, 0.265, 0.187, 0.104]],
    [0.1, [0.27, 0.167, 0.086, 0.027]],
    [0.12, [0.132, 0.038, 0.006, 0.0]],
    [0.125, [0, 0, 0, 0]],
  ])('captured share at ξ = %f', (xi, row) => {
    [10, 25, 50, 100].forEach((d, i) => agree(capturedShare(xi, kappa({ d, sigma: 0.2 })), row[i], 3));
  });

  test.each([
    [2, 0],
    [4, 0.25],
    [6, 0.562],
    [8, 0.766],
    [12, 0.938],
    [16, 0.984],
    [24, 0.999],
    [32, 1.0],
  ])('coverage at width %i', (m, expected) => agree(coverProbability(m), expected, 3));

  test.each([
    [50, 0.659],
    [100, 0.778],
    [200, 0.868],
    [400, 0.927],
    [800, 0.962],
    [1600, 0.98],
  ])('upper curve of the own cosine at n = %i', (n, expected) =>
    // The printed row took n★ rounded to 65 or not; one unit in the last place covers both.
    expect(Math.abs(ownCosineBound(n / nStar(setting)) - expected)).toBeLessThan(0.001),
  );
});

describe('second routes', () => {
  test('the affine rule with threshold ½ against a count', () => {
    const { normal, integer } = streams(1)('count');
    const sigma = 0.4;
    let right = 0;
    const points = 200_000;
    for (let i = 0; i < points; i++) {
      const cluster = integer(4);
      const x1 = [1, -1, 0, 0][cluster] + sigma * normal();
      if (x1 > 0.5 === cluster < 2) right++;
    }
    expect(Math.abs(right / points - affineRuleAccuracy(0.5, sigma))).toBeLessThan(
      (4 * 0.5) / Math.sqrt(points),
    );
  });

  test('the affine rule at threshold 0 is a homogeneous rule: exactly chance', () => {
    for (const sigma of [0.05, 0.3, 1]) expect(affineRuleAccuracy(0, sigma)).toBeCloseTo(0.5, 12);
  });

  test('no threshold of a fine grid does better than the best affine rule, and one does as well', () => {
    for (const sigma of [0.1, 0.4, 1]) {
      let best = 0;
      for (let t = -3; t < 4; t += 0.0005) best = Math.max(best, affineRuleAccuracy(t, sigma));
      expect(bestAffineAccuracy(sigma)).toBeCloseTo(best, 6);
      expect(bestAffineAccuracy(sigma)).toBeGreaterThanOrEqual(best);
    }
  });

  test('with −μ₁ moved onto +μ₁ a homogeneous rule beats chance', () => {
    expect(affineRuleAccuracy(0, 0.2, [0.5, 0, 0.25, 0.25])).toBeCloseTo(0.75, 4);
  });

  test('Bayes accuracy against the sign of |x₁| − |x₂|, counted', () => {
    const { normal, integer } = streams(2)('count');
    const sigma = 0.4;
    let right = 0;
    const points = 200_000;
    for (let i = 0; i < points; i++) {
      const cluster = integer(4);
      const x1 = [1, -1, 0, 0][cluster] + sigma * normal();
      const x2 = [0, 0, 1, -1][cluster] + sigma * normal();
      if (Math.abs(x1) > Math.abs(x2) === cluster < 2) right++;
    }
    expect(Math.abs(right / points - bayesAccuracy(sigma))).toBeLessThan((4 * 0.27) / Math.sqrt(points));
  });

  test('coverage by counting all sign patterns of m = 8', () => {
    let covered = 0;
    for (let pattern = 0; pattern < 256; pattern++) {
      const [positive, negative] = [pattern & 15, pattern >> 4];
      if (positive !== 0 && positive !== 15 && negative !== 0 && negative !== 15) covered++;
    }
    expect(coverProbability(8)).toBeCloseTo(covered / 256, 12);
  });

  test('the width that suffices fails to cover with at most that probability', () => {
    for (const failure of [0.2, 0.05, 0.001])
      expect(1 - coverProbability(sufficientWidth(failure))).toBeLessThanOrEqual(failure);
  });

  test('signal and noise grow at rates whose squared ratio is n/n★', () => {
    // Per step the noise gains α/√m · σ/2 · √(d/2n).
    const noise =
      (setting.alpha / Math.sqrt(setting.m)) * (setting.sigma / 2) * Math.sqrt(setting.d / (2 * setting.n));
    expect((saturatedGrowth(setting) / noise) ** 2).toBeCloseTo(setting.n / nStar(setting), 10);
  });

  test('a coin-flip label has error ½ whatever the classifier', () => {
    expect(noisyError(0.5, 0.1)).toBe(0.5);
    expect(noisyError(0.15, 0)).toBe(0.15);
  });
});
