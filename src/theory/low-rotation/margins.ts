/**
 * Tangent margins of 2-XOR and other parities on the whole cube, of any small data set at infinite width, and of random
 * neurons (note 1.3, R6 and 3.7, derived).
 */
import type { Stream } from '#numbers/random.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import type { Labelled, Parity } from './data.ts';
import { hardMargin } from './hard-margin.ts';
import { bothOn, productOn, type Kernel } from './kernels.ts';

/** L2 margins; `both` is inner + outer with v ~ N(0, I/d). */
export interface TangentMargins {
  readonly inner: number;
  /** v ~ N(0, I). */
  readonly outer: number;
  readonly both: number;
}

/** Sums that vanish by symmetry come out as rounding errors below this. */
const ROUNDING = 1e-15;

/**
 * L2 margin of a kernel on the whole cube when the label is the product of `parity` coordinates: √μ with μ the kernel's
 * eigenvalue on such products, a Krawtchouk sum. Uniform weights of the points are optimal by symmetry.
 *
 * @param d from `parity` to about 1000
 */
export function parityMargin(d: number, parity: Parity, kernel: Kernel): number {
  let weight = 1;
  for (let k = 0; k < d; k++) weight /= 2;
  let sum = 0;
  for (let k = 0; k <= d; k++) {
    sum += weight * character(d, parity, k) * kernel(1 - (2 * k) / d);
    weight *= (d - k) / (k + 1);
  }
  return sum > ROUNDING ? Math.sqrt(sum) : 0;
}

/** Mean of a product of j coordinates over all sign vectors with k minuses: K_j(k)/C(d, j), by its recurrence in j. */
function character(d: number, j: number, k: number): number {
  let before = 0;
  let now = 1;
  for (let i = 0; i < j; i++) [before, now] = [now, ((d - 2 * k) * now - i * before) / (d - i)];
  return now;
}

/** Margins of points of any length at infinite width, by the kernels of the inner and of the outer layer. */
export function pointMargins(points: Labelled, tolerance = 1e-7): TangentMargins {
  const { n, d, inputs, labels } = points;
  const lengths = Float64Array.from({ length: n }, (_, i) => Math.sqrt(dot(inputs, i, i, d)));
  const inner = matrix(n, n);
  const outer = matrix(n, n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k <= i; k++) {
      const product = dot(inputs, i, k, d);
      const size = lengths[i] * lengths[k];
      const rho = i === k ? 1 : product / size;
      const sign = labels[i] * labels[k];
      const known = size > 0;
      inner.data[i * n + k] = inner.data[k * n + i] = known ? sign * product * bothOn(rho) : 0;
      outer.data[i * n + k] = outer.data[k * n + i] = known ? sign * size * productOn(rho) : 0;
    }
  return marginsOf(inner, outer, d, tolerance);
}

function marginsOf(inner: Matrix, outer: Matrix, d: number, tolerance: number): TangentMargins {
  const both = matrix(inner.rows, inner.rows);
  for (let i = 0; i < both.data.length; i++) both.data[i] = inner.data[i] + outer.data[i] / d;
  const margin = (gram: Matrix): number => Math.max(0, hardMargin(gram, tolerance, 50_000).lower);
  // Copied through an array. Without it, in about one process of thirty under V8 14.6, results of earlier calls took the
  // values of later ones (never with its compiler Maglev switched off): their fields seem to have shared memory.
  const values = Float64Array.of(margin(inner), margin(outer), margin(both));
  return { inner: values[0], outer: values[1], both: values[2] };
}

function dot(inputs: Float64Array, i: number, k: number, d: number): number {
  let sum = 0;
  for (let l = 0; l < d; l++) sum += inputs[i * d + l] * inputs[k * d + l];
  return sum;
}

/** Neurons between two pauses take about this many multiplications. */
const PIECE = 4e6;

/**
 * Margins of the tangent features of m random neurons, v ~ N(0, I) and a = 1, divided by √m. Neurons are drawn one by one,
 * so that more of them do not change the first.
 */
