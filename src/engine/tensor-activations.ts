/** The activations as tensors: the same definitions as activations.ts, in float32 on the backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation } from './activations.ts';

const sineArgument = (z: Tensor2D, { w, p }: Activation): Tensor2D => tf.add(tf.mul(z, w), p);

function uncentred(z: Tensor2D, activation: Activation): Tensor2D {
  switch (activation.name) {
    case 'relu':
      return tf.relu(z);
    case 'shiftedRelu':
      return tf.relu(tf.sub<Tensor2D>(z, activation.theta));
    case 'truncatedRelu':
      return tf.clipByValue(z, 0, 1);
    case 'tanh':
      return tf.tanh(z);
    case 'erf':
      return tf.erf(tf.mul<Tensor2D>(z, Math.SQRT1_2));
    case 'sine':
      return tf.sin(sineArgument(z, activation));
    case 'silu':
      return tf.mul(z, tf.sigmoid(z));
    case 'quadratic':
      return tf.add(z, tf.mul(tf.sub(tf.square(z), 1), activation.curvature));
    case 'abs':
      return tf.abs(z);
    case 'linear':
      return tf.clone(z);
  }
}

/** φ(z), same shape. */
export function activate(z: Tensor2D, activation: Activation): Tensor2D {
  const value = uncentred(z, activation);
  return activation.centre === 0 ? value : tf.sub(value, activation.centre);
}

/** φ′(z), same shape; null where it is 1 everywhere. */
export function activationSlope(z: Tensor2D, activation: Activation): Tensor2D | null {
  switch (activation.name) {
    case 'relu':
      return tf.step(z);
    case 'shiftedRelu':
      return tf.step(tf.sub<Tensor2D>(z, activation.theta));
    case 'truncatedRelu':
      return tf.sub(tf.step(z), tf.step(tf.sub<Tensor2D>(z, 1)));
    case 'tanh':
      return tf.sub(1, tf.square(tf.tanh(z)));
    case 'erf':
      return tf.mul(tf.exp(tf.mul(tf.square(z), -0.5)), Math.sqrt(2 / Math.PI));
    case 'sine':
      return tf.mul(tf.cos(sineArgument(z, activation)), activation.w);
    case 'silu': {
      const s = tf.sigmoid(z);
      return tf.mul(s, tf.add(tf.mul(z, tf.sub(1, s)), 1));
    }
    case 'quadratic':
      return tf.add(tf.mul(z, 2 * activation.curvature), 1);
    case 'abs':
      return tf.sign(z);
    case 'linear':
      return null;
  }
}
