/** The hand-written gradient against two outside truths: TensorFlow.js's own autodiff, and differences of the loss. */
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { activationNames } from '#engine/activations.ts';
import type { ActivationName, Engine, LossName, NetworkOptions } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { distance, networkOptions } from './networks.ts';

const lossNames: readonly LossName[] = ['logistic', 'hinge', 'square'];
const everything = { inner: true, outer: true, biases: true };

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

/** The activations as one would write them for autodiff, with the engine's default parameters. */
const activations: Record<ActivationName, (z: Tensor) => Tensor> = {
  relu: (z) => tf.relu(z),
  shiftedRelu: (z) => tf.relu(tf.sub(z, 0.5)),
  truncatedRelu: (z) => tf.clipByValue(z, 0, 1),
  tanh: (z) => tf.tanh(z),
  erf: (z) => tf.erf(tf.div(z, Math.SQRT2)),
  sine: (z) => tf.sin(tf.add(tf.mul(z, 1.2), 0.6)),
  silu: (z) => tf.mul(z, tf.sigmoid(z)),
  quadratic: (z) => tf.add(z, tf.mul(0.5, tf.sub(tf.square(z), 1))),
  abs: (z) => tf.abs(z),
  linear: (z) => z,
};

const losses: Record<LossName, (f: Tensor, y: Tensor) => Tensor> = {
  logistic: (f, y) => tf.softplus(tf.neg(tf.mul(y, f))),
  hinge: (f, y) => tf.relu(tf.sub(1, tf.mul(y, f))),
  square: (f, y) => tf.div(tf.square(tf.sub(f, y)), 2),
};

function autodiff(options: NetworkOptions, activation: ActivationName): readonly Float32Array[] {
  const { n, d } = options.points;
  const m = options.outer.length;
  const f32 = (values: ArrayLike<number>): Float32Array => Float32Array.from(values);
  return tf.tidy(() => {
    const x = tf.tensor2d(f32(options.points.inputs), [n, d]);
    const y = tf.tensor1d(f32(options.targets));
    const mean = (w: Tensor, a: Tensor, b: Tensor): Tensor => {
      const z = tf.add(tf.matMul(x, tf.transpose(w)), b);
      const f = tf.reshape(tf.matMul(activations[activation](z), tf.reshape(a, [m, 1])), [n]);
      return tf.mean(losses[options.loss](f, y));
    };
    const gradients = tf.grads((w: Tensor, a: Tensor, b: Tensor) => mean(w, a, b).asScalar());
    return gradients([
      tf.tensor2d(f32(options.inner), [m, d]),
      tf.tensor1d(f32(options.outer)),
      tf.tensor1d(f32(options.biases ?? [])),
    ]).map((gradient) => gradient.dataSync() as Float32Array);
  });
}

describe.each(lossNames)('loss %s', (loss) => {
  test.each(activationNames)('%s: both paths agree with autodiff', (activation) => {
    const options = networkOptions(activation, loss, everything);
    const [inner, outer, biases] = autodiff(options, activation);
    for (const path of ['tensor', 'loops'] as const) {
      const network = engine.network({ ...options, path });
      const ours = network.gradients();
      expect(distance(ours.inner, inner), `${path}, inner`).toBeLessThan(5e-6);
      expect(distance(ours.outer, outer), `${path}, outer`).toBeLessThan(5e-6);
      expect(distance(ours.biases, biases), `${path}, biases`).toBeLessThan(5e-6);
      network.dispose();
    }
  });

  test.each(activationNames)('%s: loops agree with differences of the loss', (activation) => {
    const options = networkOptions(activation, loss, everything, { n: 9, d: 3, m: 4 });
    const loss0 = (changed: Partial<NetworkOptions>): number =>
      engine.network({ ...options, ...changed, path: 'loops' }).loss();
    const gradients = engine.network({ ...options, path: 'loops' }).gradients();
    const h = 1e-6;
    for (const layer of ['inner', 'outer', 'biases'] as const) {
      const weights = Float64Array.from(options[layer] ?? []);
      const differences = weights.map((_, k) => {
        const up = weights.slice();
        const down = weights.slice();
        up[k] += h;
        down[k] -= h;
        return (loss0({ [layer]: up }) - loss0({ [layer]: down })) / (2 * h);
      });
      expect(distance(gradients[layer], differences), layer).toBeLessThan(1e-7);
    }
  });
});
