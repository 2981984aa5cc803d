/** Inputs whose length along the spike lies in a window. */
import type { Points } from '#engine/engine.ts';
import { normalCdf, normalQuantile } from '#numbers/normal.ts';
import type { Stream } from '#numbers/random.ts';

/**
 * n inputs x ~ N(0, I_d), given that κ = v·x lies within `width`/2 of `centre`.
 *
 * @param direction v, unit length
 */
export function drawInWindow(
  source: Stream,
  n: number,
  direction: Float64Array,
  { centre, width }: { readonly centre: number; readonly width: number },
): Points {
  const d = direction.length;
  const inputs = new Float32Array(n * d);
  const x = new Float64Array(d);
  // Of the two tails the lower one keeps its digits.
  const side = centre > 0 ? -1 : 1;
  const [from, to] = [normalCdf(side * centre - width / 2), normalCdf(side * centre + width / 2)];
  for (let i = 0; i < n; i++) {
    const kappa = side * normalQuantile(from + (to - from) * source.uniform());
    let along = 0;
    for (let k = 0; k < d; k++) {
      x[k] = source.normal();
      along += x[k] * direction[k];
    }
    for (let k = 0; k < d; k++) inputs[i * d + k] = x[k] + (kappa - along) * direction[k];
  }
  return { inputs, n, d };
}

export interface SampleMoments {
  readonly mean: number;
  readonly variance: number;
  /** Excess kurtosis, 0 for a Gaussian; NaN where nothing varies. */
  readonly kurtosis: number;
}

/** Moments of a sample, with n in the denominators. */
export function momentsOf(values: Float64Array): SampleMoments {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let second = 0;
  let fourth = 0;
  for (const value of values) {
    const square = (value - mean) ** 2;
    second += square;
    fourth += square * square;
  }
  return { mean, variance: second / n, kurtosis: (n * fourth) / (second * second) - 3 };
}
