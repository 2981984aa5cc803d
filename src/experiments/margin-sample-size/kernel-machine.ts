/** The hard-margin machine of the infinitely wide network's tangent kernel, without bias. */
import { matrix } from '#numbers/linalg/matrix.ts';
import type { Labelled } from '#theory/low-rotation/data.ts';
import { hardMargin } from '#theory/low-rotation/hard-margin.ts';
import { bothKernel, type Kernel } from '#theory/low-rotation/kernels.ts';

/** Relative to γ²; test errors do not change below it. */
const TOLERANCE = 2e-3;

/** Kernels that are computed between two pauses. */
const BETWEEN = 200_000;

/** Both layers, v ~ N(0, I/d). Pauses now and then; returns the share of wrong signs and the margin γ on the sample. */
export function* kernelMachine(
  points: Labelled,
  test: Labelled,
): Generator<void, { readonly error: number; readonly margin: number }, void> {
  const { n, d, labels } = points;
  const kernel = tabulated(bothKernel(d), d);
  const gram = matrix(n, n);
  let computed = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++)
      gram.data[i * n + j] = gram.data[j * n + i] = labels[i] * labels[j] * kernel(points, i, points, j);
    computed += i;
    if (computed < BETWEEN) continue;
    computed = 0;
    yield;
  }
  const { weights, lower } = hardMargin(gram, TOLERANCE);
  yield;
  let wrong = 0;
  for (let i = 0; i < test.n; i++) {
    let output = 0;
    for (let j = 0; j < n; j++)
      if (weights[j] > 0) output += weights[j] * labels[j] * kernel(points, j, test, i);
    if (!(output * test.labels[i] > 0)) wrong++;
    computed += n;
    if (computed < BETWEEN) continue;
    computed = 0;
    yield;
  }
  return { error: wrong / test.n, margin: lower };
}

/** On the cube a product takes d + 1 values: one kernel value for each number of coordinates that differ. */
function tabulated(kernel: Kernel, d: number) {
  const values = Float64Array.from({ length: d + 1 }, (_, k) => kernel(1 - (2 * k) / d));
  return (one: Labelled, i: number, other: Labelled, j: number): number => {
    let differ = 0;
    for (let k = 0; k < d; k++) if (one.inputs[i * d + k] * other.inputs[j * d + k] < 0) differ++;
    return values[differ];
  };
}