export function* neuronMargins(
  points: Labelled,
  source: Stream,
  m: number,
): Generator<number, TangentMargins, void> {
  const { n, d, inputs, labels } = points;
  const inner = matrix(n, n);
  const outer = matrix(n, n);
  const z = new Float64Array(n);
  const v = new Float64Array(d);
  const on = new Int32Array(n);
  const between = Math.max(1, Math.round(PIECE / (n * (d + n / 2))));
  for (let j = 0; j < m; j++) {
    if (j > 0 && j % between === 0) yield j / m;
    for (let k = 0; k < d; k++) v[k] = source.normal();
    let count = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += v[k] * inputs[i * d + k];
      z[i] = sum;
      if (sum > 0) on[count++] = i;
    }
    for (let p = 0; p < count; p++) {
      const row = on[p] * n;
      for (let q = 0; q <= p; q++) {
        inner.data[row + on[q]]++;
        outer.data[row + on[q]] += z[on[p]] * z[on[q]];
      }
    }
  }
  for (let i = 0; i < n; i++)
    for (let k = 0; k <= i; k++) {
      const sign = (labels[i] * labels[k]) / m;
      inner.data[i * n + k] *= sign * dot(inputs, i, k, d);
      outer.data[i * n + k] *= sign;
      inner.data[k * n + i] = inner.data[i * n + k];
      outer.data[k * n + i] = outer.data[i * n + k];
    }
  return marginsOf(inner, outer, d, 1e-6);
}

/** Margins on the whole cube of random neurons with all their mirror images. */
export interface MirroredMargins extends TangentMargins {
  /** With the pointwise norm in place of the mean square, of the inner layer and of the outer one with v ~ N(0, I). */
  readonly pointwiseInner: number;
  readonly pointwiseOuter: number;
}

/**
 * Margins of m random neurons, each with all mirror images by sign flips of coordinates, on a whole cube. The images make the
 * kernel invariant, so uniform weights are optimal, and every image gives the same: the margin is the root of the mean over
 * neurons of ‖E_x y φ(x)‖², and the pointwise one the mean of the norms.
 */
export function* mirroredMargins(
  cube: Labelled,
  source: Stream,
  m: number,
): Generator<number, MirroredMargins, void> {
  const { n, d, inputs, labels } = cube;
  const v = new Float64Array(d);
  const pull = new Float64Array(d);
  const sums = { inner: 0, outer: 0, pointwiseInner: 0, pointwiseOuter: 0 };
  const between = Math.max(1, Math.round(PIECE / (2 * n * d)));
  for (let j = 0; j < m; j++) {
    if (j > 0 && j % between === 0) yield j / m;
    for (let k = 0; k < d; k++) v[k] = source.normal();
    pull.fill(0);
    for (let i = 0; i < n; i++) {
      const x = i * d;
      let sum = 0;
      for (let k = 0; k < d; k++) sum += v[k] * inputs[x + k];
      if (sum > 0) for (let k = 0; k < d; k++) pull[k] += labels[i] * inputs[x + k];
    }
    let inner = 0;
    let outer = 0;
    for (let k = 0; k < d; k++) {
      const one = pull[k] / n;
      inner += one * one;
      // σ(z) = 1[z > 0] z, so the mean of yσ(⟨v, x⟩) is ⟨v, E y 1[⟨v, x⟩ > 0] x⟩.
      outer += one * v[k];
    }
    sums.inner += inner;
    sums.outer += outer * outer;
    sums.pointwiseInner += Math.sqrt(inner);
    sums.pointwiseOuter += Math.abs(outer);
  }
  const root = (sum: number): number => (sum / m > ROUNDING ? Math.sqrt(sum / m) : 0);
  return {
    inner: root(sums.inner),
    outer: root(sums.outer),
    both: root(sums.inner + sums.outer / d),
    pointwiseInner: sums.pointwiseInner / m,
    pointwiseOuter: sums.pointwiseOuter / m,
  };
}
