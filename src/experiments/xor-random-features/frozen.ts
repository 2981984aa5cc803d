/** A network whose first layer stays random: only the output weights are fitted, by ridge regression. */
import type { Engine } from '#engine/engine.ts';
import { matrix, matrixFrom } from '#numbers/linalg/matrix.ts';
import { multiply } from '#numbers/linalg/products.ts';
import { ridge } from '#numbers/linalg/ridge.ts';
import { accuracy } from '#numbers/statistics.ts';
import type { XorDraw } from '../shared/xor.ts';

/** How many of the neurons the frozen network has, at most. */
export const FROZEN = 200;

export const TEST_POINTS = 2000;

/** Ridges that are tried, in units of the mean eigenvalue of the Gram matrix of the features. */
const RIDGES = Array.from({ length: 9 }, (_, k) => 10 ** (k - 4));

/**
 * Clean test accuracy of ridge regression on the first neurons of the draw, with the ridge that suits these very test
 * points best: an upper bound of what tuning can do.
 */
export function frozenAccuracy(engine: Engine, { train, labels, test, first }: XorDraw): number {
  const m = Math.min(FROZEN, first.outer.length);
  const network = engine.network({
    points: train,
    targets: labels,
    inner: first.inner.subarray(0, m * train.d),
    outer: first.outer.subarray(0, m),
    activation: 'relu',
    loss: 'square',
    trained: {},
  });
  const kept = engine.dataset(test);
  try {
    const features = matrix(train.n, m, network.hidden());
    const onTest = matrix(test.n, m, network.hidden(kept));
    const fit = ridge(features, matrixFrom(train.n, 1, labels), 'primal');
    const accuracies = RIDGES.map((factor) =>
      accuracy(multiply(onTest, fit.weights(factor * fit.scale)).data, test.clean),
    );
    return Math.max(...accuracies);
  } finally {
    network.dispose();
    kept.dispose();
  }
}
