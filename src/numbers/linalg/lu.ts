/** Small general linear systems by Gaussian elimination. */
import { matrix, requireSquare, type Matrix } from './matrix.ts';

/**
 * X with A X = B, by elimination with partial pivoting. For symmetric positive definite A, `cholesky` is faster.
 *
 * Throws a RangeError where A is singular to working precision in the plain sense that a pivot is 0 or not finite.
 *
 * @param a square, any; stays as it is
 * @param b one right-hand side a column; stays as it is
 */
export function solveLinear(a: Matrix, b: Matrix): Matrix {
  requireSquare(a, 'solving a linear system');
  const n = a.rows;
  if (b.rows !== n)
    throw new RangeError(`right-hand sides of length ${b.rows} do not fit a system of size ${n}`);
  const r = b.columns;
  const u = Float64Array.from(a.data);
  const x = Float64Array.from(b.data);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(u[i * n + k]) > Math.abs(u[best * n + k])) best = i;
    const pivot = u[best * n + k];
    if (pivot === 0 || !Number.isFinite(pivot))
      throw new RangeError(`the matrix is singular (pivot ${k} is ${pivot})`);
    if (best !== k) {
      exchange(u, n, k, best);
      exchange(x, r, k, best);
    }
    for (let i = k + 1; i < n; i++) {
      const factor = u[i * n + k] / pivot;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) u[i * n + j] -= factor * u[k * n + j];
      for (let c = 0; c < r; c++) x[i * r + c] -= factor * x[k * r + c];
    }
  }
  for (let i = n - 1; i >= 0; i--)
    for (let c = 0; c < r; c++) {
      let rest = x[i * r + c];
      for (let j = i + 1; j < n; j++) rest -= u[i * n + j] * x[j * r + c];
      x[i * r + c] = rest / u[i * n + i];
    }
  return matrix(n, r, x);
}

function exchange(data: Float64Array, columns: number, i: number, k: number): void {
  for (let j = 0; j < columns; j++) {
    const kept = data[i * columns + j];
    data[i * columns + j] = data[k * columns + j];
    data[k * columns + j] = kept;
  }
}
