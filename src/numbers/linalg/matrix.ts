/** Dense matrices: a shape and row-major doubles. Element (i, j) is `data[i * columns + j]`. */

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * A matrix on the given data, shared and not copied; zeros without data.
 *
 * Throws a RangeError for a shape that is not of whole numbers or does not fit the data.
 */
export function matrix(rows: number, columns: number, data?: Float64Array): Matrix {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 0 || columns < 0)
    throw new RangeError(`a matrix cannot have the shape ${rows} × ${columns}`);
  const values = data ?? new Float64Array(rows * columns);
  if (values.length !== rows * columns)
    throw new RangeError(`${values.length} numbers do not fill a ${rows} × ${columns} matrix`);
  return { rows, columns, data: values };
}

/** A copy of row-major values of any array kind, single precision for instance. */
export function matrixFrom(rows: number, columns: number, values: ArrayLike<number>): Matrix {
  return matrix(rows, columns, Float64Array.from(values));
}

/** The identity matrix of that size. */
export function identity(size: number): Matrix {
  const result = matrix(size, size);
  for (let i = 0; i < size; i++) result.data[i * size + i] = 1;
  return result;
}

/** Row i as a view: writing to it changes the matrix. */
export function row(a: Matrix, i: number): Float64Array {
  return a.data.subarray(i * a.columns, (i + 1) * a.columns);
}

/** Column j as a copy. */
export function column(a: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, i) => a.data[i * a.columns + j]);
}

/** Aᵀ as a new matrix. */
export function transpose(a: Matrix): Matrix {
  const { rows, columns, data } = a;
  const result = matrix(columns, rows);
  // Square blocks keep both the read and the written lines in the cache.
  const size = 32;
  for (let i0 = 0; i0 < rows; i0 += size)
    for (let j0 = 0; j0 < columns; j0 += size) {
      const i1 = Math.min(rows, i0 + size);
      const j1 = Math.min(columns, j0 + size);
      for (let j = j0; j < j1; j++)
        for (let i = i0; i < i1; i++) result.data[j * rows + i] = data[i * columns + j];
    }
  return result;
}

/** Throws a RangeError that names the operation, unless the matrix is square. */
export function requireSquare(a: Matrix, operation: string): void {
  if (a.rows !== a.columns)
    throw new RangeError(`${operation} needs a square matrix, got ${a.rows} × ${a.columns}`);
}
