/** The baseline that learns no features: ridge regression with the tangent kernel, on points of the cube. */
import { matrixFrom, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyByTranspose, multiplyVector } from '#numbers/linalg/products.ts';
import { kernelRidge, meanDiagonal } from '#numbers/linalg/ridge.ts';
import { accuracy } from '#numbers/statistics.ts';
import { cubeKernel } from '#theory/gradient-feature-learning/kernel.ts';
import type { Labelled } from './gfl-readout.ts';

/** Penalties that are tried, in units of the mean eigenvalue: 10⁻⁴ … 10³. */
const RIDGES = Array.from({ length: 8 }, (_, k) => 10 ** (k - 4));

/**
 * Test accuracy of kernel ridge regression with the penalty that suits the test points best: generous to the kernel.
 * Yields after each piece of work.
 */
export function* kernelAccuracy(train: Labelled, test: Labelled): Generator<undefined, number, void> {
  const x = inputsOf(train);
  const kernel = cubeKernel(multiplyByTranspose(x, x), train.d);
  yield;
  const onTest = cubeKernel(multiplyByTranspose(inputsOf(test), x), train.d);
  const targets = matrixFrom(train.n, 1, train.labels);
  const scale = meanDiagonal(kernel);
  let best = 0;
  for (const factor of RIDGES) {
    yield;
    const coefficients = kernelRidge(kernel, targets, factor * scale).data;
    best = Math.max(best, accuracy(multiplyVector(onTest, coefficients), test.labels));
  }
  return best;
}

const inputsOf = ({ n, d, inputs }: Labelled): Matrix => matrixFrom(n, d, inputs);
