/** Formulas of the first gradient of a parity against exact enumeration of the cube, limits and quadrature. */
import { describe, expect, test } from 'vitest';
import { hermite } from '#numbers/hermite.ts';
import { normalDensity } from '#numbers/normal.ts';
import { gaussHermite, integrate } from '#numbers/quadrature.ts';
import { streams } from '#numbers/random.ts';
import { median } from '#numbers/statistics.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';
import {
  activeShare,
  equalSamples,
  featureCosine,
  halfSamples,
  populationEnergies,
  relevantShare,
  ticket,
} from '#theory/gradient-feature-learning/parity.ts';
import {
  chanceCosine,
  cosineSpread,
  expectedCosine,
  hasFeature,
  randomCosine,
} from '#theory/gradient-feature-learning/structured.ts';

/** E[y x 1(⟨w, x⟩ > τ)] by summing over the whole cube; the relevant coordinates are the first k. */
function exactGradient(w: ArrayLike<number>, { D, k }: { D: number; k: number }, pA: number, tau: number) {
  const gradient = new Float64Array(D);
  const add = (bits: number, weight: number): void => {
    const x = Array.from({ length: D }, (_, j) => ((bits >> j) & 1 ? 1 : -1));
    if (x.reduce((sum, bit, j) => sum + bit * w[j], 0) <= tau) return;
    const y = x.slice(0, k).reduce<number>((product, bit) => product * bit, 1);
    x.forEach((bit, j) => (gradient[j] += weight * y * bit));
  };
  const all = 2 ** D;
  for (let bits = 0; bits < all; bits++) add(bits, (1 - pA) / all);
  const relevant = 2 ** k - 1;
  for (let rest = 0; rest < 2 ** (D - k); rest++)
    for (const common of [0, relevant]) add(rest * 2 ** k + common, pA / (2 * 2 ** (D - k)));
  return gradient;
}

