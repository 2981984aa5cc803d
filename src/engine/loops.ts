/**
 * The two-layer network in plain float64 loops: the path for small networks, where a tensor library's cost of a
 * call exceeds the arithmetic, and the path for experiments that need float64.
 */
import { scalarActivation } from './activations.ts';
import type { Dataset, Gradients, Network, Points } from './engine.ts';
import { losses, meanLoss } from './losses.ts';
import { checkBatch } from './prepare.ts';
import type { Prepared } from './prepare.ts';

/** Rows of a data set as float64, made by the engine that owns the data set. */
export type RowsOf = (on: Dataset) => Points;

function dot(a: Float64Array, from: number, b: Float64Array, start: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[from + k] * b[start + k];
    s1 += a[from + k + 1] * b[start + k + 1];
    s2 += a[from + k + 2] * b[start + k + 2];
    s3 += a[from + k + 3] * b[start + k + 3];
  }
  for (; k < length; k++) s0 += a[from + k] * b[start + k];
  return s0 + s1 + (s2 + s3);
}

export class LoopsNetwork implements Network {
  readonly path = 'loops';
  readonly m: number;
  readonly d: number;
  readonly #p: Prepared;
  readonly #x: Float64Array;
  readonly #rowsOf: RowsOf;
  readonly #value: (z: number) => number;
  readonly #slope: (z: number) => number;
  readonly #z: Float64Array;
  readonly #gradients: Gradients;
  readonly #everyRow: Int32Array;

  constructor(prepared: Prepared, rowsOf: RowsOf) {
    const { n, d, m } = prepared;
    this.m = m;
    this.d = d;
    this.#p = prepared;
    this.#x = Float64Array.from(prepared.points.inputs);
    this.#rowsOf = rowsOf;
    ({ value: this.#value, slope: this.#slope } = scalarActivation(prepared.activation));
    this.#z = new Float64Array(m);
    this.#gradients = {
      inner: new Float64Array(m * d),
      outer: new Float64Array(m),
      biases: new Float64Array(m),
    };
    this.#everyRow = Int32Array.from({ length: n }, (_, i) => i);
  }

  step(rate: number, decay = 0): void {
    this.#backward(this.#everyRow, this.#p.trained);
    this.#move(rate, decay);
  }

  batchStep(rate: number, batch: Int32Array, decay = 0): void {
    checkBatch(batch, this.#p.n);
    this.#backward(batch, this.#p.trained);
    this.#move(rate, decay);
  }

  gradients(): Gradients {
    this.#backward(this.#everyRow, { inner: true, outer: true, biases: this.#p.biased });
    const { inner, outer, biases } = this.#gradients;
    return { inner: inner.slice(), outer: outer.slice(), biases: biases.slice() };
  }

  loss(): number {
    return meanLoss(this.#p.loss, this.outputs(), this.#p.targets);
  }

  outputs(on?: Dataset): Float64Array {
    const [x, n] = this.#rows(on);
    return Float64Array.from({ length: n }, (_, i) => this.#forward(x, i));
  }

  hidden(on?: Dataset): Float64Array {
    const [x, n] = this.#rows(on);
    const hidden = new Float64Array(n * this.m);
    for (let i = 0; i < n; i++) {
      this.#forward(x, i);
      for (let j = 0; j < this.m; j++) hidden[i * this.m + j] = this.#value(this.#z[j]);
    }
    return hidden;
  }

  inner(): Float64Array {
    return this.#p.inner.slice();
  }

  outer(): Float64Array {
    return this.#p.outer.slice();
  }

  biases(): Float64Array {
    return this.#p.biases.slice();
  }

  dispose(): void {
    // Plain arrays: the garbage collector's.
  }

  #rows(on: Dataset | undefined): [Float64Array, number] {
    if (on === undefined) return [this.#x, this.#p.n];
    const { inputs, n } = this.#rowsOf(on);
    return [inputs instanceof Float64Array ? inputs : Float64Array.from(inputs), n];
  }

  /** Output on row i of x; leaves the pre-activations in #z. */
  #forward(x: Float64Array, i: number): number {
    const { inner, outer, biases } = this.#p;
    const { m, d } = this;
    const z = this.#z;
    const value = this.#value;
    let f = 0;
    for (let j = 0; j < m; j++) {
      z[j] = dot(inner, j * d, x, i * d, d) + biases[j];
      f += outer[j] * value(z[j]);
    }
    return f;
  }

  /** Gradient of the mean loss over the rows, of the wanted layers, into #gradients. */
  #backward(rows: Int32Array, wanted: Prepared['trained']): void {
    const { outer, targets, loss } = this.#p;
    const { m, d } = this;
    const x = this.#x;
    const z = this.#z;
    const { inner: gInner, outer: gOuter, biases: gBiases } = this.#gradients;
    const lossSlope = losses[loss].slope;
    const value = this.#value;
    const slope = this.#slope;
    gInner.fill(0);
    gOuter.fill(0);
    gBiases.fill(0);
    for (const i of rows) {
      const q = lossSlope(this.#forward(x, i), targets[i]) / rows.length;
      if (q === 0) continue;
      for (let j = 0; j < m; j++) {
        if (wanted.outer) gOuter[j] += q * value(z[j]);
        const g = q * outer[j] * slope(z[j]);
        if (g === 0) continue;
        if (wanted.biases) gBiases[j] += g;
        if (!wanted.inner) continue;
        const to = j * d;
        const from = i * d;
        for (let k = 0; k < d; k++) gInner[to + k] += g * x[from + k];
      }
    }
  }

  #move(rate: number, decay: number): void {
    const { trained } = this.#p;
    const keep = 1 - rate * decay;
    for (const layer of ['inner', 'outer', 'biases'] as const) {
      if (!trained[layer]) continue;
      const weights = this.#p[layer];
      const gradient = this.#gradients[layer];
      for (let k = 0; k < weights.length; k++) weights[k] = keep * weights[k] - rate * gradient[k];
    }
  }
}
