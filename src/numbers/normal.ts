/**
 * The standard normal law in double precision, far tails included: density, distribution, quantile, error function.
 *
 * Everything rests on two pieces, both well conditioned: near the centre Φ(x) − ½ by the series
 * φ(x) (x + x³/3 + x⁵/(3·5) + …) (Marsaglia, "Evaluating the normal distribution", 2004), all terms of one sign; in the
 * tails the Mills ratio (1 − Φ(x)) / φ(x) by a polynomial. Relative errors stay below 1e-14 wherever the result is a
 * normal double. The bits are the same in every engine.
 */

import { portableExp, portableLog } from './elementary.ts';

const SQRT_2PI = 2.5066282746310002;
const LOG_SQRT_2PI = 0.91893853320467278;

/** exp(−factor·x²) without the loss that rounding x² would cause for large x; factor ½ or 1. */
function gaussian(x: number, factor: number): number {
  // The square of a single-precision number is exact in double precision.
  const rounded = Math.fround(x);
  const main = portableExp(-factor * rounded * rounded);
  if (main === 0) return 0;
  // What is left in the exponent is below 1e-4: five terms of the series.
  const rest = -factor * (x - rounded) * (x + rounded);
  return main * (1 + rest * (1 + (rest / 2) * (1 + (rest / 3) * (1 + rest / 4))));
}

/** The density φ(x) = exp(−x²/2) / √(2π). */
export function normalDensity(x: number): number {
  return gaussian(x, 0.5) / SQRT_2PI;
}

/**
 * Powers of t = (x − 6)/(x + 4) in x·(1 − Φ(x))/φ(x) for x ≥ 1: the Chebyshev expansion on −1 ≤ t ≤ 1 up to degree 22
 * (the first coefficient left out is below 1e-17), computed with 60 digits and written in powers, which is stable
 * here because the absolute values add up to 1.3 only.
 */
// prettier-ignore
const MILLS = [
0.9742659653812048,
0.07973453184096103,
-0.10163297480973549,
0.07637597757366109,
-0.04117528052042129,
0.015948023110348583,
-0.0038668707160545426,
0.00016693825575795417,
0.00026026393787261334,
-7.357036101688959e-05,
-1.1649490326046634e-05,
9.327784081512485e-06,
3.096881693887071e-07,
-1.129516859677402e-06,
7.659220427953106e-09,
1.4836164550494053e-07,
1.0505154884381903e-09,
-2.06982651313872e-08,
-1.279421037817805e-09,
2.6568834042901423e-09,
3.4963535379642386e-10,
-2.1659662607867486e-10,
-4.126039898926286e-11
];

/** The Mills ratio (1 − Φ(x)) / φ(x) for x ≥ 1. */
function millsTail(x: number): number {
  if (x === Infinity) return 0;
  const t = (x - 6) / (x + 4);
  let sum = MILLS[22];
  for (let k = 21; k >= 0; k--) sum = sum * t + MILLS[k];
  return sum / x;
}

/** 1/1, 1/(1·3), 1/(1·3·5) …: 18 terms give full accuracy for |x| ≤ 1. */
const ODD_FACTORIALS = Array.from({ length: 18 }, (_, k) => {
  let value = 1;
  for (let j = 3; j <= 2 * k + 1; j += 2) value /= j;
  return value;
});

/** (Φ(x) − ½) / φ(x) for |x| ≤ 1. */
function centreSeries(x: number): number {
  const square = x * x;
  let sum = ODD_FACTORIALS[17];
  for (let k = 16; k >= 0; k--) sum = sum * square + ODD_FACTORIALS[k];
  return x * sum;
}

/** The distribution function Φ(x) = P(N(0,1) ≤ x). */
export function normalCdf(x: number): number {
  if (x < -1) return normalDensity(x) * millsTail(-x);
  if (x > 1) return 1 - normalDensity(x) * millsTail(x);
  return 0.5 + normalDensity(x) * centreSeries(x);
}

/** The Mills ratio (1 − Φ(x)) / φ(x); for x below about −38 it overflows to Infinity. */
export function millsRatio(x: number): number {
  return x >= 1 ? millsTail(x) : normalCdf(-x) / normalDensity(x);
}

/** log Φ(x), also where Φ(x) underflows. */
export function normalLogCdf(x: number): number {
  if (x < -1) return -0.5 * x * x - LOG_SQRT_2PI + portableLog(millsTail(-x));
  if (x <= 0) return portableLog(normalCdf(x));
  // log(1 − tail) where 1 − tail has lost digits of the tail (Kahan's correction).
  const tail = normalCdf(-x);
  const rounded = 1 - tail;
  return rounded === 1 ? -tail : (portableLog(rounded) * tail) / (1 - rounded);
}

/**
 * The quantile Φ⁻¹(p): the x with Φ(x) = p.
 *
 * @param p a probability; 0 and 1 give ∓Infinity, outside of [0, 1] it is a RangeError
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies in [0, 1], got ${p}`);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (Math.abs(p - 0.5) <= 0.3) return centralQuantile(p - 0.5);
  return p < 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p);
}

/** Solves Φ(x) − ½ = q for |q| ≤ 0.3 by Halley's iteration. */
function centralQuantile(q: number): number {
  // Start: the first two terms of the inverse series.
  const u = SQRT_2PI * q;
  let x = u + (u * u * u) / 6;
  for (let i = 0; i < 3; i++) {
    const step = centreSeries(x) - q / normalDensity(x);
    x -= step / (1 + (step * x) / 2);
  }
  return x;
}

/** Solves log Φ(x) = log p for p < 0.2 by Halley's iteration. */
function lowerQuantile(p: number): number {
  const target = portableLog(p);
  // Start: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23 (error below 4.5e-4).
  const t = Math.sqrt(-2 * target);
  let x =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let i = 0; i < 2; i++) {
    const ratio = millsRatio(-x);
    const step = (normalLogCdf(x) - target) * ratio;
    x -= step / (1 + (step * (x + 1 / ratio)) / 2);
  }
  return x;
}

/** The error function erf(x) = 2Φ(√2 x) − 1. */
export function erf(x: number): number {
  const y = x * Math.SQRT2;
  if (y < -1) return erfcTail(-x) - 1;
  if (y > 1) return 1 - erfcTail(x);
  return 2 * normalDensity(y) * centreSeries(y);
}

/** The complementary error function erfc(x) = 1 − erf(x), accurate in the upper tail. */
export function erfc(x: number): number {
  return x * Math.SQRT2 > 1 ? erfcTail(x) : 1 - erf(x);
}

/** erfc(x) for √2 x ≥ 1. */
function erfcTail(x: number): number {
  return ((2 * gaussian(x, 1)) / SQRT_2PI) * millsTail(x * Math.SQRT2);
}
