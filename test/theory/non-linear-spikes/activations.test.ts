import { describe, expect, test } from 'vitest';
import { activation, activationNames } from '#theory/non-linear-spikes/activations/named.ts';
import { factorial } from '#theory/non-linear-spikes/activations/activation.ts';
import { polynomial, smoothedHermite } from '#theory/non-linear-spikes/activations/polynomial.ts';
import { hermite, hermiteCoefficients } from '#numbers/hermite.ts';
import { integrate, normalPieces } from '#numbers/quadrature.ts';
import { expectPrinted } from './support.ts';

const cases = [
  ...activationNames.map((name) => [name, activation(name, { theta: 0.7 })] as const),
  ['cubic', polynomial([1, 0.4, -0.3])] as const,
  ['falling sine', activation('sine', { w: 0.8, p: 2.5 })] as const,
];

describe.each(cases)('%s', (name, sigma) => {
  const kink = name === 'shiftedRelu' ? 0.7 : 0;

  test('averages at rZ + t agree with quadrature', () => {
    for (const r of [0.4, 1, 1.3, 2.6])
      for (const t of [-2.1, -0.2, 0, 0.5, 3]) {
        const rule = normalPieces([Math.max(-11, Math.min(11, (kink - t) / r))], 100);
        const f = (z: number) => sigma.value(r * z + t);
        const { mean, slope, variance } = sigma.smoothed(r, t);
        const direct = integrate(f, rule);
        expect(mean).toBeCloseTo(direct, 10);
        expect(slope).toBeCloseTo(
          integrate((z) => z * f(z), rule),
          10,
        );
        expect(variance).toBeCloseTo(
          integrate((z) => (f(z) - direct) ** 2, rule),
          9,
        );
      }
  });

  test('constants agree with the Hermite expansion', () => {
    const direct = hermiteCoefficients(sigma.value, 8, normalPieces([kink], 100));
    expect(direct[0]).toBeCloseTo(0, 12);
    for (let k = 1; k < 8; k++)
      expect(sigma.coefficient(k)).toBeCloseTo(direct[k] / Math.sqrt(factorial(k)), 11);
    expect(sigma.c1).toBe(sigma.coefficient(1));
    const { slope, variance, mean } = sigma.smoothed(1, 0);
    expect(mean).toBeCloseTo(0, 13);
    expect(slope).toBeCloseTo(sigma.c1, 13);
    expect(variance - slope * slope).toBeCloseTo(sigma.bSquared, 12);
  });

  test('the variance of the slope agrees with differences', () => {
    const rule = normalPieces([kink], 100);
    const slope = (z: number) => (sigma.value(z + 1e-6) - sigma.value(z - 1e-6)) / 2e-6;
    const direct = integrate((z) => slope(z) ** 2, rule) - sigma.c1 ** 2;
    expect(sigma.slopeVariance).toBeCloseTo(direct, 8);
  });
});

test('constants of the standard activations', () => {
  const relu = activation('relu');
  expectPrinted([relu.c1, relu.bSquared, relu.slopeVariance], '0.5 0.0908451 0.25');
  const tanh = activation('tanh');
  expectPrinted(
    [tanh.c1, tanh.coefficient(3), tanh.bSquared, tanh.slopeVariance],
    '0.60571 -0.0606 0.02742 0.09752',
  );
  const silu = activation('silu');
  expectPrinted(
    [silu.c1, silu.coefficient(2), silu.bSquared, silu.slopeVariance],
    '0.5 0.17542 0.06308 0.12948',
  );
  expect(silu.coefficient(3)).toBeCloseTo(0, 12);
  const abs = activation('abs');
  expectPrinted([abs.c1, abs.coefficient(2), abs.bSquared, abs.slopeVariance], '0 0.39894 0.36338 1');
});

test('averaging turns Hermite polynomials into monomials', () => {
  const rule = normalPieces([0], 100);
  for (const t of [-1.5, 0.3, 2]) {
    expect(Array.from(smoothedHermite(t, 0, 5))).toEqual([1, t, t * t, t * t * t, t * t * t * t]);
    const direct = integrate((z) => hermite(1.7 * z + t, 5)[4], rule);
    expect(smoothedHermite(t, 1.7 ** 2 - 1, 5)[4]).toBeCloseTo(direct, 8);
  }
});

test('coefficients beyond what is kept are refused', () => {
  expect(() => activation('tanh').coefficient(12)).toThrow(/up to degree 11/);
});
