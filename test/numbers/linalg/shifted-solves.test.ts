import { expect, test } from 'vitest';
import { cholesky, solveCholeskyVector } from '#numbers/linalg/cholesky.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { identity, matrix } from '#numbers/linalg/matrix.ts';
import { shiftedSolves } from '#numbers/linalg/shifted-solves.ts';
import { gaussian, relativeError } from './support.ts';

function solved(...args: Parameters<typeof shiftedSolves>) {
  const pieces = shiftedSolves(...args);
  for (let products = 0; ; products++) {
    const next = pieces.next();
    if (next.done === true) return { solutions: next.value, products };
  }
}

const shifts = [10, 0.01, 1, 1000, 0.1];

// Of full rank and not.
test.each([40, 12])(
  'every shift agrees with Cholesky, on a matrix of 30 rows and rank at most %d',
  (rank) => {
    const a = gramOfRows(gaussian(30, rank));
    const b = gaussian(30, 1, 2).data;
    const { solutions } = solved(a, b, shifts, { tolerance: 1e-13 });
    shifts.forEach((shift, i) => {
      const exact = solveCholeskyVector(cholesky(a, shift), b);
      expect(relativeError(solutions[i], exact), `shift ${shift}`).toBeLessThan(1e-9);
    });
  },
);

test('a multiple of the identity takes one product, a zero right-hand side none', () => {
  const a = identity(5);
  const { solutions, products } = solved(a, Float64Array.of(1, 2, 3, 4, 5), [1, 3]);
  expect(products).toBe(1);
  expect(Array.from(solutions[0])).toEqual([0.5, 1, 1.5, 2, 2.5]);
  expect(Array.from(solutions[1])).toEqual([0.25, 0.5, 0.75, 1, 1.25]);
  expect(solved(a, new Float64Array(5), [1])).toEqual({ solutions: [new Float64Array(5)], products: 0 });
});

test('stops where it is told, and wants positive shifts', () => {
  const a = gramOfRows(gaussian(30, 40));
  const b = gaussian(30, 1, 2).data;
  expect(solved(a, b, [0.01], { most: 3 }).products).toBe(3);
  expect(() => solved(matrix(1, 1), Float64Array.of(1), [1, 0])).toThrow('shifts are positive');
});
