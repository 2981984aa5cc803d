import { SVD } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { lanczos } from '#numbers/linalg/lanczos.ts';
import { identity, matrix, row } from '#numbers/linalg/matrix.ts';
import { linearOperator, symmetricOperator } from '#numbers/linalg/operator.ts';
import { powerIteration, topSingular } from '#numbers/linalg/power.ts';
import { dot, multiplyVector } from '#numbers/linalg/products.ts';
import { streams } from '#numbers/random.ts';
import { gaussian, oracle, oracleEigenvalues, relativeError, withSpectrum } from './support.ts';

const random = () => streams(1)('start');

describe('Lanczos', () => {
  test('the largest pairs of a random Gram matrix agree with ml-matrix', () => {
    const a = gramOfRows(gaussian(150, 200));
    const top = lanczos(symmetricOperator(a), { count: 5, random: random() });
    expect(top.converged).toBe(true);
    expect(top.steps).toBeLessThan(150);
    expect(relativeError(top.values, oracleEigenvalues(a).slice(0, 5))).toBeLessThan(1e-12);
    for (let k = 0; k < 5; k++) {
      const v = row(top.vectors, k);
      const image = multiplyVector(a, v);
      for (let j = 0; j < k; j++) expect(Math.abs(dot(v, row(top.vectors, j)))).toBeLessThan(1e-12);
      expect(dot(v, v)).toBeCloseTo(1, 13);
      const residual = Math.sqrt(image.reduce((sum, x, i) => sum + (x - top.values[k] * v[i]) ** 2, 0));
      expect(residual).toBeLessThan(2e-10 * top.values[0]);
    }
  });

  test('one spike over a bulk settles within a few steps', () => {
    const n = 300;
    const u = gaussian(n, 1, 4).data;
    const a = gramOfRows(gaussian(n, n));
    for (let i = 0; i < n * n; i++) a.data[i] = a.data[i] / n + (30 * u[Math.floor(i / n)] * u[i % n]) / n;
    const top = lanczos(symmetricOperator(a), { count: 1, random: random() });
    expect(top.steps).toBeLessThanOrEqual(24);
    expect(top.values[0]).toBeCloseTo(oracleEigenvalues(a)[0], 11);
  });

  test('low rank: stops soon after the rank and pads with zeros', () => {
    const a = gramOfRows(gaussian(200, 3));
    const top = lanczos(symmetricOperator(a), { count: 5, random: random() });
    expect(top.steps).toBeLessThanOrEqual(8);
    expect(relativeError(top.values, oracleEigenvalues(a).slice(0, 5))).toBeLessThan(1e-12);
  });

  test('multiple eigenvalues are found with their multiplicity', () => {
    const a = withSpectrum([5, 5, 5, ...new Array<number>(30).fill(1), -7, -7]);
    const top = lanczos(symmetricOperator(a), { count: 4, random: random() });
    expect(relativeError(top.values, [5, 5, 5, 1])).toBeLessThan(1e-12);
    const ones = lanczos(symmetricOperator(identity(50)), { count: 3, random: random() });
    expect(relativeError(ones.values, [1, 1, 1])).toBeLessThan(1e-14);
  });

  test('all values of a small matrix, the zero matrix, a single number', () => {
    const a = gramOfRows(gaussian(9, 6));
    const all = lanczos(symmetricOperator(a), { count: 9, random: random() });
    expect(relativeError(all.values, oracleEigenvalues(a))).toBeLessThan(1e-12);
    const zero = lanczos(symmetricOperator(matrix(4, 4)), { count: 2, random: random() });
    expect([...zero.values]).toEqual([0, 0]);
    const one = lanczos(symmetricOperator(matrix(1, 1, Float64Array.of(-2))), { count: 1, random: random() });
    expect([...one.values]).toEqual([-2]);
  });

  test('says when the steps did not suffice, and refuses impossible counts', () => {
    const a = symmetricOperator(gramOfRows(gaussian(100, 100)));
    const rough = lanczos(a, { count: 3, random: random(), maxSteps: 6 });
    expect(rough.converged).toBe(false);
    expect(rough.residuals[2]).toBeGreaterThan(1e-3);
    expect(() => lanczos(a, { count: 0, random: random() })).toThrow(RangeError);
    expect(() => lanczos(a, { count: 7, random: random(), maxSteps: 6 })).toThrow(RangeError);
  });

  test('the same stream gives the same bits', () => {
    const a = symmetricOperator(gramOfRows(gaussian(60, 60)));
    const first = lanczos(a, { count: 2, random: random() });
    expect(lanczos(a, { count: 2, random: random() })).toEqual(first);
  });
});

describe('top singular values', () => {
  test.each([
    [40, 70],
    [70, 40],
  ])('%d × %d: triplets agree with ml-matrix', (rows, columns) => {
    const a = gaussian(rows, columns);
    const expected = new SVD(oracle(a), { autoTranspose: true }).diagonal;
    const top = topSingular(linearOperator(a), { count: 3, random: random() });
    expect(relativeError(top.values, expected.slice(0, 3))).toBeLessThan(1e-12);
    for (let k = 0; k < 3; k++) {
      const image = multiplyVector(a, row(top.right, k));
      const scaled = row(top.left, k).map((x) => x * top.values[k]);
      expect(relativeError(image, scaled)).toBeLessThan(1e-9);
    }
  });

  test('power iteration finds a clear first value with both vectors', () => {
    const a = gaussian(60, 80);
    const u = gaussian(60, 1, 7).data;
    const v = gaussian(80, 1, 8).data;
    for (let i = 0; i < a.data.length; i++) a.data[i] += u[Math.floor(i / 80)] * v[i % 80];
    const top = powerIteration(linearOperator(a), random());
    expect(top.converged).toBe(true);
    expect(top.value / new SVD(oracle(a), { autoTranspose: true }).diagonal[0]).toBeCloseTo(1, 12);
    expect(
      relativeError(
        multiplyVector(a, top.right),
        top.left.map((x) => x * top.value),
      ),
    ).toBeLessThan(1e-12);
    expect(powerIteration(linearOperator(a), random(), { maxIterations: 1 }).converged).toBe(false);
  });

  test('power iteration on the zero matrix', () => {
    expect(powerIteration(linearOperator(matrix(3, 2)), random()).value).toBe(0);
  });
});
