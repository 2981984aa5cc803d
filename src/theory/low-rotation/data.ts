/** Labelled points on which margins are computed: the cube with parity labels, and samples of it. */
import type { Stream } from '#numbers/random.ts';

/** n labelled points of ℝ^d, float64. */
export interface Labelled {
  /** n × d row-major. */
  readonly inputs: Float64Array;
  readonly n: number;
  readonly d: number;
  /** ±1, length n. */
  readonly labels: Float64Array;
}

/** How many leading coordinates the label multiplies. */
export type Parity = 2 | 3 | 4;

/** All 2^d corners of the cube {±1/√d}^d with the parity of the first coordinates as label (2-XOR: y = d x₁x₂). */
export function wholeCube(d: number, parity: Parity = 2): Labelled {
  const n = 2 ** d;
  const inputs = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) inputs[i * d + k] = (i >> k) & 1 ? -1 : 1;
  return scaled(inputs, d, parity);
}

/** n independent uniform corners; more points do not change the first. */
export function sampleCube(source: Stream, n: number, d: number, parity: Parity = 2): Labelled {
  const inputs = new Float64Array(n * d);
  for (let i = 0; i < inputs.length; i++) inputs[i] = source.uniform() < 0.5 ? -1 : 1;
  return scaled(inputs, d, parity);
}

function scaled(inputs: Float64Array, d: number, parity: Parity): Labelled {
  const n = inputs.length / d;
  const labels = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    labels[i] = 1;
    for (let k = 0; k < parity; k++) labels[i] *= inputs[i * d + k];
  }
  const side = 1 / Math.sqrt(d);
  for (let i = 0; i < inputs.length; i++) inputs[i] *= side;
  return { inputs, n, d, labels };
}

/** The first n points of a sample; inputs are shared, not copied. */
export function firstPoints({ inputs, d, labels }: Labelled, n: number): Labelled {
  return { inputs: inputs.subarray(0, n * d), n, d, labels: labels.subarray(0, n) };
}
