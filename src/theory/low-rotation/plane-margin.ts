/**
 * The global margin of labelled points in the plane, exactly: max over signed measures ν of total mass 1 on the unit circle
 * of min_i y_i ∫ σ(⟨u, x_i⟩) dν(u) (note 1.2 and "Global margin in the plane, exact").
 *
 * Column generation: the margin of the neurons so far is a matrix game; the row player's weights q price every other neuron by
 * |h(u)|, h(u) = Σ_i q_i y_i σ(⟨u, x_i⟩). Between the directions at right angles to a point h is linear in u, so its extremes
 * on the circle are among few candidates.
 */
import type { Labelled } from './data.ts';
import { game } from '#numbers/matrix-game.ts';

/** A neuron with a unit vector for its inner weights. */
export interface PlaneNeuron {
  readonly u: readonly [number, number];
  readonly sign: 1 | -1;
  /** Its share of the mass, in (0, 1]. */
  readonly share: number;
}

export interface PlaneMargin {
  /** lower ≤ γ_gl ≤ upper: the margin of `neurons`, and the best price under `weights`. */
  readonly lower: number;
  readonly upper: number;
  readonly neurons: readonly PlaneNeuron[];
  /** Weights of the points, summing to 1. */
  readonly weights: Float64Array;
}

/** Neurons that are added in one round, the dearest ones. */
const AT_ONCE = 6;
/** Cosines below this are a right angle that rounding has moved. */
const RIGHT_ANGLE = 1e-13;

/**
 * @param points d = 2, of any length
 * @param tolerance of the gap between `upper` and `lower`
 * @param most rounds of column generation
 */
export function planeMargin(points: Labelled, tolerance = 1e-9, most = 120): PlaneMargin {
  if (points.d !== 2) throw new RangeError('the points are not in the plane');
  const corners = breaksOf(points);
  // The first neuron is nothing: the margin is never below zero.
  const pool: Column[] = [columnOf(points, 0, 0, 1)];
  for (let i = 0; i < points.n; i++) {
    const [x, y] = [points.inputs[2 * i], points.inputs[2 * i + 1]];
    const length = Math.sqrt(x * x + y * y);
    if (length > 0) pool.push(columnOf(points, x / length, y / length, points.labels[i]));
  }
  const rows = Array.from({ length: points.n }, (_, i) => pool.map((column) => column.pays[i]));
  const matrix = (): Float64Array[] => rows.map((row) => Float64Array.from(row));
  let played = game(matrix());
  let { weights } = played;
  let upper = Infinity;
  for (let round = 0; round < most; round++) {
    const { value } = played;
    const offers = priced(points, corners, played.weights, value);
    const best = offers.length > 0 ? offers[0].price : value;
    if (best < upper) {
      upper = best;
      ({ weights } = played);
    }
    if (upper - value <= tolerance) break;
    for (const { column } of offers.slice(0, AT_ONCE)) {
      pool.push(column);
      for (let i = 0; i < points.n; i++) rows[i].push(column.pays[i]);
    }
    played = game(matrix());
  }
  const { mixture } = played;
  const lower = rows.reduce((least, row) => Math.min(least, inner(mixture, row)), Infinity);
  const neurons = pool.flatMap(({ u, sign }, k): PlaneNeuron[] =>
    k > 0 && mixture[k] > 1e-9 ? [{ u, sign, share: mixture[k] }] : [],
  );
  return { lower, upper: Math.max(upper, lower), neurons, weights };
}

interface Column {
  readonly u: readonly [number, number];
  readonly sign: 1 | -1;
  /** sign · y_i σ(⟨u, x_i⟩), one for each point. */
  readonly pays: Float64Array;
}

function columnOf({ n, inputs, labels }: Labelled, u: number, v: number, sign: number): Column {
  const side = sign < 0 ? -1 : 1;
  const pays = new Float64Array(n);
  for (let i = 0; i < n; i++)
    pays[i] = side * labels[i] * Math.max(0, u * inputs[2 * i] + v * inputs[2 * i + 1]);
  return { u: [u, v], sign: side, pays };
}

/** Where h has a corner, and which points are on just after it, counter-clockwise. */
interface Break {
  readonly u: readonly [number, number];
  readonly on: readonly number[];
}

function breaksOf({ n, inputs }: Labelled): Break[] {
  const lengths = Float64Array.from({ length: n }, (_, i) =>
    Math.sqrt(inputs[2 * i] ** 2 + inputs[2 * i + 1] ** 2),
  );
  const breaks: Break[] = [];
  for (let i = 0; i < n; i++)
    for (const side of lengths[i] > 0 ? [1, -1] : []) {
      const u = [(-side * inputs[2 * i + 1]) / lengths[i], (side * inputs[2 * i]) / lengths[i]] as const;
      const on: number[] = [];
      for (let k = 0; k < n; k++) {
        const along = u[0] * inputs[2 * k] + u[1] * inputs[2 * k + 1];
        const turning = u[0] * inputs[2 * k + 1] - u[1] * inputs[2 * k];
        if (Math.abs(along) > RIGHT_ANGLE * lengths[k] ? along > 0 : turning > 0) on.push(k);
      }
      breaks.push({ u, on });
    }
  return breaks;
}

interface Priced {
  readonly price: number;
  readonly column: Column;
}

/** The neurons at the extremes of h that cost more than `value`, the dearest first. */
function priced(points: Labelled, breaks: readonly Break[], weights: Float64Array, value: number): Priced[] {
  const { inputs, labels } = points;
  const found: Priced[] = [];
  // Any unit vector is a neuron, so a candidate outside of its arc does no harm.
  const consider = (u: number, v: number): void => {
    const plain = columnOf(points, u, v, 1);
    const h = inner(weights, plain.pays);
    if (Math.abs(h) > value)
      found.push({ price: Math.abs(h), column: h > 0 ? plain : columnOf(points, u, v, -1) });
  };
  for (const { u, on } of breaks) {
    consider(u[0], u[1]);
    let x = 0;
    let y = 0;
    for (const k of on) {
      x += weights[k] * labels[k] * inputs[2 * k];
      y += weights[k] * labels[k] * inputs[2 * k + 1];
    }
    const length = Math.sqrt(x * x + y * y);
    if (length === 0) continue;
    consider(x / length, y / length);
    consider(-x / length, -y / length);
  }
  return found.sort((a, b) => b.price - a.price);
}

function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
