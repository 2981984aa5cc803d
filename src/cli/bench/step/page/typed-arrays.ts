/** Plain float64 loops over typed arrays, sums unrolled by four: what one writes without a library. */
import { rate, type Problem, type Runner } from '../contenders.ts';

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

export function typedArraysRunner({ n, d, m, x, y, w, a }: Problem): Runner {
  const inputs = Float64Array.from(x);
  const inner = Float64Array.from(w);
  const outer = Float64Array.from(a);
  const gInner = new Float64Array(m * d);
  const gOuter = new Float64Array(m);
  const z = new Float64Array(m);
  const step = (): void => {
    gInner.fill(0);
    gOuter.fill(0);
    for (let i = 0; i < n; i++) {
      let f = 0;
      for (let j = 0; j < m; j++) {
        z[j] = dot(inner, j * d, inputs, i * d, d);
        if (z[j] > 0) f += outer[j] * z[j];
      }
      const q = -y[i] / (1 + Math.exp(y[i] * f)) / n;
      for (let j = 0; j < m; j++) {
        if (z[j] <= 0) continue;
        gOuter[j] += q * z[j];
        const g = q * outer[j];
        for (let k = 0; k < d; k++) gInner[j * d + k] += g * inputs[i * d + k];
      }
    }
    for (let k = 0; k < inner.length; k++) inner[k] -= rate * gInner[k];
    for (let j = 0; j < m; j++) outer[j] -= rate * gOuter[j];
  };
  return {
    steps(count) {
      for (let k = 0; k < count; k++) step();
    },
    dispose: () => undefined,
  };
}
