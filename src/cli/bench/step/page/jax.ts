/** jax-js on its wasm backend: the gradient written by hand and compiled with `jit`, its fastest form. */
import { defaultDevice, init, jit, numpy as np } from '@jax-js/jax';
import { rate, type Problem, type Runner } from '../contenders.ts';

export async function jaxRunner({ n, d, m, x, y, w, a }: Problem): Promise<Runner> {
  await init('wasm');
  defaultDevice('wasm');
  const inputs = np.array(x).reshape([n, d]);
  const transposed = np.array(transpose(x, n, d)).reshape([d, n]);
  const targets = np.array(y).reshape([n, 1]);
  const step = jit(
    (v: np.Array, b: np.Array, xs: np.Array, xt: np.Array, ys: np.Array): [np.Array, np.Array] => {
      const z = np.matmul(xs, v.ref);
      const hidden = np.maximum(z.ref, 0);
      const f = np.matmul(hidden.ref, b.ref.reshape([m, 1]));
      // −y/(1 + e^{yf})/n
      const q = ys.ref.mul(-1 / n).div(np.exp(ys.mul(f)).add(1));
      const back = np.where(z.greater(0), q.ref.mul(b.ref), 0);
      const gOuter = np.matmul(q.reshape([1, n]), hidden);
      return [v.sub(np.matmul(xt, back).mul(rate)), b.sub(gOuter.mul(rate))];
    },
  );
  let inner = np.array(transpose(w, m, d)).reshape([d, m]);
  let outer = np.array(a.slice()).reshape([1, m]);
  return {
    async steps(count) {
      for (let k = 0; k < count; k++) {
        [inner, outer] = step(inner, outer, inputs.ref, transposed.ref, targets.ref);
      }
      await inner.blockUntilReady();
      await outer.blockUntilReady();
    },
    dispose() {
      for (const array of [inputs, transposed, targets, inner, outer]) array.dispose();
      step.dispose();
    },
  };
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
}
