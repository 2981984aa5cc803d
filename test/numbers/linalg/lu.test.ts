import { expect, test } from 'vitest';
import { solveLinear } from '#numbers/linalg/lu.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { multiply } from '#numbers/linalg/products.ts';
import { normals, streams } from '#numbers/random.ts';

test('solves systems with several right-hand sides', () => {
  const stream = streams(4)('systems');
  for (const n of [1, 2, 5, 12]) {
    const a = matrix(n, n, normals(stream, n * n));
    const x = matrix(n, 3, normals(stream, 3 * n));
    const solved = solveLinear(a, multiply(a, x));
    solved.data.forEach((value, i) => expect(value).toBeCloseTo(x.data[i], 10));
  }
});

test('pivots: a zero in the corner is no obstacle', () => {
  const a = matrix(2, 2, Float64Array.of(0, 2, 1, 0));
  expect([...solveLinear(a, matrix(2, 1, Float64Array.of(4, 3))).data]).toEqual([3, 2]);
  expect([...a.data]).toEqual([0, 2, 1, 0]);
});

test('a singular matrix and shapes that do not fit are refused', () => {
  const singular = matrix(2, 2, Float64Array.of(1, 2, 2, 4));
  expect(() => solveLinear(singular, matrix(2, 1))).toThrow(/singular/);
  expect(() => solveLinear(singular, matrix(3, 1))).toThrow(/do not fit/);
  expect(() => solveLinear(matrix(2, 3), matrix(2, 1))).toThrow(/square/);
});
