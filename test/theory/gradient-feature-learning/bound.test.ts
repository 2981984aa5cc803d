/** OPT, its angle term and the alignment of gradients against simulation, closed forms and brute force. */
import { describe, expect, test } from 'vitest';
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { sphereRows, streams } from '#numbers/random.ts';
import { bestAlignments, candidates } from '#theory/gradient-feature-learning/angle.ts';
import {
  bestNetwork,
  expectedError,
  expectedHinge,
  guarantee,
  lossPerAngle,
  meanLength,
} from '#theory/gradient-feature-learning/bound.ts';

/** ∬ of a function of two independent standard normals by a fine trapezoid rule. */
function bruteForce(of: (x: number, v: number) => number): number {
  const step = 0.02;
  let sum = 0;
  for (let x = -7; x <= 7; x += step)
    for (let v = -7; v <= 7; v += step) sum += normalDensity(x) * normalDensity(v) * of(x, v);
  return sum * step * step;
}

describe('the expected hinge loss', () => {
  test.each([
    [3, 0.2, 1, 0],
    [3, 0.3, 0.9, 0.05],
    [1.5, 0.5, 0.8, -0.1],
  ])('B = %d, σ = %d is the double integral', (weight, sigma, own, other) => {
    const brute = bruteForce((x, v) =>
      Math.max(0, 1 - weight * (Math.abs(own + sigma * x) - Math.abs(other + sigma * v))),
    );
    // The trapezoid rule sees the kinks with an error of about a step squared.
    expect(Math.abs(expectedHinge(weight, sigma, { own, other }) - brute)).toBeLessThan(1e-5);
  });

  test('grows with the angle as its slope says', () => {
    for (const sigma of [0.15, 0.2, 0.4]) {
      const { weight, opt } = bestNetwork(sigma);
      const h = 1e-5;
      const slope = (expectedHinge(weight, sigma, { own: 1 - h, other: 0 }) - opt) / h;
      expect(Math.abs(slope / lossPerAngle(weight, sigma) - 1)).toBeLessThan(1e-3);
    }
  });
});

describe('OPT', () => {
  test('is that of the reference at σ = 0.2, at the end of the range of weights', () => {
    const { weight, opt } = bestNetwork(0.2);
    expect(weight).toBe(3);
    // The note measured .0051 on 40 000 points, whose mean has a standard deviation of about .0003.
    expect(Math.abs(opt - 0.0051)).toBeLessThan(0.0006);
  });

  test('lies inside of the range where clusters are wide, and no weight does better', () => {
    const { weight, opt } = bestNetwork(0.6);
    expect(weight).toBeLessThan(3);
    for (let other = 0.05; other <= 3; other += 0.05)
      expect(opt).toBeLessThanOrEqual(expectedHinge(other, 0.6) + 1e-12);
  });
});

test('the expected error is the double integral', () => {
  const own = 0.9;
  const other = 0.2;
  const brute = bruteForce((x, v) => (Math.abs(own + 0.4 * x) < Math.abs(other + 0.4 * v) ? 1 : 0));
  expect(Math.abs(expectedError(0.4, { own, other }) - brute)).toBeLessThan(1e-3);
});

describe('the mean length of an input', () => {
  test('in one dimension is the mean of a folded normal', () => {
    for (const sigma of [0.1, 0.5, 2]) {
      const folded = 2 * sigma * normalDensity(1 / sigma) + 1 - 2 * normalCdf(-1 / sigma);
      expect(meanLength(1, sigma)).toBeCloseTo(folded, 6);
    }
  });

  test('is 2.23 at d = 100, σ = 0.2, as in the reference, and below the root of the mean square', () => {
    expect(meanLength(100, 0.2)).toBeCloseTo(2.23, 2);
    expect(meanLength(100, 0.2)).toBeLessThan(Math.sqrt(5));
  });
});

describe('the guarantee', () => {
  const sigma = 0.3;
  const d = 5;
  const best = bestNetwork(sigma);

  test('holds for random directions, by simulation', () => {
    const source = streams(3)('test');
    const length = meanLength(d, sigma);
    for (const tilt of [0.1, 0.4, 1]) {
      const directions = [0, 1].map((axis) => {
        const row = Array.from({ length: d }, (_, k) => (k === axis ? 1 : 0) + tilt * source.normal());
        const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
        return row.map((value) => value / norm);
      });
      const gamma = 1 - (Math.abs(directions[0][0]) + Math.abs(directions[1][1])) / 2;
      let loss = 0;
      for (let i = 0; i < 4000; i++) {
        const axis = i % 2;
        const point = Array.from({ length: d }, (_, k) => (k === axis ? 1 : 0) + sigma * source.normal());
        const [one, two] = directions.map((row) =>
          Math.abs(row.reduce((sum, w, k) => sum + w * point[k], 0)),
        );
        loss += Math.max(0, 1 - (axis === 0 ? 1 : -1) * best.weight * (one - two)) / 4000;
      }
      expect(loss).toBeLessThanOrEqual(guarantee(best, length, gamma));
    }
  });

  test('is OPT for exact directions', () => {
    expect(guarantee(best, 7, 0)).toBe(best.opt);
  });
});

describe('the best of many gradients', () => {
  const setting = { d: 40, sigma: 0.2 };

  test('is nearly on the axes without noise, with many candidates', () => {
    const rows = sphereRows(streams(1)('weights'), 2000, setting.d);
    const neurons = candidates(rows, setting, streams(1)('theory'));
    const [one, two] = bestAlignments(neurons, new Float64Array(setting.d), 1e12);
    for (const { own, other } of [one, two]) {
      expect(own).toBeGreaterThan(0.999);
      expect(own * own + other * other).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  test('is on a diagonal with one neuron, tight clusters and no bias', () => {
    const tight = { d: 40, sigma: 1e-5 };
    const neurons = candidates(sphereRows(streams(1)('weights'), 1, 40), tight, streams(1)('theory'));
    const [one, two] = bestAlignments(neurons, new Float64Array(40), 1e12);
    for (const { own, other } of [one, two]) {
      expect(own).toBeCloseTo(Math.SQRT1_2, 4);
      expect(other).toBeCloseTo(Math.SQRT1_2, 4);
    }
  });

  test('is worse with fewer samples', () => {
    const rows = sphereRows(streams(1)('weights'), 300, setting.d);
    const neurons = candidates(rows, setting, streams(1)('theory'));
    const own = [100, 1000, 10_000].map(
      (n) => bestAlignments(neurons, new Float64Array(setting.d), n)[0].own,
    );
    expect([...own].sort((a, b) => a - b)).toEqual(own);
    // Without noise all but a share of 10⁻³ is there; at n = 100 the noise takes a few per cent.
    expect(own[2] - own[0]).toBeGreaterThan(0.01);
  });
});
