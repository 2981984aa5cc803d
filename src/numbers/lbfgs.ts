/** The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Liu and Nocedal 1989). */
import { dot, norm } from './linalg/products.ts';

/** A smooth function: its value at x, with the gradient written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Euclidean norm of the gradient there. */
  readonly gradient: number;
  readonly iterations: number;
}

export interface LbfgsOptions {
  /** Norm of the gradient at which the search ends. */
  readonly tolerance: number;
  /** Most iterations. Default 500. */
  readonly most?: number;
  /** Pairs of steps and gradient differences that are kept. Default 10. */
  readonly memory?: number;
}

/**
 * Minimises a convex function from a start. Yields between two evaluations, so that a caller may do something in between.
 * Ends early, with what was reached, when rounding allows no further decrease.
 */
export function* lbfgs(
  objective: Objective,
  start: Float64Array,
  { tolerance, most = 500, memory = 10 }: LbfgsOptions,
): Generator<undefined, Minimum, void> {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const pairs: { readonly step: Float64Array; readonly change: Float64Array; readonly rho: number }[] = [];
  for (let iterations = 0; ; iterations++) {
    const size = norm(gradient);
    if (!(size > tolerance) || iterations === most) return { x, value, gradient: size, iterations };
    yield;
    const direction = quasiNewton(gradient, pairs);
    const slope = dot(direction, gradient);
    const search = yield* wolfe(objective, { x, value, direction, slope }, pairs.length === 0 ? 1 / size : 1);
    if (search === null) return { x, value, gradient: size, iterations };
    const step = search.x.map((to, i) => to - x[i]);
    const change = search.gradient.map((to, i) => to - gradient[i]);
    const curvature = dot(step, change);
    if (curvature > 0) {
      pairs.push({ step, change, rho: 1 / curvature });
      if (pairs.length > memory) pairs.shift();
    }
    ({ x, gradient, value } = search);
  }
}

/** −H g by the two-loop recursion. */
function quasiNewton(
  gradient: Float64Array,
  pairs: readonly { readonly step: Float64Array; readonly change: Float64Array; readonly rho: number }[],
): Float64Array {
  const q = gradient.map((g) => -g);
  const weights = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, rho } = pairs[k];
    weights[k] = rho * dot(step, q);
    for (let i = 0; i < q.length; i++) q[i] -= weights[k] * change[i];
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  for (const [k, { step, change, rho }] of pairs.entries()) {
    const correction = weights[k] - rho * dot(change, q);
    for (let i = 0; i < q.length; i++) q[i] += correction * step[i];
  }
  return q;
}

interface Line {
  readonly x: Float64Array;
  readonly value: number;
  readonly direction: Float64Array;
  /** ⟨direction, gradient⟩ at x, negative. */
  readonly slope: number;
}

interface Reached {
  readonly x: Float64Array<ArrayBuffer>;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/**
 * A length that satisfies the weak Wolfe conditions, by bracketing and bisection; null where rounding hides them. Yields
 * between two tries.
 */
function* wolfe(
  objective: Objective,
  { x, value, direction, slope }: Line,
  first: number,
): Generator<undefined, Reached | null, void> {
  if (!(slope < 0)) return null;
  let low = 0;
  let high = Infinity;
  let length = first;
  const gradient = new Float64Array(x.length);
  for (let tries = 0; tries < 50; tries++) {
    const at = x.map((from, i) => from + length * direction[i]);
    const reached = objective(at, gradient);
    if (!(reached <= value + 1e-4 * length * slope)) high = length;
    else if (dot(direction, gradient) < 0.9 * slope) low = length;
    else return { x: at, value: reached, gradient };
    length = high === Infinity ? 2 * low : (low + high) / 2;
    yield;
  }
  return null;
}
