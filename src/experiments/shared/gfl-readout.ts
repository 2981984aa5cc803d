/** The second layer of a one-step method: a convex logistic fit on ReLU features, in pieces. */
import type { Engine, Points } from '#engine/engine.ts';
import { logisticDescent } from '#numbers/logistic-descent.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyVector } from '#numbers/linalg/products.ts';
import { accuracy } from '#numbers/statistics.ts';
import { mirrored } from './gfl-gradient.ts';
import { hiddenLayer } from './products.ts';

/** Labelled points. */
export interface Labelled extends Points {
  readonly labels: Float32Array;
}

/** Neurons of a fitted network: max(0, ⟨row_j, x⟩ − threshold_j). */
export interface Neurons {
  /** m × d row-major. */
  readonly rows: Float32Array;
  /** Length m. */
  readonly thresholds: Float32Array;
}

/** The same neurons and their opposites, with the thresholds again: both signs of a direction. */
export function bothSigns({ rows, thresholds }: Neurons): Neurons {
  const twice = new Float32Array(2 * thresholds.length);
  twice.set(thresholds);
  twice.set(thresholds, thresholds.length);
  return { rows: mirrored(rows), thresholds: twice };
}

/** A fit, and what it achieves on the test points. */
export interface Readout {
  readonly accuracy: number;
  /** Output weights on the features as they are, length m. */
  readonly outer: Float64Array;
  /** Outputs on the test points. */
  readonly outputs: Float64Array;
}

/**
 * Fits the output weights by the logistic loss plus ridge/2 ‖a‖² on features divided by their overall standard
 * deviation, as the reference numbers do, and tests them. Yields after each piece of work.
 *
 * @param most iterations of the fit; accuracies have usually settled after 100
 */
export function* fitReadout(
  engine: Engine,
  neurons: Neurons,
  train: Labelled,
  test: Labelled,
  ridge: number,
  most = 500,
): Generator<undefined, Readout, void> {
  const features = yield* layer(engine, neurons, train);
  const scale = (yield* overallSd(features.data)) || 1;
  yield;
  for (let i = 0; i < features.data.length; i++) features.data[i] /= scale;
  yield;
  const { x } = yield* logisticDescent(features, train.labels, { ridge, most });
  const onTest = yield* layer(engine, neurons, test);
  const outer = x.map((weight) => weight / scale);
  const outputs = multiplyVector(onTest, outer);
  return { accuracy: accuracy(outputs, test.labels), outer, outputs };
}

function* layer(
  engine: Engine,
  { rows, thresholds }: Neurons,
  points: Points,
): Generator<undefined, Matrix, void> {
  const biases = thresholds.map((threshold) => -threshold);
  return matrix(points.n, thresholds.length, yield* hiddenLayer(engine, points, rows, 'relu', biases));
}

function* overallSd(values: Float64Array): Generator<undefined, number, void> {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  yield;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
