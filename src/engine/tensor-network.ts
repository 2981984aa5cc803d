/**
 * The two-layer network on a TensorFlow.js backend, with its gradient written out by hand:
 *
 *   Z = X V + b,  H = φ(Z),  f = H a,  q_i = ℓ′(f_i, y_i)/n,  G = (q aᵀ) ⊙ φ′(Z),
 *   ∇V = Xᵀ G,  ∇b = 1ᵀ G,  ∇a = Hᵀ q.
 *
 * V (d × m) is the transpose of the inner weights and Xᵀ is kept beside X, because TensorFlow.js multiplies fast
 * only without transpose flags and batch axes. Every step frees all that it allocates.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Dataset, Gradients, Network } from './engine.ts';
import { meanLoss, writeSlopes } from './losses.ts';
import { checkBatch } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { activate, activationSlope } from './tensor-activations.ts';

/** The tensor of a data set, n × d, made by the engine that owns the data set. */
export type TensorOf = (on: Dataset) => Tensor2D;

/** Points and targets of one step. */
interface Sample {
  readonly x: Tensor2D;
  /** d × n; null where the inner weights stay. */
  readonly xTransposed: Tensor2D | null;
  readonly targets: Float64Array;
}

/** ∇V (d × m), ∇a (1 × m), ∇b (1 × m); null where not wanted. */
interface TensorGradients {
  readonly inner: Tensor2D | null;
  readonly outer: Tensor2D | null;
  readonly biases: Tensor2D | null;
}

export class TensorNetwork implements Network {
  readonly path = 'tensor';
  readonly m: number;
  readonly d: number;
  readonly #p: Prepared;
  readonly #tensorOf: TensorOf;
  readonly #sample: Sample;
  /** V, d × m. */
  #inner: Tensor2D;
  /** 1 × m each. */
  #outer: Tensor2D;
  #biases: Tensor2D | null;

  constructor(prepared: Prepared, tensorOf: TensorOf) {
    const { n, d, m } = prepared;
    this.m = m;
    this.d = d;
    this.#p = prepared;
    this.#tensorOf = tensorOf;
    const x = tf.tensor2d(Float32Array.from(prepared.points.inputs), [n, d]);
    const xTransposed = prepared.trained.inner ? tf.transpose(x) : null;
    this.#sample = { x, xTransposed, targets: prepared.targets };
    this.#inner = tf.tidy(() => tf.transpose(tf.tensor2d(Float32Array.from(prepared.inner), [m, d])));
    this.#outer = tf.tensor2d(Float32Array.from(prepared.outer), [1, m]);
    this.#biases = prepared.biased ? tf.tensor2d(Float32Array.from(prepared.biases), [1, m]) : null;
  }

  step(rate: number, decay = 0): void {
    this.#stepOn(() => this.#sample, rate, decay);
  }

