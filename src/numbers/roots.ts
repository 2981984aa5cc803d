/** Zeros and fixed points of functions of one variable, and damped fixed-point iteration of vectors. */

export interface RootOptions {
  /** Absolute accuracy of the result, beside a few units in the last place. Default 1e-14. */
  tolerance?: number;
  /** Default 200; exceeding it is an Error. */
  maxIterations?: number;
}

/**
 * A zero of f in [a, b] by bisection: slow, needs nothing but the change of sign.
 *
 * Throws a RangeError if f(a) and f(b) have the same sign or are NaN.
 */
export function bisect(
  f: (x: number) => number,
  a: number,
  b: number,
  { tolerance = 1e-14, maxIterations = 2000 }: RootOptions = {},
): number {
  let low = a;
  let high = b;
  const atLow = f(low);
  const atHigh = f(high);
  requireSignChange(a, b, atLow, atHigh);
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  for (let i = 0; i < maxIterations; i++) {
    const middle = low + (high - low) / 2;
    if (Math.abs(high - low) <= tolerance || middle === low || middle === high) return middle;
    const value = f(middle);
    if (value === 0) return middle;
    if (value < 0 === atLow < 0) low = middle;
    else high = middle;
  }
  throw new Error(`bisection did not reach ${tolerance} in ${maxIterations} iterations`);
}

/**
 * A zero of f in [a, b] by Brent's method (Algorithms for Minimization without Derivatives, 1973, chapter 4): inverse
 * quadratic or linear interpolation where they help, bisection otherwise.
 *
 * Throws a RangeError if f(a) and f(b) have the same sign or are NaN.
 */
export function brent(
  f: (x: number) => number,
  a: number,
  b: number,
  { tolerance = 1e-14, maxIterations = 200 }: RootOptions = {},
): number {
  // `best` is the current estimate, `other` the end of the bracket with the opposite sign, `before` the last estimate.
  let before = a;
  let atBefore = f(a);
  let best = b;
  let atBest = f(b);
  requireSignChange(a, b, atBefore, atBest);
  let other = before;
  let atOther = atBefore;
  let step = best - before;
  let stepBefore = step;
  for (let i = 0; i < maxIterations; i++) {
    if (Math.abs(atOther) < Math.abs(atBest)) {
      [before, best, other] = [best, other, best];
      [atBefore, atBest, atOther] = [atBest, atOther, atBest];
    }
    const limit = 2 * Number.EPSILON * Math.abs(best) + tolerance / 2;
    const half = (other - best) / 2;
    if (Math.abs(half) <= limit || atBest === 0) return best;
    const proposed =
      Math.abs(stepBefore) >= limit && Math.abs(atBefore) > Math.abs(atBest)
        ? interpolate(best, before, other, atBest, atBefore, atOther)
        : NaN;
    // Take it if it stays well inside the bracket and the steps keep halving every second time.
    const good =
      proposed * half > 0 &&
      Math.abs(proposed) < 1.5 * Math.abs(half) - limit / 2 &&
      Math.abs(proposed) < Math.abs(stepBefore) / 2;
    stepBefore = good ? step : half;
    step = good ? proposed : half;
    before = best;
    atBefore = atBest;
    best += Math.abs(step) > limit ? step : Math.sign(half) * limit;
    atBest = f(best);
    if (Number.isNaN(atBest)) throw new RangeError(`the function is not a number at ${best}`);
    if (atBest > 0 === atOther > 0) {
      other = before;
      atOther = atBefore;
      step = stepBefore = best - before;
    }
  }
  throw new Error(`Brent's method did not reach ${tolerance} in ${maxIterations} iterations`);
}

/** The step from x0 to the zero of the curve through the points: inverse quadratic, or linear through two points. */
function interpolate(x0: number, x1: number, x2: number, f0: number, f1: number, f2: number): number {
  if (x1 === x2) return ((x1 - x0) * f0) / (f0 - f1);
  const toward1 = (x1 - x0) * (f0 / (f1 - f0)) * (f2 / (f1 - f2));
  const toward2 = (x2 - x0) * (f0 / (f2 - f0)) * (f1 / (f2 - f1));
  return toward1 + toward2;
}

function requireSignChange(a: number, b: number, atA: number, atB: number): void {
  if (!(atA * atB <= 0))
    throw new RangeError(`no change of sign between f(${a}) = ${atA} and f(${b}) = ${atB}`);
}

export interface FixedPoint {
  x: Float64Array;
  iterations: number;
  converged: boolean;
  /** The last change, max-norm relative to max(1, ‖x‖). */
  change: number;
}

/**
 * Iterates x ← (1 − damping)·x + damping·g(x) until no coordinate of g(x) − x exceeds tolerance·max(1, largest |x|).
 *
 * @param g must return a new array of the same length
 * @param damping in (0, 1]; 1 is the plain iteration
 * @returns with `converged` false after `maxIterations`, or where a value is not finite
 */
export function fixedPoint(
  g: (x: Float64Array) => Float64Array,
  start: ArrayLike<number>,
  { damping = 1, tolerance = 1e-12, maxIterations = 10_000 } = {},
): FixedPoint {
  if (!(damping > 0 && damping <= 1)) throw new RangeError(`damping lies in (0, 1], got ${damping}`);
  let x = Float64Array.from(start);
  for (let iterations = 1; ; iterations++) {
    const image = g(x);
    if (image.length !== x.length) throw new RangeError('a fixed-point map keeps the number of coordinates');
    let size = 1;
    let largest = 0;
    for (let i = 0; i < x.length; i++) {
      size = Math.max(size, Math.abs(x[i]));
      largest = Math.max(largest, Math.abs(image[i] - x[i]));
    }
    const change = largest / size;
    if (!Number.isFinite(change)) return { x, iterations, converged: false, change };
    x = x.map((value, i) => value + damping * (image[i] - value));
    if (change <= tolerance || iterations >= maxIterations)
      return { x, iterations, converged: change <= tolerance, change };
  }
}
