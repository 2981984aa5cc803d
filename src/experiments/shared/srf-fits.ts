/** The ridge readout of the experiments on spiked random features, at several numbers of samples. */
import type { Engine, Points } from '#engine/engine.ts';
import { cholesky, solveCholesky } from '#numbers/linalg/cholesky.ts';
import { addDotProducts } from '#numbers/linalg/dot-products.ts';
import { mirrorLower } from '#numbers/linalg/gram.ts';
import { matrix, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyTransposeVector, multiplyVector, whole } from '#numbers/linalg/products.ts';
import type { StudentName } from '#theory/spiked-random-features/model.ts';
import { neuronsOf, samplesOf } from './srf-model.ts';
import { PIECE, TEST_POINTS, type FirstLayer, type ReadoutData } from './srf.ts';

/** A readout fitted at one α. */
export interface Fit {
  readonly alpha: number;
  /** E (σ⋆ − ŷ)² over the test points: noiseless, without ½. */
  readonly testError: number;
  /** Mean squared residual of the training samples, label noise included and penalty not. */
  readonly trainError: number;
  /** ŷ at the test points. */
  readonly outputs: Float64Array;
}

export interface FitOptions {
  readonly student: StudentName;
  /** λ, not divided by n. */
  readonly lambda: number;
  readonly alphas: readonly number[];
}

/** Floating-point operations of {@link fits}, counted as the network's fast products; float64 ones are slower. */
export function fitWork(size: { d: number; beta: number }, alphas: readonly number[]): number {
  const p = neuronsOf(size);
  const samples = alphas.map((alpha) => samplesOf(alpha, size.d));
  const features = (Math.max(...samples) + TEST_POINTS) * p * (2 * size.d + 60);
  const solves = samples.reduce((sum, n) => {
    const small = Math.min(n, p);
    return sum + 4 * (n * p * small + small ** 3 / 3 + 2 * TEST_POINTS * p);
  }, 0);
  return features + solves;
}

/**
 * Ridge readouts on the first n = αd samples for each α, in the order given: Cholesky in double precision, of the dual
 * where n < p. Yields nothing after a piece of work and the fit after each α.
 */
export function* fits(
  engine: Engine,
  layer: FirstLayer,
  { train, test }: ReadoutData,
  { student, lambda, alphas }: FitOptions,
): Generator<Fit | undefined, void, void> {
  const features = yield* featuresOf(engine, layer, train, student);
  const onTest = yield* featuresOf(engine, layer, test, student);
  const { p } = layer;
  const columns = transpose(features);
  let gram = matrix(p, p);
  let gathered = 0;
  for (const alpha of alphas) {
    const n = Math.min(train.n, samplesOf(alpha, layer.d));
    const labels = train.labels.subarray(0, n);
    const part = matrix(n, p, features.data.subarray(0, n * p));
    let readout: Float64Array;
    if (n < p) {
      const kernel = matrix(n, n);
      yield* gatherProducts(kernel, features, 0, p);
      const weights = solveCholesky(cholesky(kernel, lambda), matrix(n, 1, Float64Array.from(labels)));
      readout = multiplyTransposeVector(part, weights.data);
    } else {
      if (n < gathered) {
        gram = matrix(p, p);
        gathered = 0;
      }
      yield* gatherProducts(gram, columns, gathered, n);
      gathered = n;
      const moments = multiplyTransposeVector(part, Float64Array.from(labels));
      readout = solveCholesky(cholesky(gram, lambda), matrix(p, 1, moments)).data;
    }
    const outputs = multiplyVector(onTest, readout);
    yield {
      alpha,
      testError: meanSquare(outputs, test.clean),
      trainError: meanSquare(multiplyVector(part, readout), labels),
      outputs,
    };
  }
}

/** Float64 multiplications between two breaths. */
const FLOAT64_PIECE = 4e7;

/** target += products of the first rows of `a` with each other, over its columns from … to; target is square. */
function* gatherProducts(
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

/** p^{−½} σ(w_i·x) at all points, points × p; products on the engine. */
export function* featuresOf(
  engine: Engine,
  { rows, p, d }: FirstLayer,
  points: Points,
  student: StudentName,
): Generator<undefined, Matrix, void> {
  const { n, inputs } = points;
  const features = matrix(n, p);
  const piece = Math.max(64, Math.round(PIECE / (2 * d * p)));
  const part = (from: number, to: number): Points => ({
    n: to - from,
    d,
    inputs: inputs.subarray(from * d, to * d),
  });
  const network = engine.network({
    points: part(0, 1),
    targets: new Float32Array(1),
    inner: rows,
    outer: new Float64Array(p),
    activation: student,
    loss: 'square',
    trained: {},
    path: 'tensor',
  });
  try {
    const scale = 1 / Math.sqrt(p);
    for (let from = 0; from < n; from += piece) {
      const kept = engine.dataset(part(from, Math.min(n, from + piece)));
      const hidden = network.hidden(kept);
      kept.dispose();
      const offset = from * p;
      for (let i = 0; i < hidden.length; i++) features.data[offset + i] = scale * hidden[i];
      yield;
    }
  } finally {
    network.dispose();
  }
  return features;
}

function meanSquare(a: Float64Array, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}
