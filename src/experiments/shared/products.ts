/** Products of matrices in pieces, so that a run can report and be stopped between two of them. */
import type { ActivationName, Engine, Points } from '#engine/engine.ts';
import { addDotProducts } from '#numbers/linalg/dot-products.ts';
import { mirrorLower } from '#numbers/linalg/gram.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { whole } from '#numbers/linalg/products.ts';

/** Floating-point operations of one piece in single precision: about a twentieth of a second. */
export const PIECE = 2e8;

/** Multiplications of one piece in double precision. */
const FLOAT64_PIECE = 4e7;

/**
 * φ of the products of points with rows, points.n × rows.length/d row by row: a hidden layer, computed by the engine in
 * single precision. Yields after each piece.
 *
 * @param biases added to the products, one for each row; none unless given
 */
export function* hiddenLayer(
  engine: Engine,
  points: Points,
  rows: Float32Array | Float64Array,
  activation: ActivationName = 'linear',
  biases?: Float32Array,
): Generator<undefined, Float64Array, void> {
  const { n, d, inputs } = points;
  const m = rows.length / d;
  const result = new Float64Array(n * m);
  const piece = Math.max(64, Math.round(PIECE / (2 * d * m)));
  const part = (from: number, to: number): Points => ({
    n: to - from,
    d,
    inputs: inputs.subarray(from * d, to * d),
  });
  const network = engine.network({
    points: part(0, 1),
    targets: new Float32Array(1),
    inner: rows,
    outer: new Float64Array(m),
    ...(biases === undefined ? {} : { biases }),
    activation,
    loss: 'square',
    trained: {},
    path: 'tensor',
  });
  try {
    for (let from = 0; from < n; from += piece) {
      const kept = engine.dataset(part(from, Math.min(n, from + piece)));
      result.set(network.hidden(kept), from * m);
      kept.dispose();
      yield;
    }
  } finally {
    network.dispose();
  }
  return result;
}

/** target += products of the first rows of `a` with each other, over its columns from … to; target is square. */
export function* gatherProducts(
  target: Matrix,
  a: Matrix,
  from: number,
  to: number,
): Generator<undefined, void, void> {
  const size = target.rows;
  const depth = Math.max(64, Math.round(FLOAT64_PIECE / (size * size)));
  for (let k = from; k < to; k += depth) {
    const block = { ...whole(a), offset: k };
    const shape = { rows: size, columns: size, depth: Math.min(depth, to - k) };
    addDotProducts(whole(target), block, block, shape, 1, true);
    yield;
  }
  mirrorLower(target);
}

/** A Aᵀ in double precision. */
export function* gramOf(a: Matrix): Generator<undefined, Matrix, void> {
  const gram = matrix(a.rows, a.rows);
  yield* gatherProducts(gram, a, 0, a.columns);
  return gram;
}
