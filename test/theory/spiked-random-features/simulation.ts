/** A spiked random-features network drawn and fitted outright: forty lines that know nothing of the theory. */
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiply, multiplyByTranspose, multiplyVector } from '#numbers/linalg/products.ts';
import { ridge } from '#numbers/linalg/ridge.ts';
import { normals, sphereRows, streams } from '#numbers/random.ts';
import { functions } from '#theory/spiked-random-features/functions.ts';
import type { Model } from '#theory/spiked-random-features/model.ts';

export interface Fitted {
  readonly testError: number;
  readonly trainError: number;
  /** Of the test points: v·x, ζ·x and the prediction. */
  readonly along: Float64Array;
  readonly across: Float64Array;
  readonly predictions: Float64Array;
}

interface Size {
  readonly d: number;
  readonly p: number;
  readonly n: number;
  readonly test: number;
  readonly lambda: number;
  readonly delta: number;
}

/** v = e₁ and ζ = e₂; neurons of a group are consecutive. */
export function simulate(
  { student, target, groups, alignment }: Model,
  { d, p, n, test, lambda, delta }: Size,
  seed: number,
): Fitted {
  const stream = streams(seed);
  const weights = matrix(p, d, sphereRows(stream('rows'), p, d));
  let row = 0;
  let share = 0;
  for (const { fraction, spike, bulkVariance } of groups) {
    share += fraction;
    for (; row < Math.round(share * p); row++) {
      for (let k = 0; k < d; k++) weights.data[row * d + k] *= Math.sqrt(bulkVariance);
      weights.data[row * d] += spike;
    }
  }
  const activation = functions[student].value;
  const features = (x: Matrix) => {
    const z = multiplyByTranspose(x, weights);
    return matrix(
      z.rows,
      p,
      z.data.map((value) => activation(value) / Math.sqrt(p)),
    );
  };
  const clean = (x: Matrix) =>
    Float64Array.from({ length: x.rows }, (_, i) =>
      functions[target].value(alignment * x.data[i * d] + Math.sqrt(1 - alignment ** 2) * x.data[i * d + 1]),
    );
  const x = matrix(n, d, normals(stream('train'), n * d));
  const noise = normals(stream('noise'), n, Math.sqrt(delta));
  const labels = clean(x).map((y, i) => y + noise[i]);
  const trained = features(x);
  const readout = ridge(trained, matrix(n, 1, labels)).weights(lambda);
  const fresh = matrix(test, d, normals(stream('test'), test * d));
  const predictions = multiplyVector(features(fresh), readout.data);
  const meanSquare = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;
  return {
    testError: meanSquare(predictions, clean(fresh)),
    trainError: meanSquare(multiply(trained, readout).data, labels),
    along: Float64Array.from({ length: test }, (_, i) => fresh.data[i * d]),
    across: Float64Array.from({ length: test }, (_, i) => fresh.data[i * d + 1]),
    predictions,
  };
}
