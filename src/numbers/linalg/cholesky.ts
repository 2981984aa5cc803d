/** Cholesky factorisation of symmetric positive definite matrices, solutions and log-determinants from it. */
import { addDotProducts, dotAt } from './dot-products.ts';
import { matrix, requireSquare, type Matrix } from './matrix.ts';

const PANEL = 32;

/** The lower triangular factor L of A = L Lᵀ. */
export interface Cholesky {
  readonly size: number;
  /** L, row-major size × size; entries above the diagonal are zero. */
  readonly factor: Float64Array;
  /** log det A. */
  readonly logDeterminant: number;
}

/**
 * Factorises A + shift·I; only the lower triangle of A is read, and A stays as it is.
 *
 * Throws a RangeError where the matrix is not positive definite in double precision.
 */
export function cholesky(a: Matrix, shift = 0): Cholesky {
  requireSquare(a, 'the Cholesky factorisation');
  const n = a.rows;
  const l = Float64Array.from(a.data);
  for (let i = 0; i < n; i++) l[i * n + i] += shift;
  for (let start = 0; start < n; start += PANEL) {
    const end = Math.min(n, start + PANEL);
    subtractFinishedColumns(l, n, start, end);
    factorPanel(l, n, start, end);
  }
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    logDeterminant += 2 * Math.log(l[i * n + i]);
    l.fill(0, i * n + i + 1, (i + 1) * n);
  }
  return { size: n, factor: l, logDeterminant };
}

/** Columns start … end of the rows from `start` on lose what the columns before them explain (left-looking). */
function subtractFinishedColumns(l: Float64Array, n: number, start: number, end: number): void {
  const target = { data: l, offset: start * n + start, stride: n };
  const finished = { data: l, offset: start * n, stride: n };
  addDotProducts(
    target,
    finished,
    finished,
    { rows: n - start, columns: end - start, depth: start },
    -1,
    true,
  );
}

function factorPanel(l: Float64Array, n: number, start: number, end: number): void {
  for (let j = start; j < end; j++) {
    const diagonal = l[j * n + j] - dotAt(l, j * n + start, l, j * n + start, j - start);
    if (!(diagonal > 0))
      throw new RangeError(`the matrix is not positive definite (pivot ${j} is ${diagonal})`);
    const pivot = Math.sqrt(diagonal);
    l[j * n + j] = pivot;
    for (let i = j + 1; i < n; i++)
      l[i * n + j] = (l[i * n + j] - dotAt(l, i * n + start, l, j * n + start, j - start)) / pivot;
  }
}

/**
 * X with A X = B for one or several right-hand sides, from the factor of A.
 *
 * @param b size × r, one right-hand side a column; stays as it is
 */
export function solveCholesky(l: Cholesky, b: Matrix): Matrix {
  const n = l.size;
  if (b.rows !== n)
    throw new RangeError(`right-hand sides of length ${b.rows} do not fit a system of size ${n}`);
  const r = b.columns;
  const x = matrix(n, r, Float64Array.from(b.data));
  const { factor } = l;
  const { data } = x;
  // Forward: row i loses l[i, k] times row k; backward: finished rows are taken out of the rows above.
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractRow(data, i * r, k * r, r, factor[i * n + k]);
    divideRow(data, i * r, r, factor[i * n + i]);
  }
  for (let i = n - 1; i >= 0; i--) {
    divideRow(data, i * r, r, factor[i * n + i]);
    for (let k = 0; k < i; k++) subtractRow(data, k * r, i * r, r, factor[i * n + k]);
  }
  return x;
}

/** The solution of A x = b for a single vector. */
export function solveCholeskyVector(l: Cholesky, b: Float64Array): Float64Array {
  return solveCholesky(l, matrix(b.length, 1, b)).data;
}

function subtractRow(x: Float64Array, target: number, source: number, count: number, factor: number): void {
  for (let c = 0; c < count; c++) x[target + c] -= factor * x[source + c];
}

function divideRow(x: Float64Array, start: number, count: number, divisor: number): void {
  for (let c = 0; c < count; c++) x[start + c] /= divisor;
}