describe('structured parity, τ = 0', () => {
  test('for odd k the population gradient is p_A q on the relevant coordinates and zero elsewhere, exactly', () => {
    for (const [D, k, pA] of [
      [10, 3, 0.5],
      [11, 5, 0.3],
      [9, 3, 1],
    ]) {
      const gradient = exactGradient(randomNeurons(streams(3)('weights'), 1, D), { D, k }, pA, 0);
      gradient.forEach((component, j) => expect(component).toBeCloseTo(j < k ? pA * activeShare(0) : 0, 12));
    }
  });

  test('for even k it is no multiple of the feature', () => {
    const gradient = exactGradient(randomNeurons(streams(3)('weights'), 1, 11), { D: 11, k: 4 }, 0.5, 0);
    const across = gradient.slice(4).reduce((sum, component) => sum + component ** 2, 0);
    expect(across).toBeGreaterThan(0.01);
  });

  test('the cosine is 1/√2 at n½, and tends to one', () => {
    const setting = { D: 50, k: 5, pA: 0.1 };
    expect(halfSamples(setting)).toBeCloseTo(2000, 9);
    expect(featureCosine(setting, 2000)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(expectedCosine(setting, 2000)).toBe(featureCosine(setting, 2000));
    expect(featureCosine(setting, 1e12)).toBeCloseTo(1, 6);
    expect(halfSamples({ ...setting, pA: 0.2 })).toBeCloseTo(500, 9);
  });

  test('chance cosines: closed form against quadrature, and its limits', () => {
    const rule = gaussHermite(400);
    for (const variance of [0.02, 0.32, 3]) {
      const size = (z: number): number =>
        (Math.sqrt(variance) * Math.abs(z)) / Math.sqrt(1 + variance * z * z);
      expect(chanceCosine(variance)).toBeCloseTo(integrate(size, rule), 2);
    }
    expect(chanceCosine(Infinity)).toBeCloseTo(1, 12);
    // A Gaussian direction in D dimensions has a mean |cosine| near √(2/(πD)); in two dimensions it would be 2/π.
    expect(randomCosine(400) / Math.sqrt(2 / (Math.PI * 400))).toBeCloseTo(1, 2);
  });

  test('without a feature the cosine does not depend on n: no structure, or even k and many samples', () => {
    const none = { D: 50, k: 5, pA: 0 };
    expect(hasFeature(none)).toBe(false);
    expect(expectedCosine(none, 100)).toBeCloseTo(randomCosine(50), 12);
    expect(expectedCosine(none, 1e6)).toBeCloseTo(randomCosine(50), 12);
    // The reference table: .364 ± .009 at n = 5000, D = 50, k = 4, p_A = .5.
    const even = { D: 50, k: 4, pA: 0.5 };
    expect(Math.abs(expectedCosine(even, 5000) - 0.364)).toBeLessThan(0.018);
    expect(expectedCosine(even, 1e9)).toBeCloseTo(expectedCosine(even, 1e7), 4);
  });

  test('the spread falls as n grows, and with more neurons', () => {
    const setting = { D: 50, k: 5, pA: 0.5 };
    expect(cosineSpread(setting, 5000, 100)).toBeLessThan(cosineSpread(setting, 500, 100) / 10);
    expect(cosineSpread({ ...setting, k: 4 }, 5000, 400)).toBeCloseTo(0.015, 12);
  });
});

describe('uniform parity', () => {
  test('a typical neuron’s signal is the formula’s, up to corrections in 1/D', () => {
    const [D, neurons] = [12, 41];
    const rows = randomNeurons(streams(1)('weights'), neurons, D);
    for (const [k, tau] of [
      [2, 0],
      [3, 1],
    ]) {
      const factor = (hermite(tau, k)[k - 2] * normalDensity(tau)) ** 2;
      const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
      const ratios: number[] = [];
      for (let i = 0; i < neurons; i++) {
        const w = rows.subarray(i * D, (i + 1) * D);
        const gradient = exactGradient(w, { D, k }, 0, tau);
        ratios.push(squares(gradient.subarray(0, k)) / (factor * ticket(w, k)));
      }
      expect(median(ratios), `k = ${k}`).toBeGreaterThan(0.8);
      expect(median(ratios), `k = ${k}`).toBeLessThan(1.25);
    }
  });

  test('an odd parity has no signal without a threshold, exactly', () => {
    const gradient = exactGradient(randomNeurons(streams(1)('weights'), 1, 9), { D: 9, k: 3 }, 0, 0);
    for (const component of gradient) expect(Math.abs(component)).toBeLessThan(1e-12);
    expect(populationEnergies({ D: 9, k: 3 }, 0)).toEqual({ relevant: 0, other: 0 });
    expect(equalSamples({ D: 20, k: 3 }, 0)).toBe(Infinity);
    expect(relevantShare({ D: 20, k: 3 }, 0, 1e5)).toBeCloseTo(0.15, 12);
  });

  test('n★ of the reference table, and half of the energy there', () => {
    expect(Math.round(equalSamples({ D: 30, k: 2 }, 0))).toBe(1414);
    expect(Math.round(equalSamples({ D: 60, k: 2 }, 0))).toBe(5655);
    expect(Math.round(equalSamples({ D: 20, k: 3 }, 1))).toBe(7226);
    // With the part of noise in the relevant coordinates: (1 + k/D)/2, but for the signal of the others.
    const setting = { D: 60, k: 2 };
    expect(relevantShare(setting, 0, equalSamples(setting, 0))).toBeCloseTo((1 + 2 / 60) / 2, 2);
  });

  test('the factors are Hermite polynomials: zero at their zeros', () => {
    const { relevant } = populationEnergies({ D: 10, k: 4 }, 1);
    expect(relevant).toBe(0);
    const { other } = populationEnergies({ D: 10, k: 3 }, 2);
    expect(other).toBeCloseTo((hermite(2, 4)[3] * normalDensity(2)) ** 2 * 1e-4, 18);
  });
});

describe('samples', () => {
  test('more points extend fewer, labels are parities, and structured inputs agree on A', () => {
    const setting = { D: 9, k: 3, pA: 1 };
    const few = sampleParity(streams(4)('data'), setting, 20);
    const many = sampleParity(streams(4)('data'), setting, 50);
    expect(many.inputs.slice(0, 180)).toEqual(few.inputs);
    expect(many.labels.slice(0, 20)).toEqual(few.labels);
    for (let i = 0; i < many.n; i++) {
      const [a, b, c] = many.inputs.subarray(i * 9, i * 9 + 3);
      expect([b, c, many.labels[i]]).toEqual([a, a, a]);
    }
  });
});
