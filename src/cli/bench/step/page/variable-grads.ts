/** TensorFlow.js as shipped: `tf.variableGrads` on the current backend. */
import * as tf from '@tensorflow/tfjs';
import { rate, type Problem, type Runner } from '../contenders.ts';

export function variableGradsRunner({ n, d, m, x, y, w, a }: Problem): Runner {
  const inputs = tf.tensor2d(x, [n, d]);
  const targets = tf.tensor2d(y, [n, 1]);
  const inner = tf.variable(tf.tidy(() => tf.transpose(tf.tensor2d(w, [m, d]))));
  const outer = tf.variable(tf.tensor2d(a, [m, 1]));
  const loss = (): tf.Scalar =>
    tf
      .softplus(tf.neg(tf.mul(targets, tf.matMul(tf.relu(tf.matMul(inputs, inner)), outer))))
      .mean()
      .asScalar();
  const step = (): void => {
    const { value, grads } = tf.variableGrads(loss, [inner, outer]);
    for (const variable of [inner, outer]) {
      const gradient = grads[variable.name];
      tf.tidy(() => {
        variable.assign(tf.sub(variable, tf.mul(gradient, rate)));
      });
      gradient.dispose();
    }
    value.dispose();
  };
  return {
    steps(count) {
      for (let k = 0; k < count; k++) step();
      outer.dataSync();
    },
    dispose() {
      for (const tensor of [inputs, targets, inner, outer]) tensor.dispose();
    },
  };
}
