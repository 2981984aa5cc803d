/** The network f(x) = Σ_j a_j max(0, ⟨v_j, x⟩) in float64, its starts, and how far it has moved and turned. */
import { portableAcos } from '#numbers/elementary.ts';
import type { Stream } from '#numbers/random.ts';
import type { Labelled } from './data.ts';

/** Weights of m neurons; changed in place by a flow. */
export interface Weights {
  readonly m: number;
  readonly d: number;
  /** Output weights, length m. */
  readonly a: Float64Array;
  /** m × d row-major. */
  readonly v: Float64Array;
}

/** a_j ~ N(0, scale²/m), v_j ~ N(0, scale² I/d): about the default of the usual libraries at scale 1. */
export function standardStart(source: Stream, m: number, d: number, scale = 1): Weights {
  const a = new Float64Array(m);
  const v = new Float64Array(m * d);
  // Neuron by neuron, so that more neurons do not change the first.
  for (let j = 0; j < m; j++) {
    a[j] = (scale * source.normal()) / Math.sqrt(m);
    for (let k = 0; k < d; k++) v[j * d + k] = (scale * source.normal()) / Math.sqrt(d);
  }
  return { m, d, a, v };
}

/** |a_j| = ‖v_j‖ = ε/√m, random signs, uniform directions: what the flow conserves is zero. */
export function balancedStart(source: Stream, m: number, d: number, epsilon: number): Weights {
  const a = new Float64Array(m);
  const v = new Float64Array(m * d);
  const length = epsilon / Math.sqrt(m);
  for (let j = 0; j < m; j++) {
    a[j] = source.uniform() < 0.5 ? -length : length;
    const row = v.subarray(j * d, (j + 1) * d);
    let squares = 0;
    for (let k = 0; k < d; k++) {
      row[k] = source.normal();
      squares += row[k] * row[k];
    }
    const factor = length / Math.sqrt(squares);
    for (let k = 0; k < d; k++) row[k] *= factor;
  }
  return { m, d, a, v };
}

/** Weights that no longer change with the given ones. */
export function copyOf({ m, d, a, v }: Weights): Weights {
  return { m, d, a: a.slice(), v: v.slice() };
}

/** Outputs f(x_i), length n. */
export function outputsOf({ m, d, a, v }: Weights, { n, inputs }: Labelled): Float64Array {
  const outputs = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += v[j * d + k] * inputs[i * d + k];
      if (z > 0) outputs[i] += a[j] * z;
    }
  return outputs;
}

/** Number of points with y f(x) ≤ 0. */
export function countWrong(weights: Weights, points: Labelled): number {
  const { labels } = points;
  let wrong = 0;
  outputsOf(weights, points).forEach((output, i) => {
    if (!(output * labels[i] > 0)) wrong++;
  });
  return wrong;
}

/** ‖v_j‖². */
export function squaredLength({ d, v }: Pick<Weights, 'd' | 'v'>, j: number): number {
  let squares = 0;
  for (let i = j * d; i < (j + 1) * d; i++) squares += v[i] * v[i];
  return squares;
}

/** |a_j| ‖v_j‖ of every neuron, length m: what it weighs in the mixture that the network is. */
export function neuronWeights(weights: Weights): Float64Array {
  return weights.a.map((one, j) => Math.abs(one) * Math.sqrt(squaredLength(weights, j)));
}

/** ‖W‖² = Σ_j a_j² + ‖v_j‖². */
export function squaredNorm({ a, v }: Weights): number {
  let sum = 0;
  for (const one of a) sum += one * one;
  for (const one of v) sum += one * one;
  return sum;
}

/** ‖W − W₀‖, of all weights. */
export function movement(now: Weights, start: Weights): number {
  let sum = 0;
  for (let j = 0; j < now.a.length; j++) sum += (now.a[j] - start.a[j]) ** 2;
  for (let i = 0; i < now.v.length; i++) sum += (now.v[i] - start.v[i]) ** 2;
  return Math.sqrt(sum);
}

/** Of the angles between v_j and its start, in degrees. */
export interface Rotations {
  readonly median: number;
  /** Mean weighted by |a_j| ‖v_j‖ now: what the neurons that matter have done. */
  readonly weighted: number;
  readonly max: number;
}

export function rotations(now: Weights, start: Weights): Rotations {
  const { m, d, a, v } = now;
  const angles = new Float64Array(m);
  let weights = 0;
  let sum = 0;
  for (let j = 0; j < m; j++) {
    let inner = 0;
    let length = 0;
    let before = 0;
    for (let i = j * d; i < (j + 1) * d; i++) {
      inner += v[i] * start.v[i];
      length += v[i] * v[i];
      before += start.v[i] * start.v[i];
    }
    const cosine = Math.max(-1, Math.min(1, inner / Math.sqrt(length * before)));
    angles[j] = (180 / Math.PI) * portableAcos(cosine);
    const weight = Math.abs(a[j]) * Math.sqrt(length);
    weights += weight;
    sum += weight * angles[j];
  }
  const sorted = angles.slice().sort();
  const half = m >> 1;
  return {
    median: m % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2,
    weighted: sum / weights,
    max: sorted[m - 1],
  };
}
