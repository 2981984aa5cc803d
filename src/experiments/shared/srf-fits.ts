/** The ridge readout of the experiments on spiked random features, at several numbers of samples. */
import type { Engine, Points } from '#engine/engine.ts';
import { cholesky, solveCholesky } from '#numbers/linalg/cholesky.ts';
import { matrix, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyTransposeVector, multiplyVector } from '#numbers/linalg/products.ts';
import type { StudentName } from '#theory/spiked-random-features/model.ts';
import { gatherProducts, hiddenLayer } from './products.ts';
import { neuronsOf, samplesOf } from './srf-model.ts';
import { TEST_POINTS, type FirstLayer, type ReadoutData } from './srf.ts';

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

/** p^{−½} σ(w_i·x) at all points, points × p; products on the engine. */
export function* featuresOf(
  engine: Engine,
  { rows, p }: FirstLayer,
  points: Points,
  student: StudentName,
): Generator<undefined, Matrix, void> {
  const hidden = yield* hiddenLayer(engine, points, rows, student);
  const scale = 1 / Math.sqrt(p);
  for (let i = 0; i < hidden.length; i++) hidden[i] *= scale;
  return matrix(points.n, p, hidden);
}

function meanSquare(a: Float64Array, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}
