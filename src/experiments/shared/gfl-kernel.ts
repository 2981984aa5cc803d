/** The baseline that learns no features: ridge regression with the tangent kernel, on points of the cube. */
import { matrix, matrixFrom, row, type Matrix } from '#numbers/linalg/matrix.ts';
import { dot, multiplyByTranspose } from '#numbers/linalg/products.ts';
import { meanDiagonal } from '#numbers/linalg/ridge.ts';
import { shiftedSolves } from '#numbers/linalg/shifted-solves.ts';
import { accuracy } from '#numbers/statistics.ts';
import { cubeKernel } from '#theory/gradient-feature-learning/kernel.ts';
import type { Labelled } from './gfl-readout.ts';

/** Penalties that are tried, in units of the mean eigenvalue: 10⁻⁴ … 10³. */
const RIDGES = [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

/** Multiplications of one piece of work, in double precision. */
const PIECE = 3e7;

/**
 * Test accuracy of kernel ridge regression with the penalty that suits the test points best: generous to the kernel.
 * Yields after each piece of work.
 */
export function* kernelAccuracy(train: Labelled, test: Labelled): Generator<undefined, number, void> {
  const x = inputsOf(train);
  const kernel = matrix(train.n, train.n);
  for (const { from, block } of kernelBlocks(train, x)) {
    kernel.data.set(block.data, from * train.n);
    yield;
  }
  const scale = meanDiagonal(kernel);
  // All penalties at once: the accuracies do not see residuals as small as that.
  const coefficients = yield* shiftedSolves(
    kernel,
    Float64Array.from(train.labels),
    RIDGES.map((factor) => factor * scale),
    { tolerance: 1e-6 },
  );
  const outputs = coefficients.map(() => new Float64Array(test.n));
  for (const { from, block } of kernelBlocks(test, x)) {
    for (let i = 0; i < block.rows; i++)
      coefficients.forEach((one, r) => (outputs[r][from + i] = dot(row(block, i), one)));
    yield;
  }
  return Math.max(...outputs.map((one) => accuracy(one, test.labels)));
}

/** The kernel of some points with others, some rows at a time. */
function* kernelBlocks(points: Labelled, others: Matrix): Generator<{ from: number; block: Matrix }> {
  const { n, d, inputs } = points;
  const height = Math.max(16, Math.round(PIECE / (others.rows * d)));
  for (let from = 0; from < n; from += height) {
    const rows = Math.min(height, n - from);
    const part = matrixFrom(rows, d, inputs.subarray(from * d, (from + rows) * d));
    yield { from, block: cubeKernel(multiplyByTranspose(part, others), d) };
  }
}

const inputsOf = ({ n, d, inputs }: Labelled): Matrix => matrixFrom(n, d, inputs);
