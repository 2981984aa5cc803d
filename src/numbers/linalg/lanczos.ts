/** The largest eigenvalues of a symmetric operator by Lanczos iteration with full reorthogonalisation. */
import { normals, type Stream } from '../random.ts';
import { sorted, type Eigen } from './eigen.ts';
import { identity, matrix, type Matrix } from './matrix.ts';
import type { SymmetricOperator } from './operator.ts';
import { dot, norm } from './products.ts';
import { diagonalise } from './tridiagonal-eigen.ts';

export interface LanczosOptions {
  /** How many of the largest eigenvalues (algebraically) are asked for. */
  count: number;
  /** Source of the random start vector. */
  random: Stream;
  /** Stop once each residual ‖A v − θ v‖ is at most `tolerance` times the largest |θ|. Default 1e-10. */
  tolerance?: number;
  /** At most that many products with the operator; default the size, which always suffices. */
  maxSteps?: number;
}

export interface LanczosResult extends Eigen {
  /** ‖A v − θ v‖ of each pair, as the iteration estimates it. */
  residuals: Float64Array;
  /** Products with the operator that were used. */
  steps: number;
  /** Whether all residuals reached the tolerance. */
  converged: boolean;
}

/**
 * The `count` largest eigenvalues with their unit eigenvectors.
 *
 * One start vector sees each eigenspace through one direction only. When it has seen all it can, the iteration goes on
 * from a new vector orthogonal to everything so far, until such a vector brings nothing larger: so operators of low
 * rank and clean multiple eigenvalues are found in full. Copies hidden among many other eigenvalues may be missed.
 */
export function lanczos(operator: SymmetricOperator, options: LanczosOptions): LanczosResult {
  const n = operator.size;
  const { count, random, tolerance = 1e-10 } = options;
  const limit = Math.min(n, options.maxSteps ?? n);
  if (!Number.isInteger(count) || count < 1 || count > limit)
    throw new RangeError(`between 1 and ${limit} eigenvalues can be asked for, got ${count}`);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let vector = freshDirection(random, n, basis);
  let scale = 0;
  // The step at which the present start vector came in.
  let start = 0;
  for (;;) {
    basis.push(vector);
    const image = new Float64Array(n);
    operator.apply(vector, image);
    diagonal.push(dot(vector, image));
    orthogonalise(image, basis);
    let length = norm(image);
    scale = Math.max(scale, Math.abs(diagonal[diagonal.length - 1]) + length);
    const steps = basis.length;
    // An invariant subspace is complete: what is left is rounding. The iteration starts anew beside it.
    const closed = length <= 1e-14 * scale;
    if (closed) length = 0;
    // The small eigenproblem costs steps³, so it is solved after every eighth step only.
    if (steps >= limit || (steps >= count && (closed ? start > 0 : steps % 8 === 0))) {
      const ritz = ritzPairs(diagonal, beside, length, count);
      const bound = tolerance * Math.max(...ritz.values.map(Math.abs));
      let converged = ritz.residuals.every((r) => r <= bound);
      if (converged && start > 0 && steps < n) {
        const latest = ritzPairs(diagonal.slice(start), beside.slice(start), length, 1);
        converged = latest.residuals[0] <= bound && latest.values[0] <= ritz.values[count - 1] + bound;
      }
      if (converged || steps >= limit)
        return { ...ritz, vectors: combine(ritz.vectors, basis, n), steps, converged };
    }
    beside.push(length);
    if (closed) {
      vector = freshDirection(random, n, basis);
      start = steps;
    } else vector = image.map((x) => x / length);
  }
}

/** The largest pairs of the projected problem; a residual is what leaks out through the last basis vector. */
function ritzPairs(diagonal: number[], beside: number[], leak: number, count: number) {
  const tridiagonal = { diagonal: Float64Array.from(diagonal), beside: Float64Array.from(beside) };
  const rows = identity(diagonal.length);
  diagonalise(tridiagonal, rows);
  const { values, vectors } = sorted({ values: tridiagonal.diagonal, vectors: rows });
  const steps = diagonal.length;
  return {
    values: values.slice(0, count),
    vectors: matrix(count, steps, vectors.data.slice(0, count * steps)),
    residuals: Float64Array.from(
      { length: count },
      (_, k) => leak * Math.abs(vectors.data[k * steps + steps - 1]),
    ),
  };
}

/** Each row of coefficients as a combination of the basis vectors, of unit length. */
function combine(coefficients: Matrix, basis: Float64Array[], n: number): Matrix {
  const result = matrix(coefficients.rows, n);
  for (let k = 0; k < coefficients.rows; k++) {
    const target = result.data.subarray(k * n, (k + 1) * n);
    basis.forEach((vector, step) =>
      subtractMultiple(target, vector, -coefficients.data[k * basis.length + step]),
    );
    const length = norm(target);
    for (let i = 0; i < n; i++) target[i] /= length;
  }
  return result;
}

/** A random unit vector orthogonal to the basis. */
function freshDirection(random: Stream, n: number, basis: Float64Array[]): Float64Array {
  for (;;) {
    const vector = normals(random, n);
    const before = norm(vector);
    orthogonalise(vector, basis);
    const length = norm(vector);
    // A draw that lies almost in the span has no digits left; with full precision to spare the next one will do.
    if (length > 1e-6 * before) return vector.map((x) => x / length);
  }
}

/** Takes out of the vector what lies in the span of the basis; twice is enough (Parlett, after Kahan). */
function orthogonalise(vector: Float64Array, basis: Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++)
    for (const direction of basis) subtractMultiple(vector, direction, dot(direction, vector));
}

function subtractMultiple(x: Float64Array, y: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] -= factor * y[i];
}
