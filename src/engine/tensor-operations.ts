/**
 * The four heavy operations of a gradient step on tensors, behind one interface: from TensorFlow.js's own
 * operations (any backend), or from our kernels on its wasm backend (kernels/operations.ts).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/** Hidden layer, n × m: `values` itself, or its positive part where `rectify` is set. */
export interface Layer {
  readonly values: Tensor2D;
  readonly rectify: boolean;
}

/** Weights to which a gradient is added: keep · weights. A single row is added to every row. */
export interface Base {
  readonly weights: Tensor2D;
  readonly keep: number;
}

export interface TensorOperations {
  /** Names where the numbers came from. */
  readonly kernel: string;
  /** [base +] a b, for a of r × k and b of k × c. */
  product(a: Tensor2D, b: Tensor2D, base: Base | null): Tensor2D;
  /** Outputs, n × 1, of a layer with outer weights 1 × m. */
  outputs(layer: Layer, outer: Tensor2D): Tensor2D;
  /** [base +] qᵀ H, 1 × m, for slopes q of n × 1. */
  sums(slopes: Tensor2D, layer: Layer, base: Base | null): Tensor2D;
  /**
   * Back through the activation, n × m: q_i a_j times φ′. For a rectified layer φ′ follows from the values; else
   * `slope` holds it, or is null where it is 1.
   */
  back(slopes: Tensor2D, outer: Tensor2D, layer: Layer, slope: Tensor2D | null): Tensor2D;
}

function addTo(base: Base | null, change: Tensor2D): Tensor2D {
  if (base === null) return change;
  return tf.add(base.keep === 1 ? base.weights : tf.mul(base.weights, base.keep), change);
}

const hidden = ({ values, rectify }: Layer): Tensor2D => (rectify ? tf.relu(values) : values);

/** From TensorFlow.js's own operations. */
export function stockOperations(kernel: string): TensorOperations {
  return {
    kernel,
    product: (a, b, base) => addTo(base, tf.matMul(a, b)),
    outputs: (layer, outer) => tf.matMul(hidden(layer), tf.reshape(outer, [outer.size, 1])),
    sums: (slopes, layer, base) =>
      addTo(base, tf.matMul(tf.reshape(slopes, [1, slopes.size]), hidden(layer))),
    back(slopes, outer, { values, rectify }, slope) {
      // Broadcasting, not a product of matrices: the wasm backend keeps packed right-hand operands by tensor,
      // whatever their shape, and the outer weights are one already, as a column.
      const signal: Tensor2D = tf.mul(slopes, outer);
      const factor = rectify ? tf.step<Tensor2D>(values) : slope;
      return factor === null ? signal : tf.mul(signal, factor);
    },
  };
}
