/**
 * The two-layer network on a TensorFlow.js backend, with its gradient written out by hand:
 *
 *   Z = X V + b,  H = φ(Z),  f = H a,  q_i = ℓ′(f_i, y_i)/n,  G = (q aᵀ) ⊙ φ′(Z),
 *   ∇V = Xᵀ G,  ∇b = 1ᵀ G,  ∇a = Hᵀ q.
 *
 * V (d × m) is the transpose of the inner weights and Xᵀ is kept beside X, because TensorFlow.js multiplies fast
 * only without transpose flags and batch axes. The n slopes q are computed in float64. Every step frees all that
 * it allocates.
 *
 * Several networks side by side are one wide V, so the products are wide as well. Outputs and slopes are each network's
 * own: row i of Z, with the neurons of g networks one after another, is read as g rows, one a network, without copying.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Dataset, Gradients, Network } from './engine.ts';
import { meanLoss, writeSlopes } from './losses.ts';
import { checkBatch } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { activate, activationSlope } from './tensor-activations.ts';
import type { Base, Layer, TensorOperations } from './tensor-operations.ts';

/** The tensor of a data set, n × d, made by the engine that owns the data set. */
export type TensorOf = (on: Dataset) => Tensor2D;

/** Points and targets of one step. */
interface Sample {
  readonly x: Tensor2D;
  /** d × n; null where the inner weights stay. */
  readonly xTransposed: Tensor2D | null;
  /** One for each point and network, a point's together. */
  readonly targets: Float64Array;
}

/** Something for V (d × m), a (1 × m) and b (1 × m); null where there is nothing. */
interface Layers<T> {
  readonly inner: T | null;
  readonly outer: T | null;
  readonly biases: T | null;
}

const nothing = { inner: null, outer: null, biases: null };

export class TensorNetwork implements Network {
  readonly path = 'tensor';
  readonly m: number;
  readonly d: number;
  readonly #p: Prepared;
  readonly #tensorOf: TensorOf;
  readonly #operations: TensorOperations;
  readonly #sample: Sample;
  /** V, d × m. */
  #inner: Tensor2D;
  /** 1 × m / networks. */
  #outer: Tensor2D;
  /** 1 × m. */
  #biases: Tensor2D | null;

