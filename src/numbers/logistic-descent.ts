/** Logistic regression on many features, where Newton's method of `logistic.ts` would be too dear. */
import { portableExp, portableLog } from './elementary.ts';
import { lbfgs, type Minimum } from './lbfgs.ts';
import type { Matrix } from './linalg/matrix.ts';
import { dot, multiplyTransposeVector, multiplyVector } from './linalg/products.ts';

/**
 * Minimises (1/n) Σ_i log(1 + e^{−y_i ⟨a, x_i⟩}) + ridge/2 · ‖a‖² over a, from 0, by L-BFGS. Yields between
 * two evaluations, so that a caller may do something in between.
 *
 * @param x n × m
 * @param y labels ±1, length n
 * @param ridge > 0
 * @param tolerance norm of the gradient at which the search ends
 */
export function* logisticDescent(
  x: Matrix,
  y: ArrayLike<number>,
  { ridge, tolerance = 1e-6, most = 500 }: { ridge: number; tolerance?: number; most?: number },
): Generator<undefined, Minimum, void> {
  if (!(ridge > 0)) throw new RangeError(`the ridge of a logistic regression is positive, got ${ridge}`);
  if (y.length !== x.rows) throw new RangeError(`${x.rows} points and ${y.length} labels do not pair up`);
  const n = x.rows;
  const scores = new Float64Array(n);
  const pull = new Float64Array(n);
  return yield* lbfgs(
    (a, gradient) => {
      multiplyVector(x, a, scores);
      let loss = 0;
      for (let i = 0; i < n; i++) {
        const margin = y[i] * scores[i];
        // e^{−|margin|} serves the loss and its slope, and does not overflow.
        const small = portableExp(-Math.abs(margin));
        loss += portableLog(1 + small) + (margin < 0 ? -margin : 0);
        pull[i] = (-y[i] * (margin < 0 ? 1 / (1 + small) : small / (1 + small))) / n;
      }
      multiplyTransposeVector(x, pull, gradient);
      for (let k = 0; k < a.length; k++) gradient[k] += ridge * a[k];
      return loss / n + 0.5 * ridge * dot(a, a);
    },
    new Float64Array(x.columns),
    { tolerance, most },
  );
}
