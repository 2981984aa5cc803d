/** Linear maps that are given by what they do to a vector: for iterations that need nothing else. */
import type { Matrix } from './matrix.ts';
import { requireSquare } from './matrix.ts';
import { multiplyTransposeVector, multiplyVector } from './products.ts';

/** A symmetric map of ℝ^size. */
export interface SymmetricOperator {
  readonly size: number;
  /** Writes the image of `x` to `into`; leaves `x` as it is. */
  apply(x: Float64Array, into: Float64Array): void;
}

/** A linear map of ℝ^columns to ℝ^rows. */
export interface LinearOperator {
  readonly rows: number;
  readonly columns: number;
  /** into ← A x, of length `rows`. */
  apply(x: Float64Array, into: Float64Array): void;
  /** into ← Aᵀ y, of length `columns`. */
  applyTranspose(y: Float64Array, into: Float64Array): void;
}

/** A symmetric matrix as an operator. All of it is read, not one triangle. */
export function symmetricOperator(a: Matrix): SymmetricOperator {
  requireSquare(a, 'a symmetric operator');
  return { size: a.rows, apply: (x, into) => void multiplyVector(a, x, into) };
}

/** A matrix as an operator. */
export function linearOperator(a: Matrix): LinearOperator {
  return {
    rows: a.rows,
    columns: a.columns,
    apply: (x, into) => void multiplyVector(a, x, into),
    applyTranspose: (y, into) => void multiplyTransposeVector(a, y, into),
  };
}

/** AᵀA as an operator of ℝ^columns, without forming the product. */
export function gramOperator(a: LinearOperator): SymmetricOperator {
  const image = new Float64Array(a.rows);
  return {
    size: a.columns,
    apply: (x, into) => {
      a.apply(x, image);
      a.applyTranspose(image, into);
    },
  };
}

/** The transposed map. */
export function transposed(a: LinearOperator): LinearOperator {
  return { rows: a.columns, columns: a.rows, apply: a.applyTranspose, applyTranspose: a.apply };
}
