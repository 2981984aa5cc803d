import { describe, expect, test } from 'vitest';
import { hermite, hermiteCoefficients, normalisedHermite, secondMoment } from '#numbers/hermite.ts';
import { normalCdf } from '#numbers/normal.ts';
import {
  gaussHermite,
  gaussLegendre,
  integrate,
  normalPieces,
  normalTrapezoid,
} from '#numbers/quadrature.ts';

/** E Z^k = (k − 1)!! for even k, else 0. */
function normalMoment(k: number): number {
  let value = k % 2 === 0 ? 1 : 0;
  for (let j = k - 1; j > 1; j -= 2) value *= j;
  return value;
}

describe('Gauss–Hermite', () => {
  test('three nodes: −√3, 0, √3 with weights 1/6, 2/3, 1/6', () => {
    const { nodes, weights } = gaussHermite(3);
    [-Math.sqrt(3), 0, Math.sqrt(3)].forEach((x, i) => expect(nodes[i]).toBeCloseTo(x, 15));
    [1 / 6, 2 / 3, 1 / 6].forEach((w, i) => expect(weights[i]).toBeCloseTo(w, 15));
  });

  test.each([1, 2, 7, 20, 41])('%d nodes are exact up to degree 2n − 1', (n) => {
    for (let k = 0; k < Math.min(2 * n, 60); k++) {
      const value = integrate((x) => x ** k, gaussHermite(n));
      const size = normalMoment(k + (k % 2));
      expect(Math.abs(value - normalMoment(k)) / size).toBeLessThan(5e-14);
    }
  });

  test('E cos Z = e^(−1/2), E e^(sZ) = e^(s²/2)', () => {
    expect(integrate(Math.cos, gaussHermite(30))).toBeCloseTo(Math.exp(-0.5), 15);
    expect(integrate((x) => Math.exp(2 * x), gaussHermite(60)) / Math.exp(2)).toBeCloseTo(1, 13);
  });

  test('large rules stay sound', () => {
    const { nodes, weights } = gaussHermite(200);
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 13);
    for (let i = 1; i < 200; i++) expect(nodes[i]).toBeGreaterThan(nodes[i - 1]);
    expect(nodes[199] / 27.51).toBeCloseTo(1, 1);
  });

  test('is computed once; refuses no nodes', () => {
    expect(gaussHermite(12)).toBe(gaussHermite(12));
    expect(() => gaussHermite(0)).toThrow(RangeError);
    expect(() => gaussHermite(2.5)).toThrow(RangeError);
  });
});

describe('Gauss–Legendre', () => {
  test.each([1, 2, 5, 16, 64])('%d nodes are exact up to degree 2n − 1', (n) => {
    for (let k = 0; k < 2 * n; k++)
      expect(integrate((x) => x ** k, gaussLegendre(n))).toBeCloseTo(k % 2 === 0 ? 2 / (k + 1) : 0, 14);
  });

  test('other intervals', () => {
    expect(integrate(Math.sin, gaussLegendre(20, 0, Math.PI))).toBeCloseTo(2, 14);
    expect(integrate((x) => 1 / x, gaussLegendre(30, 1, 3))).toBeCloseTo(Math.log(3), 14);
  });
});

describe('rules for the normal law', () => {
  test('trapezoid: 161 nodes give E tanh²(3Z) to 12 digits, where 80 Gauss–Hermite nodes do not', () => {
    const f = (x: number) => Math.tanh(3 * x) ** 2;
    const exact = integrate(f, normalTrapezoid(2001, 9));
    expect(integrate(f, normalPieces([0], 200))).toBeCloseTo(exact, 13);
    expect(integrate(f, normalTrapezoid(161))).toBeCloseTo(exact, 12);
    expect(Math.abs(integrate(f, gaussHermite(80)) - exact)).toBeGreaterThan(1e-7);
  });

  test('trapezoid: nodes from end to end, weights of sum 1', () => {
    const { nodes, weights } = normalTrapezoid(5, 8);
    expect([...nodes]).toEqual([-8, -4, 0, 4, 8]);
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 15);
    expect(integrate((x) => x ** 4, normalTrapezoid(161, 9))).toBeCloseTo(3, 12);
    expect(() => normalTrapezoid(1)).toThrow(RangeError);
  });

  test('pieces: kinks and jumps at full precision', () => {
    const relu = (x: number) => Math.max(0, x - 0.7);
    const density = Math.exp(-0.245) / Math.sqrt(2 * Math.PI);
    expect(integrate(relu, normalPieces([0.7]))).toBeCloseTo(density - 0.7 * normalCdf(-0.7), 15);
    const step = (x: number) => (x > -1 && x < 2 ? 1 : 0);
    expect(integrate(step, normalPieces([-1, 2]))).toBeCloseTo(normalCdf(2) - normalCdf(-1), 14);
    expect(() => normalPieces([1, 0])).toThrow(RangeError);
  });
});

describe('Hermite polynomials', () => {
  test('the first six in closed form', () => {
    for (const x of [-2.5, 0, 0.3, 4]) {
      const expected = [
        1,
        x,
        x ** 2 - 1,
        x ** 3 - 3 * x,
        x ** 4 - 6 * x ** 2 + 3,
        x ** 5 - 10 * x ** 3 + 15 * x,
      ];
      const values = hermite(x, 6);
      const normalised = normalisedHermite(x, 6);
      let factorial = 1;
      expected.forEach((value, k) => {
        factorial *= Math.max(1, k);
        expect(values[k]).toBeCloseTo(value, 10);
        expect(normalised[k]).toBeCloseTo(value / Math.sqrt(factorial), 10);
      });
    }
  });

  test('are orthonormal', () => {
    const rule = gaussHermite(20);
    for (let j = 0; j < 12; j++)
      for (let k = 0; k < 12; k++) {
        const product = integrate((x) => normalisedHermite(x, 12)[j] * normalisedHermite(x, 12)[k], rule);
        expect(product).toBeCloseTo(j === k ? 1 : 0, 12);
      }
  });

  test('coefficients of the ReLU: 1/√(2π), 1/2, 1/(2√π), 0, −1/√(48π), …', () => {
    const c = hermiteCoefficients((x) => Math.max(0, x), 6, normalPieces([0]));
    const expected = [
      1 / Math.sqrt(2 * Math.PI),
      0.5,
      0.5 / Math.sqrt(Math.PI),
      0,
      -1 / Math.sqrt(48 * Math.PI),
      0,
    ];
    expected.forEach((value, k) => expect(c[k]).toBeCloseTo(value, 14));
  });

  test('coefficients of e^(sx) are e^(s²/2) s^k/√k!, and their squares add up to the second moment', () => {
    const s = 0.8;
    const rule = normalTrapezoid(201, 10);
    const f = (x: number) => Math.exp(s * x);
    const c = hermiteCoefficients(f, 30, rule);
    let expected = Math.exp((s * s) / 2);
    for (let k = 0; k < 12; k++) {
      expect(c[k]).toBeCloseTo(expected, 12);
      expected *= s / Math.sqrt(k + 1);
    }
    expect(c.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(secondMoment(f, rule), 11);
    expect(secondMoment(f, rule)).toBeCloseTo(Math.exp(2 * s * s), 11);
  });
});
