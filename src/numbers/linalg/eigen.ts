/** Spectra of dense matrices in double precision. */
import { gramOfColumns, gramOfRows } from './gram.ts';
import { matrix, requireSquare, type Matrix } from './matrix.ts';
import { diagonalise } from './tridiagonal-eigen.ts';
import { transformation, tridiagonalise } from './tridiagonal.ts';

export interface Eigen {
  /** Eigenvalues, largest first. */
  values: Float64Array;
  /** Row k is the unit eigenvector of value k. */
  vectors: Matrix;
}

/** All eigenvalues of a symmetric matrix, largest first; only the lower triangle is read, the matrix stays. */
export function symmetricEigenvalues(a: Matrix): Float64Array {
  requireSquare(a, 'the eigenvalue problem');
  const reduced = tridiagonalise(matrix(a.rows, a.columns, Float64Array.from(a.data)));
  diagonalise(reduced);
  return reduced.diagonal.sort().reverse();
}

/** All eigenvalues and eigenvectors of a symmetric matrix; only the lower triangle is read, the matrix stays. */
export function symmetricEigen(a: Matrix): Eigen {
  requireSquare(a, 'the eigenvalue problem');
  const reduced = tridiagonalise(matrix(a.rows, a.columns, Float64Array.from(a.data)));
  const rows = transformation(reduced);
  diagonalise(reduced, rows);
  return sorted({ values: reduced.diagonal, vectors: rows });
}

/** Largest first, vectors along with their values. */
export function sorted({ values, vectors }: Eigen): Eigen {
  const order = Array.from(values.keys()).sort((i, j) => values[j] - values[i]);
  const result = matrix(vectors.rows, vectors.columns);
  const width = vectors.columns;
  order.forEach((from, to) =>
    result.data.set(vectors.data.subarray(from * width, (from + 1) * width), to * width),
  );
  return { values: Float64Array.from(order, (k) => values[k]), vectors: result };
}

/**
 * All min(rows, columns) singular values, largest first, as roots of the smaller Gram matrix's eigenvalues.
 *
 * Absolute errors are about 1e-16 σ₁²/σ: fine for histograms and for whatever is above 1e-7 σ₁, not for smaller ones.
 */
export function singularValues(a: Matrix): Float64Array {
  const gram = a.rows <= a.columns ? gramOfRows(a) : gramOfColumns(a);
  // Rounding can make a zero slightly negative.
  return symmetricEigenvalues(gram).map((value) => Math.sqrt(Math.max(0, value)));
}
