/**
 * Gradient flow on the sum of exponential losses L = Σ_i e^{−p_i}, p_i = y_i f(x_i), in normalised time ds = L dt: the same
 * path as in ordinary time, dW/ds = Σ_i q_i y_i ∇f(x_i) with q_i = e^{−p_i}/L (note 1.1, derived). In ordinary time the last
 * part of every curve would take times like e^{100}.
 */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import type { Labelled } from './data.ts';
import { squaredNorm, type Weights } from './network.ts';

/** What a flow moves: all weights, the output weights, or the lengths of both with directions and signs kept. */
export type Trained = 'both' | 'outer' | 'norm';

export interface FlowOptions {
  /** Most that any logit may change in a step, about: η = min(etaMax, c / max_i ‖∇f(x_i)‖²). */
  readonly c: number;
  /** Largest step in normalised time. */
  readonly etaMax: number;
  /** `both` unless given. */
  readonly trained?: Trained;
}

/** Margins of the present weights, before and after division by their squared norm. */
export interface Margins {
  /** min_i p_i. */
  readonly least: number;
  /** −ln Σ_i e^{−p_i}. */
  readonly minusLogLoss: number;
  /** min_i p_i / ‖W‖², the normalised margin. */
  readonly hard: number;
  /** −ln L / ‖W‖², the smoothed margin: it never decreases along the flow once L < 1. */
  readonly smooth: number;
  /** Share of points with p_i ≤ 0. */
  readonly trainError: number;
}

/** Gradient flow from given weights, which it moves in place; σ′(0) = 0. Buffers are kept between steps. */
export class Flow {
  readonly weights: Weights;
  /** Normalised time so far. */
  time = 0;
  readonly #points: Labelled;
  readonly #options: FlowOptions;
  /** ⟨v_j, x_i⟩, n × m. */
  readonly #inner: Float64Array;
  /** p_i, length n. */
  readonly #p: Float64Array;
  /** q_i y_i, length n. */
  readonly #pull: Float64Array;
  /** Gradient of −ln L, length m and m × d. */
  readonly #gradA: Float64Array;
  readonly #gradV: Float64Array;
  /** ‖x_i‖². */
  readonly #squares: Float64Array;
  /** Σ_j σ(⟨v_j, x_i⟩)² and Σ_j a_j² over the neurons that are on, length n. */
  readonly #features: Float64Array;
  readonly #outputs: Float64Array;
  /** Of the points on which one neuron is on: where they begin in the inputs, and what each is weighted with. */
  readonly #on: Int32Array;
  readonly #factors: Float64Array;
  /** Whether `#inner` and `#p` belong to the weights. */
  #fresh = false;

