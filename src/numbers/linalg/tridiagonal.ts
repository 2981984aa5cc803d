/** Householder's reduction of a symmetric matrix to tridiagonal form. */
import { dotAt } from './dot-products.ts';
import { identity, type Matrix } from './matrix.ts';

/** A symmetric tridiagonal matrix. */
export interface Tridiagonal {
  /** The n diagonal entries. */
  diagonal: Float64Array;
  /** The n − 1 entries beside it: (i, i + 1) at i. */
  beside: Float64Array;
}

/** Q T Qᵀ = A as far as the reduction goes: T, and what is needed to form Q. */
export interface Reduction extends Tridiagonal {
  /** Row i holds the vector u of the reflection I − u uᵀ/h of the first i coordinates, h = `halves[i]`. */
  reflectors: Matrix;
  halves: Float64Array;
}

/**
 * Reduces a symmetric matrix; only its lower triangle is read, and it is overwritten by the reflectors.
 *
 * Row i = n − 1 … 1 is reflected to its last entry. The rank-two update that a reflection asks for is put off and
 * merged with the product that the next one needs, so that each step passes over the matrix once and not twice.
 */
export function tridiagonalise(a: Matrix): Reduction {
  const n = a.rows;
  const { data } = a;
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(Math.max(0, n - 1));
  const halves = new Float64Array(n);
  // The update still to be made: A −= u qᵀ + q uᵀ.
  let u = new Float64Array(n);
  let q = new Float64Array(n);
  let next = new Float64Array(n);
  let product = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    const start = i * n;
    for (let j = 0; j <= i; j++) data[start + j] -= u[i] * q[j] + q[i] * u[j];
    diagonal[i] = data[start + i];
    if (i === 0) break;
    const half = reflector(data, start, i);
    next.set(data.subarray(start, start + i));
    halves[i] = half;
    beside[i - 1] = half === 0 ? next[i - 1] : reflectedEntry(data, start, i);
    if (half === 0) next.fill(0, 0, i);
    product.fill(0, 0, i);
    updateAndMultiply(data, n, i, u, q, next, product);
    if (half !== 0) {
      for (let j = 0; j < i; j++) product[j] /= half;
      const shift = dotAt(next, 0, product, 0, i) / (2 * half);
      for (let j = 0; j < i; j++) product[j] -= shift * next[j];
    }
    [u, q, next, product] = [next, product, u, q];
  }
  return { diagonal, beside, reflectors: a, halves };
}

/**
 * Turns the `count` entries at `start` into the vector u of a reflection that leaves only the last of them non-zero;
 * returns h = ‖u‖²/2, or 0 where nothing has to be done.
 */
function reflector(data: Float64Array, start: number, count: number): number {
  const last = start + count - 1;
  const rest = dotAt(data, start, data, start, count - 1);
  if (rest === 0) return 0;
  const length = Math.sqrt(rest + data[last] * data[last]);
  // The sign that avoids cancellation.
  const sign = data[last] < 0 ? -1 : 1;
  const half = length * (length + Math.abs(data[last]));
  data[last] += sign * length;
  return half;
}

/** The entry that the reflection with vector u leaves: u_last = entry + sign·length, and ‖u‖² = 2·length·|u_last|. */
function reflectedEntry(data: Float64Array, start: number, count: number): number {
  const last = data[start + count - 1];
  return -dotAt(data, start, data, start, count) / (2 * last);
}

/** One pass over the first `count` rows of the lower triangle: A −= u qᵀ + q uᵀ, then product += A · next. */
function updateAndMultiply(
  data: Float64Array,
  n: number,
  count: number,
  u: Float64Array,
  q: Float64Array,
  next: Float64Array,
  product: Float64Array,
): void {
  let r = 0;
  // Two rows at a time share the loads of the four vectors.
  for (; r + 1 < count; r += 2) {
    const p0 = r * n;
    const p1 = p0 + n;
    const u0 = u[r];
    const u1 = u[r + 1];
    const q0 = q[r];
    const q1 = q[r + 1];
    const v0 = next[r];
    const v1 = next[r + 1];
    let s0 = 0;
    let s1 = 0;
    for (let j = 0; j < r; j++) {
      const uj = u[j];
      const qj = q[j];
      const vj = next[j];
      const x0 = data[p0 + j] - u0 * qj - q0 * uj;
      const x1 = data[p1 + j] - u1 * qj - q1 * uj;
      data[p0 + j] = x0;
      data[p1 + j] = x1;
      s0 += x0 * vj;
      s1 += x1 * vj;
      product[j] += x0 * v0 + x1 * v1;
    }
    const corner0 = (data[p0 + r] -= 2 * u0 * q0);
    const between = (data[p1 + r] -= u1 * q0 + q1 * u0);
    const corner1 = (data[p1 + r + 1] -= 2 * u1 * q1);
    product[r] += s0 + corner0 * v0 + between * v1;
    product[r + 1] += s1 + between * v0 + corner1 * v1;
  }
  if (r < count) {
    const p = r * n;
    let sum = 0;
    for (let j = 0; j < r; j++) {
      const x = (data[p + j] -= u[r] * q[j] + q[r] * u[j]);
      sum += x * next[j];
      product[j] += x * next[r];
    }
    const corner = (data[p + r] -= 2 * u[r] * q[r]);
    product[r] += sum + corner * next[r];
  }
}

/** Qᵀ of A = Q T Qᵀ, from the reflectors. */
export function transformation(reduction: Reduction): Matrix {
  const { reflectors, halves } = reduction;
  const n = halves.length;
  const result = identity(n);
  const { data } = result;
  // Before step i the first i rows and columns hold the product so far, the rest is the identity.
  for (let i = 1; i < n; i++) {
    if (halves[i] === 0) continue;
    const u = reflectors.data.subarray(i * n, i * n + i);
    for (let r = 0; r < i; r++) {
      const factor = dotAt(data, r * n, u, 0, i) / halves[i];
      for (let j = 0; j < i; j++) data[r * n + j] -= factor * u[j];
    }
  }
  return result;
}
