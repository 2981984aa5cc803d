/**
 * The two methods that learn no features: ridge regression with the tangent kernel, and on frozen random ReLU
 * features. Both are given the ridge that suits the test points best. They are generators, so that a run may report
 * and be stopped between two of their pieces.
 */
import type { Engine, Points } from '#engine/engine.ts';
import { matrix, matrixFrom, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyVector } from '#numbers/linalg/products.ts';
import { kernelRidge, meanDiagonal, ridge } from '#numbers/linalg/ridge.ts';
import type { Stream } from '#numbers/random.ts';
import { accuracy } from '#numbers/statistics.ts';
import {
  kernelFromProducts,
  rowLengths,
  tangentGram,
} from '#theory/random-feature-amplification/tangent-kernel.ts';
import type { XorDraw } from '../shared/xor.ts';

/** Ridges that are tried, in units of the mean eigenvalue of the matrix that is solved with. */
export const RIDGES: readonly number[] = Array.from({ length: 9 }, (_, k) => 10 ** (k - 4));

/** Test points of one piece of work. */
const PIECE = 500;

type Data = Pick<XorDraw, 'train' | 'labels' | 'test'>;

/** Clean test accuracy of ridge regression with the tangent kernel of the first layer at infinite width. */
export function* kernelAccuracy(
  engine: Engine,
  { train, labels, test }: Data,
): Generator<void, number, void> {
  const { n, d } = train;
  const inputs = matrixFrom(n, d, train.inputs);
  const kernel = tangentGram(inputs);
  yield;
  const lengths = rowLengths(inputs);
  const testLengths = rowLengths(matrixFrom(test.n, d, test.inputs));
  const onTest = yield* layer(engine, train.inputs, n, test, 'linear', (products, from) => {
    kernelFromProducts(products, testLengths.subarray(from, from + products.length / n), lengths);
  });
  const targets = matrixFrom(n, 1, labels);
  const scale = meanDiagonal(kernel);
  return yield* best(test.clean, (factor) =>
    multiplyVector(onTest, kernelRidge(kernel, targets, factor * scale).data),
  );
}

/**
 * Clean test accuracy of ridge regression on the first neurons of a layer that stays random.
 *
 * @param neurons first-layer weights, at least count × d
 */
export function* randomFeatureAccuracy(
  engine: Engine,
  { train, labels, test }: Data,
  neurons: Float32Array,
  count: number,
): Generator<void, number, void> {
  const features = yield* layer(engine, neurons, count, train, 'relu');
  const onTest = yield* layer(engine, neurons, count, test, 'relu');
  const fit = ridge(features, matrixFrom(train.n, 1, labels));
  yield;
  return yield* best(test.clean, (factor) => multiplyVector(onTest, fit.weights(factor * fit.scale).data));
}

/** `count` directions in ℝ^d, row-major, neuron by neuron, so that more do not change the first. */
export function randomNeurons(source: Stream, count: number, d: number): Float32Array {
  return Float32Array.from({ length: count * d }, () => source.normal());
}

/** The best accuracy over the ridges. */
function* best(
  clean: ArrayLike<number>,
  outputs: (factor: number) => ArrayLike<number>,
): Generator<void, number, void> {
  let highest = 0;
  for (const factor of RIDGES) {
    highest = Math.max(highest, accuracy(outputs(factor), clean));
    yield;
  }
  return highest;
}

/** φ(⟨neuron, x⟩) of the first neurons at all points, points × neurons, piece by piece; `change` may alter a piece. */
function* layer(
  engine: Engine,
  neurons: Float32Array,
  count: number,
  points: Points,
  activation: 'linear' | 'relu',
  change?: (piece: Float64Array, from: number) => void,
): Generator<void, Matrix, void> {
  const { n, d, inputs } = points;
  const whole = matrix(n, count);
  const part = (from: number, to: number): Points => ({
    n: to - from,
    d,
    inputs: inputs.subarray(from * d, to * d),
  });
  const network = engine.network({
    points: part(0, 1),
    targets: new Float32Array(1),
    inner: neurons.subarray(0, count * d),
    outer: new Float32Array(count),
    activation,
    loss: 'square',
    trained: {},
    path: 'tensor',
  });
  try {
    for (let from = 0; from < n; from += PIECE) {
      const kept = engine.dataset(part(from, Math.min(n, from + PIECE)));
      const piece = network.hidden(kept);
      kept.dispose();
      change?.(piece, from);
      whole.data.set(piece, from * count);
      yield;
    }
  } finally {
    network.dispose();
  }
  return whole;
}
