/** The first gradient of random neurons, in pieces. */
import type { Engine, Points } from '#engine/engine.ts';
import { norm } from '#numbers/linalg/products.ts';
import { PIECE } from './products.ts';

/**
 * Ĝ_j = (1/n) Σ_i y_i x_i 1[⟨w_j, x_i⟩ > b] for each neuron, m × d row-major: the gradient of the hinge loss at f = 0,
 * up to its sign and the output weight. The engine differentiates a network whose output weights are so small that
 * the hinge has slope one at every sample. Yields after each piece.
 *
 * @param rows neurons, m × d
 * @param threshold b, the same for all neurons
 */
export function* firstGradients(
  engine: Engine,
  { n, d, inputs }: Points,
  labels: Float32Array,
  rows: Float32Array,
  threshold: number,
): Generator<undefined, Float64Array, void> {
  const m = rows.length / d;
  const sum = new Float64Array(m * d);
  const piece = Math.max(64, Math.round(PIECE / (4 * d * m)));
  for (let from = 0; from < n; from += piece) {
    const to = Math.min(n, from + piece);
    const network = engine.network({
      points: { n: to - from, d, inputs: inputs.subarray(from * d, to * d) },
      targets: labels.subarray(from, to),
      inner: rows,
      // A power of two, so that dividing by it below is exact.
      outer: new Float32Array(m).fill(SMALL),
      biases: new Float32Array(m).fill(-threshold),
      activation: 'relu',
      loss: 'hinge',
      trained: { inner: true },
    });
    try {
      const { inner } = network.gradients();
      const share = (to - from) / n;
      for (let i = 0; i < sum.length; i++) sum[i] -= (share * inner[i]) / SMALL;
    } finally {
      network.dispose();
    }
    yield;
  }
  return sum;
}

const SMALL = 2 ** -30;

/** The rows, each divided by its length; a row of zeros stays. */
export function unitRows(rows: Float64Array, d: number): Float32Array {
  const unit = new Float32Array(rows.length);
  for (let from = 0; from < rows.length; from += d) {
    const row = rows.subarray(from, from + d);
    const length = norm(row) || 1;
    for (let i = 0; i < d; i++) unit[from + i] = row[i] / length;
  }
  return unit;
}

/** The rows, and after them their opposites. */
export function mirrored(rows: Float32Array): Float32Array {
  const both = new Float32Array(2 * rows.length);
  both.set(rows);
  for (let i = 0; i < rows.length; i++) both[rows.length + i] = -rows[i];
  return both;
}
