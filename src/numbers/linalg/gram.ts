/** Gram matrices: half the work of a general product. */
import { addDotProducts } from './dot-products.ts';
import { matrix, transpose, type Matrix } from './matrix.ts';
import { whole } from './products.ts';

/** A Aᵀ (rows × rows): products of rows with rows. */
export function gramOfRows(a: Matrix): Matrix {
  const result = matrix(a.rows, a.rows);
  const shape = { rows: a.rows, columns: a.rows, depth: a.columns };
  addDotProducts(whole(result), whole(a), whole(a), shape, 1, true);
  mirrorLower(result);
  return result;
}

/** Aᵀ A (columns × columns): products of columns with columns. */
export function gramOfColumns(a: Matrix): Matrix {
  return gramOfRows(transpose(a));
}

/** Copies the lower triangle of a square matrix to its upper one, in place. */
export function mirrorLower(a: Matrix): void {
  const { rows: n, data } = a;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) data[j * n + i] = data[i * n + j];
}