  constructor(points: Labelled, weights: Weights, options: FlowOptions) {
    this.weights = weights;
    this.#points = points;
    this.#options = options;
    const { n, d, inputs } = points;
    const { m } = weights;
    this.#inner = new Float64Array(n * m);
    this.#p = new Float64Array(n);
    this.#pull = new Float64Array(n);
    this.#gradA = new Float64Array(m);
    this.#gradV = new Float64Array(m * d);
    this.#features = new Float64Array(n);
    this.#outputs = new Float64Array(n);
    this.#on = new Int32Array(n);
    this.#factors = new Float64Array(n);
    this.#squares = Float64Array.from({ length: n }, (_, i) => {
      let sum = 0;
      for (let k = i * d; k < (i + 1) * d; k++) sum += inputs[k] * inputs[k];
      return sum;
    });
  }

  /** p_i = y_i f(x_i), length n; a buffer that the next step overwrites. */
  logits(): Float64Array {
    this.#forward();
    return this.#p;
  }

  /** Of the weights as they are now. */
  margins(): Margins {
    this.#forward();
    const p = this.#p;
    let least = Infinity;
    let wrong = 0;
    for (const one of p) {
      if (one < least) least = one;
      if (!(one > 0)) wrong++;
    }
    let sum = 0;
    for (const one of p) sum += portableExp(least - one);
    const minusLogLoss = least - portableLog(sum);
    const square = squaredNorm(this.weights);
    return {
      least,
      minusLogLoss,
      hard: least / square,
      smooth: minusLogLoss / square,
      trainError: wrong / p.length,
    };
  }

  /** One step; returns its size in normalised time. */
  step(): number {
    this.#forward();
    this.#weighPoints();
    this.#gatherGradient();
    const { c, etaMax, trained = 'both' } = this.#options;
    let steepest = 0;
    for (let i = 0; i < this.#points.n; i++)
      steepest = Math.max(steepest, this.#features[i] + this.#squares[i] * this.#outputs[i]);
    const eta = Math.min(etaMax, c / steepest);
    if (trained === 'norm') this.#scaleNeurons(eta);
    else {
      const { a, v } = this.weights;
      for (let j = 0; j < a.length; j++) a[j] += eta * this.#gradA[j];
      if (trained === 'both') for (let i = 0; i < v.length; i++) v[i] += eta * this.#gradV[i];
    }
    this.time += eta;
    this.#fresh = false;
    return eta;
  }

  /** To be called when someone else has moved the weights. */
  weightsMoved(): void {
    this.#fresh = false;
  }

  /** q_i y_i into `#pull`. */
  #weighPoints(): void {
    const { labels } = this.#points;
    const pull = this.#pull;
    const p = this.#p;
    let least = Infinity;
    for (const one of p) if (one < least) least = one;
    let sum = 0;
    for (let i = 0; i < p.length; i++) sum += pull[i] = portableExp(least - p[i]);
    for (let i = 0; i < p.length; i++) pull[i] = (pull[i] * labels[i]) / sum;
  }

  /** Σ_i q_i y_i ∇f(x_i) into `#gradA` and `#gradV`, and the two parts of every ‖∇f(x_i)‖². */
  #gatherGradient(): void {
    const { n, d, inputs } = this.#points;
    const { m, a } = this.weights;
    const inner = this.#inner;
    const pull = this.#pull;
    const gradV = this.#gradV.fill(0);
    const factors = this.#factors;
    const on = this.#on;
    const features = this.#features.fill(0);
    const outputs = this.#outputs.fill(0);
    for (let j = 0; j < m; j++) {
      const weight = a[j];
      const square = weight * weight;
      let count = 0;
      let along = 0;
      for (let i = 0; i < n; i++) {
        const z = inner[i * m + j];
        if (!(z > 0)) continue;
        features[i] += z * z;
        outputs[i] += square;
        along += pull[i] * z;
        factors[count] = pull[i] * weight;
        on[count++] = i * d;
      }
      this.#gradA[j] = along;
      // Points are added one after the other, four in each pass over the neuron's coordinates.
      const row = j * d;
      const fours = count - (count % 4);
      for (let s = 0; s < fours; s += 4) {
        const f0 = factors[s];
        const f1 = factors[s + 1];
        const f2 = factors[s + 2];
        const f3 = factors[s + 3];
        const x0 = on[s];
        const x1 = on[s + 1];
        const x2 = on[s + 2];
        const x3 = on[s + 3];
        for (let k = 0; k < d; k++)
          gradV[row + k] =
            gradV[row + k] +
            f0 * inputs[x0 + k] +
            f1 * inputs[x1 + k] +
            f2 * inputs[x2 + k] +
            f3 * inputs[x3 + k];
      }
      for (let s = fours; s < count; s++)
        for (let k = 0; k < d; k++) gradV[row + k] += factors[s] * inputs[on[s] + k];
    }
  }

  /** Moves a_j and ‖v_j‖ along the gradient, with the direction of v_j and the sign of a_j kept. */
  #scaleNeurons(eta: number): void {
    const { m, d, a, v } = this.weights;
    for (let j = 0; j < m; j++) {
      let square = 0;
      let along = 0;
      for (let i = j * d; i < (j + 1) * d; i++) {
        square += v[i] * v[i];
        along += v[i] * this.#gradV[i];
      }
      const length = Math.sqrt(square);
      const factor = Math.max(0, 1 + (eta * along) / square);
      const sign = a[j] < 0 ? -1 : 1;
      a[j] = sign * Math.max(0, sign * (a[j] + eta * this.#gradA[j]));
      if (length > 0) for (let i = j * d; i < (j + 1) * d; i++) v[i] *= factor;
    }
  }

  #forward(): void {
    if (this.#fresh) return;
    const { n, d, inputs, labels } = this.#points;
    const { m, a, v } = this.weights;
    const inner = this.#inner;
    // Four neurons at a time, each with a sum of its own in the same order: the additions need not wait for one another.
    const fours = m - (m % 4);
    for (let i = 0; i < n; i++) {
      const x = i * d;
      let output = 0;
      for (let j = 0; j < fours; j += 4) {
        const r0 = j * d;
        const r1 = r0 + d;
        const r2 = r1 + d;
        const r3 = r2 + d;
        let z0 = 0;
        let z1 = 0;
        let z2 = 0;
        let z3 = 0;
        for (let k = 0; k < d; k++) {
          const one = inputs[x + k];
          z0 += v[r0 + k] * one;
          z1 += v[r1 + k] * one;
          z2 += v[r2 + k] * one;
          z3 += v[r3 + k] * one;
        }
        const at = i * m + j;
        inner[at] = z0;
        inner[at + 1] = z1;
        inner[at + 2] = z2;
        inner[at + 3] = z3;
        if (z0 > 0) output += a[j] * z0;
        if (z1 > 0) output += a[j + 1] * z1;
        if (z2 > 0) output += a[j + 2] * z2;
        if (z3 > 0) output += a[j + 3] * z3;
      }
      for (let j = fours; j < m; j++) {
        const row = j * d;
        let z = 0;
        for (let k = 0; k < d; k++) z += v[row + k] * inputs[x + k];
        inner[i * m + j] = z;
        if (z > 0) output += a[j] * z;
      }
      this.#p[i] = labels[i] * output;
    }
    this.#fresh = true;
  }
}