  constructor(prepared: Prepared, tensorOf: TensorOf, operations: TensorOperations) {
    const { n, d, m } = prepared;
    this.m = m;
    this.d = d;
    this.#p = prepared;
    this.#tensorOf = tensorOf;
    this.#operations = operations;
    const x = tf.tensor2d(Float32Array.from(prepared.points.inputs), [n, d]);
    const xTransposed = prepared.trained.inner ? tf.transpose(x) : null;
    this.#sample = { x, xTransposed, targets: forEach(prepared.networks, prepared.targets) };
    this.#inner = tf.tidy(() => tf.transpose(tf.tensor2d(Float32Array.from(prepared.inner), [m, d])));
    this.#outer = tf.tensor2d(Float32Array.from(prepared.outer), [1, prepared.outer.length]);
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
      const g = this.#backward(sample, { inner: true, outer: true, biases: this.#p.biased }, 1, nothing);
      return { ...g, inner: g.inner === null ? null : tf.transpose(g.inner) };
    });
    const gradients = {
      inner: inner === null ? new Float64Array(m * d) : Float64Array.from(inner.dataSync()),
      outer: outer === null ? new Float64Array(this.#outer.size) : Float64Array.from(outer.dataSync()),
      biases: biases === null ? new Float64Array(m) : Float64Array.from(biases.dataSync()),
    };
    for (const tensor of [inner, outer, biases]) tensor?.dispose();
    return gradients;
  }

  loss(): number {
    return meanLoss(this.#p.loss, this.outputs(), this.#sample.targets);
  }

  outputs(on?: Dataset): Float64Array {
    return Float64Array.from(
      tf.tidy(() => this.#operations.outputs(this.#apart(this.#layerOn(on)), this.#outer).dataSync()),
    );
  }

  hidden(on?: Dataset): Float64Array {
    return read(() => {
      const { values, rectify } = this.#layerOn(on);
      return rectify ? tf.relu(values) : values;
    });
  }

  inner(): Float64Array {
    return read(() => tf.transpose(this.#inner));
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
      targets: forEach(
        this.#p.networks,
        Float64Array.from(batch, (row) => this.#p.targets[row]),
      ),
    };
  }

  #layerOn(on: Dataset | undefined): Layer {
    return this.#layer(this.#preactivations(on === undefined ? this.#sample.x : this.#tensorOf(on)));
  }

  #preactivations(x: Tensor2D): Tensor2D {
    const base = this.#biases === null ? null : { weights: this.#biases, keep: 1 };
    return this.#operations.product(x, this.#inner, base);
  }

  #layer(z: Tensor2D): Layer {
    const { activation } = this.#p;
    // A plain ReLU is left to the operations that read the layer, which saves a pass over n × m numbers.
    const rectify = activation.name === 'relu' && activation.centre === 0;
    return { values: rectify ? z : activate(z, activation), rectify };
  }

  /** n × m as (n · networks) × (m / networks): one row for each point and network. */
  #split(values: Tensor2D): Tensor2D {
    const { networks } = this.#p;
    if (networks === 1) return values;
    const [n, m] = values.shape;
    return tf.reshape(values, [n * networks, m / networks]);
  }

  #apart({ values, rectify }: Layer): Layer {
    return { values: this.#split(values), rectify };
  }

  #stepOn(sample: () => Sample, rate: number, decay: number): void {
    const keep = 1 - rate * decay;
    const moved = tidily(() =>
      this.#backward(sample(), this.#p.trained, -rate, {
        inner: { weights: this.#inner, keep },
        outer: { weights: this.#outer, keep },
        biases: this.#biases === null ? null : { weights: this.#biases, keep },
      }),
    );
    this.#inner = replace(this.#inner, moved.inner);
    this.#outer = replace(this.#outer, moved.outer);
    if (this.#biases !== null) this.#biases = replace(this.#biases, moved.biases);
  }

  /**
   * `scale` times the gradient of the wanted layers, added to `onto`. The scale goes into the n slopes, so that a
   * step of gradient descent is one product that starts from the old weights.
   */
  #backward(
    { x, xTransposed, targets }: Sample,
    wanted: Prepared['trained'],
    scale: number,
    onto: Layers<Base>,
  ): Layers<Tensor2D> {
    const { activation, loss } = this.#p;
    const n = x.shape[0];
    const rows = targets.length;
    const z = this.#preactivations(x);
    const layer = this.#apart(this.#layer(z));
    const scaled = new Float32Array(rows);
    writeSlopes(loss, this.#operations.outputs(layer, this.#outer).dataSync(), targets, scale / n, scaled);
    const slopes = tf.tensor2d(scaled, [rows, 1]);
    const outer = wanted.outer ? this.#operations.sums(slopes, layer, onto.outer) : null;
    if (!wanted.inner && !wanted.biases) return { inner: null, outer, biases: null };
    const slope = layer.rectify ? null : activationSlope(z, activation);
    const split = this.#operations.back(
      slopes,
      this.#outer,
      layer,
      slope === null ? null : this.#split(slope),
    );
    const back: Tensor2D = this.#p.networks === 1 ? split : tf.reshape(split, [n, this.m]);
    const everyRow = { values: back, rectify: false };
    return {
      inner:
        wanted.inner && xTransposed !== null ? this.#operations.product(xTransposed, back, onto.inner) : null,
      outer,
      biases: wanted.biases ? this.#operations.sums(tf.ones([n, 1]), everyRow, onto.biases) : null,
    };
  }
}

/** Each value as often as there are networks. */
function forEach(networks: number, values: Float64Array): Float64Array {
  if (networks === 1) return values;
  return Float64Array.from(
    { length: values.length * networks },
    (_, index) => values[Math.floor(index / networks)],
  );
}

function replace(old: Tensor2D, next: Tensor2D | null): Tensor2D {
  if (next === null) return old;
  old.dispose();
  return next;
}

/** The values of a tensor. They must not be what tf.tidy returns: it would look for tensors among a million numbers. */
function read(compute: () => tf.Tensor): Float64Array {
  let values: ArrayLike<number> = [];
  tf.tidy(() => {
    values = compute().dataSync();
  });
  return Float64Array.from(values);
}

/** tf.tidy for a result that may lack some layers. */
function tidily(compute: () => Layers<Tensor2D>): Layers<Tensor2D> {
  let result: Layers<Tensor2D> = nothing;
  tf.tidy(() => {
    result = compute();
    return Object.values(result).filter((tensor) => tensor !== null);
  });
  return result;
}
