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
  readonly etaMax: number;
  readonly trained?: Trained;
}

/** Margins of the weights, before division: see `hard` and `smooth`. */
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

/** Gradient flow from given weights, which it moves in place. Buffers are kept between steps. */
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
  /** Length m and m × d. */
  readonly #gradA: Float64Array;
  readonly #gradV: Float64Array;
  /** ‖x_i‖². */
  readonly #squares: Float64Array;
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
    const { n, d, inputs, labels } = this.#points;
    const { m, a, v } = this.weights;
    const { c, etaMax, trained = 'both' } = this.#options;
    const inner = this.#inner;
    const p = this.#p;
    let least = Infinity;
    for (const one of p) if (one < least) least = one;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += this.#pull[i] = portableExp(least - p[i]);
    const gradA = this.#gradA.fill(0);
    const gradV = this.#gradV.fill(0);
    let steepest = 0;
    for (let i = 0; i < n; i++) {
      const pull = (this.#pull[i] * labels[i]) / sum;
      const x = i * d;
      let features = 0;
      let outputs = 0;
      for (let j = 0; j < m; j++) {
        const z = inner[i * m + j];
        if (!(z > 0)) continue;
        features += z * z;
        outputs += a[j] * a[j];
        gradA[j] += pull * z;
        const factor = pull * a[j];
        const row = j * d;
        for (let k = 0; k < d; k++) gradV[row + k] += factor * inputs[x + k];
      }
      steepest = Math.max(steepest, features + this.#squares[i] * outputs);
    }
    const eta = Math.min(etaMax, c / steepest);
    if (trained === 'norm') this.#scaleNeurons(eta);
    else {
      for (let j = 0; j < m; j++) a[j] += eta * gradA[j];
      if (trained === 'both') for (let i = 0; i < v.length; i++) v[i] += eta * gradV[i];
    }
    this.time += eta;
    this.#fresh = false;
    return eta;
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
    for (let i = 0; i < n; i++) {
      const x = i * d;
      let output = 0;
      for (let j = 0; j < m; j++) {
        const row = j * d;
        let z = 0;
        for (let k = 0; k < d; k++) z += v[row + k] * inputs[x + k];
        this.#inner[i * m + j] = z;
        if (z > 0) output += a[j] * z;
      }
      this.#p[i] = labels[i] * output;
    }
    this.#fresh = true;
  }
}

/** Outputs f(x_i) on other points, length n. */
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