  batchStep(rate: number, batch: Int32Array, decay = 0): void {
    checkBatch(batch, this.#p.n);
    this.#stepOn(() => this.#rows(batch), rate, decay);
  }

  gradients(): Gradients {
    const { d, m } = this;
    const { inner, outer, biases } = tidily(() => {
      const { x, xTransposed, targets } = this.#sample;
      const sample = { x, targets, xTransposed: xTransposed ?? tf.transpose(x) };
      const g = this.#backward(sample, { inner: true, outer: true, biases: this.#p.biased });
      return { ...g, inner: g.inner === null ? null : tf.transpose(g.inner) };
    });
    const gradients = {
      inner: inner === null ? new Float64Array(m * d) : Float64Array.from(inner.dataSync()),
      outer: outer === null ? new Float64Array(m) : Float64Array.from(outer.dataSync()),
      biases: biases === null ? new Float64Array(m) : Float64Array.from(biases.dataSync()),
    };
    for (const tensor of [inner, outer, biases]) tensor?.dispose();
    return gradients;
  }

  loss(): number {
    return meanLoss(this.#p.loss, this.outputs(), this.#p.targets);
  }

  outputs(on?: Dataset): Float64Array {
    return Float64Array.from(tf.tidy(() => this.#outputs(this.#hidden(this.#preactivations(on))).dataSync()));
  }

  hidden(on?: Dataset): Float64Array {
    return Float64Array.from(tf.tidy(() => this.#hidden(this.#preactivations(on)).dataSync()));
  }

  inner(): Float64Array {
    return Float64Array.from(tf.tidy(() => tf.transpose(this.#inner).dataSync()));
  }

  outer(): Float64Array {
    return Float64Array.from(this.#outer.dataSync());
  }

  biases(): Float64Array {
    return this.#biases === null ? new Float64Array(this.m) : Float64Array.from(this.#biases.dataSync());
  }

  dispose(): void {
    const { x, xTransposed } = this.#sample;
    for (const tensor of [x, xTransposed, this.#inner, this.#outer, this.#biases]) tensor?.dispose();
  }

  #rows(batch: Int32Array): Sample {
    const x = tf.gather(this.#sample.x, tf.tensor1d(batch, 'int32'));
    return {
      x,
      xTransposed: this.#p.trained.inner ? tf.transpose(x) : null,
      targets: Float64Array.from(batch, (row) => this.#p.targets[row]),
    };
  }

  #preactivations(on: Dataset | undefined): Tensor2D {
    return this.#affine(on === undefined ? this.#sample.x : this.#tensorOf(on));
  }

  #affine(x: Tensor2D): Tensor2D {
    const z: Tensor2D = tf.matMul(x, this.#inner);
    return this.#biases === null ? z : tf.add(z, this.#biases);
  }

  #hidden(z: Tensor2D): Tensor2D {
    return activate(z, this.#p.activation);
  }

  #outputs(hidden: Tensor2D): Tensor2D {
    return tf.matMul(hidden, tf.reshape(this.#outer, [this.m, 1]));
  }

  #stepOn(sample: () => Sample, rate: number, decay: number): void {
    const { trained } = this.#p;
    const moved = tidily(() => {
      const g = this.#backward(sample(), trained);
      const move = (weights: Tensor2D, gradient: Tensor2D | null): Tensor2D | null =>
        gradient === null
          ? null
          : tf.sub(decay === 0 ? weights : tf.mul(weights, 1 - rate * decay), tf.mul(gradient, rate));
      return {
        inner: move(this.#inner, g.inner),
        outer: move(this.#outer, g.outer),
        biases: this.#biases === null ? null : move(this.#biases, g.biases),
      };
    });
    this.#inner = replace(this.#inner, moved.inner);
    this.#outer = replace(this.#outer, moved.outer);
    if (this.#biases !== null) this.#biases = replace(this.#biases, moved.biases);
  }

  #backward({ x, xTransposed, targets }: Sample, wanted: Prepared['trained']): TensorGradients {
    const { activation, loss } = this.#p;
    const n = targets.length;
    const z = this.#affine(x);
    const hidden = this.#hidden(z);
    const slopes = new Float32Array(n);
    writeSlopes(loss, this.#outputs(hidden).dataSync(), targets, 1 / n, slopes);
    const outer: Tensor2D | null = wanted.outer ? tf.matMul(tf.tensor2d(slopes, [1, n]), hidden) : null;
    if (!wanted.inner && !wanted.biases) return { inner: null, outer, biases: null };
    // Not a product of matrices: the wasm backend keeps packed right-hand operands by tensor, whatever their shape,
    // and the outer weights are one already, as a column.
    const signal: Tensor2D = tf.mul(tf.tensor2d(slopes, [n, 1]), this.#outer);
    const slope = activationSlope(z, activation);
    const back = slope === null ? signal : tf.mul<Tensor2D>(signal, slope);
    return {
      inner: wanted.inner && xTransposed !== null ? tf.matMul(xTransposed, back) : null,
      outer,
      biases: wanted.biases ? tf.sum(back, 0, true) : null,
    };
  }
}

function replace(old: Tensor2D, next: Tensor2D | null): Tensor2D {
  if (next === null) return old;
  old.dispose();
  return next;
}

/** tf.tidy for a result that may lack some layers. */
function tidily(compute: () => TensorGradients): TensorGradients {
  let result: TensorGradients = { inner: null, outer: null, biases: null };
  tf.tidy(() => {
    result = compute();
    return Object.values(result).filter((tensor) => tensor !== null);
  });
  return result;
}
