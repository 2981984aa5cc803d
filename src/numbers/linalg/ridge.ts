/**
 * Ridge regression: min over W of ‖X W − Y‖² + λ ‖W‖², sums and not means, by normal equations and Cholesky. The Gram
 * matrix is formed once and serves all λ and all right-hand sides.
 */
import { cholesky, solveCholesky } from './cholesky.ts';
import { gramOfRows } from './gram.ts';
import { transpose, type Matrix } from './matrix.ts';
import { multiply } from './products.ts';

export interface Ridge {
  /** 'primal' solves a columns × columns system, 'dual' a rows × rows one. */
  readonly form: 'primal' | 'dual';
  /** The mean eigenvalue of the Gram matrix that is solved with: a natural unit for λ. */
  readonly scale: number;
  /** The weights for that λ, columns × r. λ > 0, or ≥ 0 where the Gram matrix is positive definite. */
  weights(lambda: number): Matrix;
}

/**
 * Prepares the regression of Y on X.
 *
 * @param x samples × columns
 * @param y samples × r: one target a column
 * @param form the smaller system if not given: primal (XᵀX + λI)⁻¹XᵀY, dual Xᵀ(XXᵀ + λI)⁻¹Y
 */
export function ridge(
  x: Matrix,
  y: Matrix,
  form: Ridge['form'] = x.columns <= x.rows ? 'primal' : 'dual',
): Ridge {
  if (x.rows !== y.rows) throw new RangeError(`${x.rows} samples and ${y.rows} targets do not pair up`);
  const xT = transpose(x);
  if (form === 'primal') {
    const gram = gramOfRows(xT);
    const moments = multiply(xT, y);
    return { form, scale: meanDiagonal(gram), weights: (lambda) => solveShifted(gram, lambda, moments) };
  }
  const gram = gramOfRows(x);
  return {
    form,
    scale: meanDiagonal(gram),
    weights: (lambda) => multiply(xT, solveShifted(gram, lambda, y)),
  };
}

/**
 * Kernel ridge regression: the coefficients (K + λI)⁻¹ Y, samples × r; a prediction is kernel(test, samples) times
 * them.
 *
 * @param kernel symmetric positive semi-definite, samples × samples
 */
export function kernelRidge(kernel: Matrix, y: Matrix, lambda: number): Matrix {
  return solveShifted(kernel, lambda, y);
}

function solveShifted(gram: Matrix, lambda: number, y: Matrix): Matrix {
  if (!(lambda >= 0)) throw new RangeError(`a ridge parameter is not negative, got ${lambda}`);
  return solveCholesky(cholesky(gram, lambda), y);
}

/** Mean of the diagonal: the mean eigenvalue of a square matrix. */
export function meanDiagonal(a: Matrix): number {
  let trace = 0;
  for (let i = 0; i < a.rows; i++) trace += a.data[i * a.columns + i];
  return trace / a.rows;
}
