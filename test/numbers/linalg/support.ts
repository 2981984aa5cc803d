import { EigenvalueDecomposition, Matrix as Oracle } from 'ml-matrix';
import { matrix, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiply } from '#numbers/linalg/products.ts';
import { normals, streams } from '#numbers/random.ts';

/** A matrix of standard normals. */
export function gaussian(rows: number, columns: number, seed = 1): Matrix {
  return matrix(rows, columns, normals(streams(seed)('matrix'), rows * columns));
}

/** The same matrix for the second implementation, ml-matrix. */
export function oracle(a: Matrix): Oracle {
  return Oracle.from1DArray(a.rows, a.columns, Array.from(a.data));
}

/** Eigenvalues by ml-matrix, largest first. */
export function oracleEigenvalues(a: Matrix): number[] {
  return new EigenvalueDecomposition(oracle(a), { assumeSymmetric: true }).realEigenvalues.sort(
    (x, y) => y - x,
  );
}

/** Largest difference, relative to the largest entry of the second. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers against ${b.length}`);
  let error = 0;
  let scale = 0;
  for (let i = 0; i < a.length; i++) {
    // A NaN anywhere has to show.
    if (Number.isNaN(a[i])) return NaN;
    error = Math.max(error, Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  }
  return scale === 0 ? error : error / scale;
}

/** Q diag(values) Qᵀ with a random orthogonal Q. */
export function withSpectrum(values: readonly number[], seed = 1): Matrix {
  const n = values.length;
  const q = gaussian(n, n, seed);
  // Gram–Schmidt, twice, on rows.
  for (let pass = 0; pass < 2; pass++)
    for (let i = 0; i < n; i++) {
      const row = q.data.subarray(i * n, (i + 1) * n);
      for (let j = 0; j < i; j++) {
        const other = q.data.subarray(j * n, (j + 1) * n);
        const overlap = row.reduce((sum, x, k) => sum + x * other[k], 0);
        for (let k = 0; k < n; k++) row[k] -= overlap * other[k];
      }
      const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
      for (let k = 0; k < n; k++) row[k] /= length;
    }
  const scaled = matrix(n, n, q.data.slice());
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) scaled.data[i * n + k] *= values[i];
  return multiply(transpose(q), scaled);
}
