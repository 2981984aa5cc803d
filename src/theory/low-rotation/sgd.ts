/**
 * One-pass stochastic gradient descent on the logistic loss ln(1 + e^{−p}), p = y f(x), and the perceptron on the features
 * max(0, ⟨v_j, x⟩) of frozen first weights (note R1 and 3.3, derived).
 */
import { matrix } from '#numbers/linalg/matrix.ts';
import { wholeCube } from './data.ts';
import { force } from './descent.ts';
import { hardMargin } from './hard-margin.ts';
import type { Weights } from './network.ts';

/** Descent from given weights, which it moves in place; σ′(0) = 0. */
export class OnePass {
  readonly weights: Weights;
  /** Σ over steps of [p ≤ 0], counted before the step. */
  mistakes = 0;
  /** Σ over steps of −ℓ′(p). */
  pulls = 0;
  readonly #eta: number;
  readonly #outerOnly: boolean;
  readonly #inner: Float64Array;

  constructor(weights: Weights, eta: number, trained: 'both' | 'outer') {
    this.weights = weights;
    this.#eta = eta;
    this.#outerOnly = trained === 'outer';
    this.#inner = new Float64Array(weights.m);
  }

  /** One fresh example: length d, label ±1. Returns p before the step. */
  step(x: ArrayLike<number>, label: number): number {
    const { m, d, a, v } = this.weights;
    const inner = this.#inner;
    let output = 0;
    for (let j = 0; j < m; j++) {
      const row = j * d;
      let z = 0;
      for (let k = 0; k < d; k++) z += v[row + k] * x[k];
      inner[j] = z;
      if (z > 0) output += a[j] * z;
    }
    const p = label * output;
    if (!(p > 0)) this.mistakes++;
    const pull = force('logistic', p);
    this.pulls += pull;
    const move = this.#eta * pull * label;
    for (let j = 0; j < m; j++) {
      const z = inner[j];
      if (!(z > 0)) continue;
      if (!this.#outerOnly) {
        const along = move * a[j];
        const row = j * d;
        for (let k = 0; k < d; k++) v[row + k] += along * x[k];
      }
      a[j] += move * z;
    }
    return p;
  }
}

/** Rosenblatt's perceptron from a = 0 on the features max(0, ⟨v_j, x⟩), v frozen. */
export class FrozenPerceptron {
  mistakes = 0;
  readonly #v: Float64Array;
  readonly #a: Float64Array;
  readonly #features: Float64Array;
  readonly #d: number;

  /** @param weights of which v is copied, and a is not used */
  constructor({ m, d, v }: Weights) {
    this.#v = v.slice();
    this.#a = new Float64Array(m);
    this.#features = new Float64Array(m);
    this.#d = d;
  }

  /** An example is a mistake when y f(x) ≤ 0, so the first always is; then a moves by y σ(Vx). */
  step(x: ArrayLike<number>, label: number): void {
    const a = this.#a;
    const features = this.#features;
    const d = this.#d;
    let output = 0;
    for (let j = 0; j < a.length; j++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += this.#v[j * d + k] * x[k];
      features[j] = Math.max(0, z);
      output += a[j] * features[j];
    }
    if (label * output > 0) return;
    this.mistakes++;
    for (let j = 0; j < a.length; j++) a[j] += label * features[j];
  }
}

/** πd²: the perceptron's bound on 2-XOR for infinitely many neurons and large d, ‖σ(Vx)‖² → m/(2d), γ² → m/(2πd³). */
export function mistakesBound(d: number): number {
  return Math.PI * d * d;
}

/**
 * The perceptron's bound for given neurons, max_x ‖σ(Vx)‖² / γ² with the margin γ of the features on the whole cube; it is
 * at most about a relative `tolerance` above the exact one, and infinite where the features do not separate the cube.
 */
export function widthMistakesBound({ m, d, v }: Weights, tolerance = 1e-3): number {
  const { n, inputs, labels } = wholeCube(d);
  const features = new Float64Array(n * m);
  let longest = 0;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < m; j++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += v[j * d + k] * inputs[i * d + k];
      if (!(z > 0)) continue;
      features[i * m + j] = labels[i] * z;
      square += z * z;
    }
    longest = Math.max(longest, square);
  }
  const gram = matrix(n, n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k <= i; k++) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += features[i * m + j] * features[k * m + j];
      gram.data[i * n + k] = gram.data[k * n + i] = sum;
    }
  const { lower } = hardMargin(gram, tolerance);
  return lower > 0 ? longest / (lower * lower) : Infinity;
}
