import { CholeskyDecomposition, determinant, inverse } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { cholesky, solveCholesky, solveCholeskyVector } from '#numbers/linalg/cholesky.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { matrix, transpose } from '#numbers/linalg/matrix.ts';
import { multiply, multiplyByTranspose } from '#numbers/linalg/products.ts';
import { kernelRidge, ridge } from '#numbers/linalg/ridge.ts';
import { gaussian, oracle, relativeError } from './support.ts';

describe('Cholesky', () => {
  // Around the panel of 32.
  test.each([1, 2, 5, 31, 32, 33, 64, 101])('factor and solution of size %d agree with ml-matrix', (n) => {
    const a = gramOfRows(gaussian(n, n + 5));
    const b = gaussian(n, 3, 2);
    const l = cholesky(a);
    const o = new CholeskyDecomposition(oracle(a));
    expect(relativeError(l.factor, o.lowerTriangularMatrix.to1DArray())).toBeLessThan(1e-10);
    expect(relativeError(solveCholesky(l, b).data, o.solve(oracle(b)).to1DArray())).toBeLessThan(1e-10);
    expect(relativeError(multiply(a, solveCholesky(l, b)).data, b.data)).toBeLessThan(1e-10);
  });

  test('log-determinant, also where the determinant overflows', () => {
    const a = gramOfRows(gaussian(8, 12));
    expect(cholesky(a).logDeterminant).toBeCloseTo(Math.log(determinant(oracle(a))), 11);
    const n = 400;
    const big = matrix(n, n);
    for (let i = 0; i < n; i++) big.data[i * n + i] = 1e4;
    expect(cholesky(big).logDeterminant).toBeCloseTo(n * Math.log(1e4), 9);
  });

  test('reads the lower triangle only, adds the shift, leaves its argument', () => {
    const a = matrix(2, 2, Float64Array.of(3, NaN, 1, 2));
    const l = cholesky(a, 1);
    // A + I = [[4, 1], [1, 3]].
    expect([...l.factor]).toEqual([2, 0, 0.5, Math.sqrt(2.75)]);
    const x = solveCholeskyVector(l, Float64Array.of(6, 7));
    expect([x[0], x[1]].map((v) => Number(v.toFixed(13)))).toEqual([1, 2]);
    expect(a.data[0]).toBe(3);
  });

  test('says where a matrix is not positive definite', () => {
    expect(() => cholesky(matrix(2, 2, Float64Array.of(1, 0, 0, -1)))).toThrow('pivot 1 is -1');
    expect(() => cholesky(matrix(1, 1, Float64Array.of(NaN)))).toThrow(RangeError);
    expect(() => cholesky(gaussian(2, 3))).toThrow(RangeError);
  });
});

describe('ridge regression', () => {
  test.each([
    [60, 20],
    [20, 60],
    [30, 30],
  ])('%d samples, %d columns: both forms agree with (XᵀX + λI)⁻¹XᵀY by ml-matrix', (n, d) => {
    const x = gaussian(n, d);
    const y = gaussian(n, 2, 3);
    const problems = [ridge(x, y, 'primal'), ridge(x, y, 'dual')];
    expect(ridge(x, y).form).toBe(d <= n ? 'primal' : 'dual');
    for (const lambda of [1e-2, 1, 300]) {
      const o = oracle(x);
      const shifted = o.transpose().mmul(o);
      for (let i = 0; i < d; i++) shifted.set(i, i, shifted.get(i, i) + lambda);
      const expected = inverse(shifted).mmul(o.transpose()).mmul(oracle(y)).to1DArray();
      for (const problem of problems)
        expect(relativeError(problem.weights(lambda).data, expected)).toBeLessThan(1e-10);
    }
  });

  test('no regularisation on noiseless data recovers the weights', () => {
    const x = gaussian(50, 10);
    const w = gaussian(10, 1, 5);
    expect(relativeError(ridge(x, multiply(x, w)).weights(0).data, w.data)).toBeLessThan(1e-12);
  });

  test('kernel ridge with the linear kernel predicts what ridge predicts', () => {
    const x = gaussian(25, 40);
    const y = gaussian(25, 1, 2);
    const fresh = gaussian(7, 40, 3);
    const byWeights = multiply(fresh, ridge(x, y).weights(0.7));
    const byKernel = multiply(multiplyByTranspose(fresh, x), kernelRidge(gramOfRows(x), y, 0.7));
    expect(relativeError(byKernel.data, byWeights.data)).toBeLessThan(1e-12);
  });

  test('scale is the mean eigenvalue of the Gram matrix in use', () => {
    const x = gaussian(12, 30);
    const squares = x.data.reduce((sum, v) => sum + v * v, 0);
    expect(ridge(x, gaussian(12, 1)).scale).toBeCloseTo(squares / 12, 11);
    expect(ridge(transpose(x), gaussian(30, 1)).scale).toBeCloseTo(squares / 12, 11);
  });

  test('refuses a negative λ and unpaired samples', () => {
    expect(() => ridge(gaussian(3, 2), gaussian(4, 1))).toThrow(RangeError);
    expect(() => ridge(gaussian(3, 2), gaussian(3, 1)).weights(-1)).toThrow(RangeError);
  });
});
