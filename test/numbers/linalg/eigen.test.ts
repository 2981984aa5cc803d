import { SVD } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { singularValues, symmetricEigen, symmetricEigenvalues } from '#numbers/linalg/eigen.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { identity, matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyByTranspose } from '#numbers/linalg/products.ts';
import { gaussian, oracle, oracleEigenvalues, relativeError, withSpectrum } from './support.ts';

function symmetric(n: number, seed = 1): Matrix {
  const a = gaussian(n, n, seed);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a.data[j * n + i] = a.data[i * n + j];
  return a;
}

function spiked(n: number): Matrix {
  const a = symmetric(n);
  const u = gaussian(n, 1, 9).data;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a.data[i * n + j] += 5 * u[i] * u[j];
  return a;
}

const CASES: [name: string, a: Matrix][] = [
  ['one number', matrix(1, 1, Float64Array.of(-3))],
  ['two by two', symmetric(2)],
  ['random, even size', symmetric(60)],
  ['random, odd size', symmetric(101)],
  ['low rank', gramOfRows(gaussian(80, 5))],
  ['spiked', spiked(90)],
  ['clustered', withSpectrum([3, 3, 3, 3, 1, 1 + 1e-9, 1, -2, -2, -2 + 1e-12, 0, 0, 0])],
  ['identity', identity(20)],
  ['zero', matrix(10, 10)],
];

describe('symmetric eigenvalue problem', () => {
  test.each(CASES)('%s: values agree with ml-matrix', (_, a) => {
    expect(relativeError(symmetricEigenvalues(a), oracleEigenvalues(a))).toBeLessThan(1e-12);
  });

  test.each(CASES)('%s: vectors are orthonormal and give the matrix back', (_, a) => {
    const { values, vectors } = symmetricEigen(a);
    const n = a.rows;
    expect(relativeError(gramOfRows(vectors).data, identity(n).data)).toBeLessThan(1e-12);
    // A V = V diag(values), eigenvectors as rows.
    const images = multiplyByTranspose(vectors, a);
    const scaled = vectors.data.map((x, i) => x * values[Math.floor(i / n)]);
    const scale = Math.max(...values.map(Math.abs), 1e-300);
    expect(Math.max(...images.data.map((x, i) => Math.abs(x - scaled[i]))) / scale).toBeLessThan(1e-12);
    expect(relativeError(values, symmetricEigenvalues(a))).toBeLessThan(1e-12);
  });

  test('the second difference has the eigenvalues 2 − 2 cos(kπ/(n + 1))', () => {
    const n = 50;
    const a = matrix(n, n);
    for (let i = 0; i < n; i++) {
      a.data[i * n + i] = 2;
      if (i > 0) a.data[i * n + i - 1] = -1;
    }
    const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1)));
    expect(relativeError(symmetricEigenvalues(a), expected)).toBeLessThan(1e-14);
  });

  test('very large and very small matrices', () => {
    const a = symmetric(12);
    const values = symmetricEigenvalues(a);
    for (const scale of [1e-140, 1e140]) {
      const scaled = symmetricEigenvalues(
        matrix(
          12,
          12,
          a.data.map((x) => x * scale),
        ),
      );
      expect(
        relativeError(
          scaled.map((v) => v / scale),
          values,
        ),
      ).toBeLessThan(1e-12);
    }
  });

  test('a block whose squares underflow beside the rest', () => {
    for (const tiny of [1e-160, 1e-165, 1e-250, 1e-310]) {
      const a = symmetric(8);
      for (let i = 0; i < a.data.length; i++) a.data[i] *= tiny;
      a.data[63] = 1;
      const { values } = symmetricEigen(a);
      expect(values[0]).toBeCloseTo(1, 15);
      for (let k = 1; k < 8; k++) expect(Math.abs(values[k])).toBeLessThan(1e-145);
    }
  });

  test('refuses NaN and rectangles, leaves its argument', () => {
    expect(() => symmetricEigenvalues(matrix(2, 2, Float64Array.of(1, 0, NaN, 1)))).toThrow('NaN');
    expect(() => symmetricEigenvalues(gaussian(2, 3))).toThrow(RangeError);
    const a = symmetric(10);
    const before = a.data.slice();
    symmetricEigen(a);
    expect(a.data).toEqual(before);
  });

  test.each([
    [30, 50],
    [50, 30],
    [40, 40],
  ])('singular values of %d × %d agree with ml-matrix', (rows, columns) => {
    const a = gaussian(rows, columns);
    const values = singularValues(a);
    expect(relativeError(values, new SVD(oracle(a), { autoTranspose: true }).diagonal)).toBeLessThan(1e-12);
  });
});
