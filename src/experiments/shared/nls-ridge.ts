/** The ridge readout of the experiments on non-linear spikes, and its errors. */
import { cholesky, solveCholeskyVector } from '#numbers/linalg/cholesky.ts';
import { matrix, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { dot, multiplyTransposeVector, multiplyVector } from '#numbers/linalg/products.ts';
import type { Errors } from '#theory/non-linear-spikes/errors.ts';
import { gramOf } from './products.ts';

/** Points on which a test error is measured. */
export const TEST_POINTS = 2000;

/** Features with what they are to predict. */
export interface FeatureSet {
  /** n × N. */
  readonly features: Matrix;
  /** Length n. */
  readonly labels: Float64Array;
}

export interface RidgeOptions {
  /** λ in (FᵀF + λnI) â = Fᵀỹ. */
  readonly lambda: number;
  /** Fit an intercept without penalty: centre features and labels. */
  readonly intercept: boolean;
  /** σ_ε: the test labels come without noise, and its variance is added to the test error. */
  readonly noise: number;
}

/**
 * Errors of ridge regression, in double precision by Cholesky; of the dual where n < N. Features with an intercept are
 * centred at the means of the training features.
 */
export function* ridgeErrors(
  train: FeatureSet,
  test: FeatureSet,
  { lambda, intercept, noise }: RidgeOptions,
): Generator<undefined, Errors, void> {
  const { rows: n, columns: N } = train.features;
  const means = intercept ? columnMeans(train.features) : null;
  const labelMean = intercept ? train.labels.reduce((sum, y) => sum + y, 0) / n : 0;
  const features = means === null ? train.features : without(train.features, means);
  const labels = train.labels.map((y) => y - labelMean);
  let readout: Float64Array;
  if (n < N) {
    const gram = yield* gramOf(features);
    readout = multiplyTransposeVector(features, solveCholeskyVector(cholesky(gram, lambda * n), labels));
  } else {
    const gram = yield* gramOf(transpose(features));
    const moments = multiplyTransposeVector(features, labels);
    readout = solveCholeskyVector(cholesky(gram, lambda * n), moments);
  }
  const trainError = meanSquare(multiplyVector(features, readout), labels);
  const offset = labelMean - (means === null ? 0 : dot(means, readout));
  const outputs = multiplyVector(test.features, readout).map((value) => value + offset);
  return {
    trainError,
    trainLoss: trainError + lambda * dot(readout, readout),
    testError: meanSquare(outputs, test.labels) + noise * noise,
  };
}

/** Floating-point operations of {@link ridgeErrors}, counted as the network's fast products. */
export function ridgeWork({ n, N }: { readonly n: number; readonly N: number }): number {
  const small = Math.min(n, N);
  return 8 * n * N * small + 4 * small ** 3 + 60 * (TEST_POINTS + n) * N;
}

function columnMeans({ rows, columns, data }: Matrix): Float64Array {
  const means = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) means[j] += data[i * columns + j] / rows;
  return means;
}

function without({ rows, columns, data }: Matrix, means: Float64Array): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, at++) result.data[at] = data[at] - means[j];
  return result;
}

function meanSquare(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}
