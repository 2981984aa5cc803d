/** Largest singular value of a map that is given by its products. */
import { unitVector, type Stream } from '../random.ts';
import { lanczos, type LanczosOptions } from './lanczos.ts';
import { matrix, type Matrix } from './matrix.ts';
import { gramOperator, transposed, type LinearOperator } from './operator.ts';
import { norm } from './products.ts';

export interface TopSingular {
  /** The largest singular value σ. */
  value: number;
  /** Unit vectors with A right = σ left and Aᵀ left = σ right. */
  left: Float64Array;
  right: Float64Array;
  iterations: number;
  converged: boolean;
}

/**
 * Power iteration on AᵀA: simple, one vector of memory, fast where the first singular value stands clear of the second
 * (the error falls by (σ₂/σ₁)² each time). For close values use `topSingular`.
 *
 * @param random source of the start vector
 * @param tolerance stop once ‖Aᵀ left − σ right‖ ≤ tolerance · σ
 */
export function powerIteration(
  a: LinearOperator,
  random: Stream,
  { tolerance = 1e-10, maxIterations = 1000 } = {},
): TopSingular {
  let right = unitVector(random, a.columns);
  let image: Float64Array = new Float64Array(a.columns);
  const left = new Float64Array(a.rows);
  for (let iterations = 1; ; iterations++) {
    a.apply(right, left);
    const value = norm(left);
    if (value === 0) return { value, left, right, iterations, converged: true };
    for (let i = 0; i < left.length; i++) left[i] /= value;
    a.applyTranspose(left, image);
    let squares = 0;
    for (let i = 0; i < image.length; i++) squares += (image[i] - value * right[i]) ** 2;
    const converged = Math.sqrt(squares) <= tolerance * value;
    if (converged || iterations === maxIterations) return { value, left, right, iterations, converged };
    const length = norm(image);
    for (let i = 0; i < image.length; i++) image[i] /= length;
    [right, image] = [image, right];
  }
}

export interface TopSingularTriplets {
  /** Singular values, largest first. */
  values: Float64Array;
  /** Row k is the k-th left, or right, singular vector. */
  left: Matrix;
  right: Matrix;
  steps: number;
  converged: boolean;
}

/**
 * The largest singular triplets by Lanczos iteration on the smaller of AᵀA and AAᵀ. Values far below the first one lose
 * accuracy, as squares: their absolute error is about 1e-16 σ₁²/σ.
 */
export function topSingular(a: LinearOperator, options: LanczosOptions): TopSingularTriplets {
  if (a.rows < a.columns) {
    const { left, right, ...rest } = topSingular(transposed(a), options);
    return { ...rest, left: right, right: left };
  }
  const { values: squares, vectors: right, steps, converged } = lanczos(gramOperator(a), options);
  const left = matrix(squares.length, a.rows);
  const values = squares.map((square, k) => {
    const image = left.data.subarray(k * a.rows, (k + 1) * a.rows);
    a.apply(right.data.subarray(k * a.columns, (k + 1) * a.columns), image);
    const value = norm(image);
    if (value > 0) for (let i = 0; i < image.length; i++) image[i] /= value;
    return square > 0 ? value : 0;
  });
  return { values, left, right, steps, converged };
}
