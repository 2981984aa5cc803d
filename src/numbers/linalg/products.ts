/** Products of matrices and vectors. Shapes that do not fit throw a RangeError. */
import { addDotProducts, dotAt, type Block } from './dot-products.ts';
import { matrix, transpose, type Matrix } from './matrix.ts';

/** A · B for A m × k and B k × n. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  fit(a.columns, b.rows, 'multiply');
  return multiplyByTranspose(a, transpose(b));
}

/** A · Bᵀ for A m × k and B n × k: both are read along their rows, so no transpose is formed. */
export function multiplyByTranspose(a: Matrix, b: Matrix): Matrix {
  fit(a.columns, b.columns, 'multiplyByTranspose');
  const result = matrix(a.rows, b.rows);
  const shape = { rows: a.rows, columns: b.rows, depth: a.columns };
  addDotProducts(whole(result), whole(a), whole(b), shape, 1);
  return result;
}

/** A · x; the result is written to `into` (new if not given; not the same array as x). */
export function multiplyVector(
  a: Matrix,
  x: Float64Array,
  into: Float64Array = new Float64Array(a.rows),
): Float64Array {
  fit(a.columns, x.length, 'multiplyVector');
  fit(a.rows, into.length, 'multiplyVector');
  const { rows, columns, data } = a;
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const p0 = i * columns;
    const p1 = p0 + columns;
    const p2 = p1 + columns;
    const p3 = p2 + columns;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let k = 0; k < columns; k++) {
      const value = x[k];
      s0 += data[p0 + k] * value;
      s1 += data[p1 + k] * value;
      s2 += data[p2 + k] * value;
      s3 += data[p3 + k] * value;
    }
    into[i] = s0;
    into[i + 1] = s1;
    into[i + 2] = s2;
    into[i + 3] = s3;
  }
  for (; i < rows; i++) into[i] = dotAt(data, i * columns, x, 0, columns);
  return into;
}

/** Aᵀ · x; the result is written to `into` (new if not given; not the same array as x). */
export function multiplyTransposeVector(
  a: Matrix,
  x: Float64Array,
  into: Float64Array = new Float64Array(a.columns),
): Float64Array {
  fit(a.rows, x.length, 'multiplyTransposeVector');
  fit(a.columns, into.length, 'multiplyTransposeVector');
  const { rows, columns, data } = a;
  into.fill(0);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const p0 = i * columns;
    const p1 = p0 + columns;
    const p2 = p1 + columns;
    const p3 = p2 + columns;
    const x0 = x[i];
    const x1 = x[i + 1];
    const x2 = x[i + 2];
    const x3 = x[i + 3];
    for (let k = 0; k < columns; k++)
      into[k] += data[p0 + k] * x0 + data[p1 + k] * x1 + (data[p2 + k] * x2 + data[p3 + k] * x3);
  }
  for (; i < rows; i++) for (let k = 0; k < columns; k++) into[k] += data[i * columns + k] * x[i];
  return into;
}

/** Σ x_k y_k. */
export function dot(x: Float64Array, y: Float64Array): number {
  fit(x.length, y.length, 'dot');
  return dotAt(x, 0, y, 0, x.length);
}

/** Euclidean length; no guard against overflow beyond 1e154. */
export function norm(x: Float64Array): number {
  return Math.sqrt(dotAt(x, 0, x, 0, x.length));
}

/** All of a matrix as a block. */
export function whole(a: Matrix): Block {
  return { data: a.data, offset: 0, stride: a.columns };
}

function fit(a: number, b: number, operation: string): void {
  if (a !== b) throw new RangeError(`${operation}: sizes ${a} and ${b} do not fit`);
}
