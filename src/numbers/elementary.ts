/**
 * Elementary functions with the same bits everywhere. `Math.log` and `Math.exp` differ in the last bit between
 * engines, even between two builds of one engine (Node 26 and Chromium 156, measured); sums, products, quotients and
 * square roots do not, because IEEE 754 fixes them.
 */

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
/** Where the half with the sign and exponent is: 1 on little-endian machines. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** log x within two units in the last place; −Infinity at 0, NaN below. */
export function portableLog(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  // Subnormal numbers have no hidden leading digit: make them normal first.
  if (x < 2 ** -1022) return portableLog(x * 2 ** 54) - 54 * Math.LN2;
  word[0] = x;
  let exponent = (halves[HIGH] >>> 20) - 1023;
  // The mantissa, in [1, 2), then in [√½, √2), so that no digits cancel near x = 1.
  halves[HIGH] = (halves[HIGH] & 0xfffff) | 0x3ff00000;
  let mantissa = word[0];
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  // log m = 2 artanh f = 2 (f + f³/3 + f⁵/5 + …) with f² ≤ 0.0295: eleven terms reach 1e-17.
  const f = (mantissa - 1) / (mantissa + 1);
  const s = f * f;
  let tail = 1 / 23;
  tail = tail * s + 1 / 21;
  tail = tail * s + 1 / 19;
  tail = tail * s + 1 / 17;
  tail = tail * s + 1 / 15;
  tail = tail * s + 1 / 13;
  tail = tail * s + 1 / 11;
  tail = tail * s + 1 / 9;
  tail = tail * s + 1 / 7;
  tail = tail * s + 1 / 5;
  tail = tail * s + 1 / 3;
  return exponent * Math.LN2 + 2 * (f + f * s * tail);
}

/** log 2 in two parts: the first is in single precision, so that a small whole number times it is exact. */
const LN2_HIGH = Math.fround(Math.LN2);
const LN2_LOW = -1.904654299957768e-9;

/** eˣ, within two units in the last place for results down to 2.3e-308; below that it fades to 0. */
export function portableExp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.79) return Infinity;
  if (x < -745.2) return 0;
  // x = k log 2 + r with |r| ≤ 0.35; then Taylor's series up to r¹³/13! reaches 1e-17.
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let tail = 1 / 6227020800;
  tail = tail * r + 1 / 479001600;
  tail = tail * r + 1 / 39916800;
  tail = tail * r + 1 / 3628800;
  tail = tail * r + 1 / 362880;
  tail = tail * r + 1 / 40320;
  tail = tail * r + 1 / 5040;
  tail = tail * r + 1 / 720;
  tail = tail * r + 1 / 120;
  tail = tail * r + 1 / 24;
  tail = tail * r + 1 / 6;
  tail = tail * r + 1 / 2;
  const fraction = 1 + (r + r * r * tail);
  // In two steps, because 2ᵏ itself may be no normal double.
  const first = k >> 1;
  return fraction * powerOfTwo(first) * powerOfTwo(k - first);
}

/** 2ᵏ for |k| ≤ 1022. */
function powerOfTwo(k: number): number {
  halves[1 - HIGH] = 0;
  halves[HIGH] = (k + 1023) << 20;
  return word[0];
}

/** log(1 + x) for x ≥ 0, to full relative precision also near 0 (Kahan's correction). */
export function portableLog1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (portableLog(sum) * x) / (sum - 1);
}

/** tanh z, absolute error a few units of 1e-16. */
export function portableTanh(z: number): number {
  const x = Math.abs(z);
  if (x >= 1) {
    const value = 1 - 2 / (portableExp(2 * x) + 1);
    return z < 0 ? -value : value;
  }
  // Lambert's continued fraction, because 1 − 2/(e²ˣ + 1) cancels here; ten levels reach 1e-17 for |z| < 1.
  const square = z * z;
  let tail = 21;
  for (let odd = 19; odd >= 1; odd -= 2) tail = odd + square / tail;
  return z / tail;
}

/** π/2 in two parts; the first has 33 bits, so that it times a whole number below 2²⁰ is exact (fdlibm). */
const quarterHigh = 1.57079632673412561417;
const quarterLow = 6.07710050650619224932e-11;

/** sin(x + quarters · π/2) for |x| below a million. */
function turned(x: number, quarters: number): number {
  const k = Math.floor((x * 2) / Math.PI + 0.5);
  const r = x - k * quarterHigh - k * quarterLow;
  const quadrant = (((k + quarters) % 4) + 4) % 4;
  const value = quadrant % 2 === 0 ? sineSeries(r) : cosineSeries(r);
  return quadrant < 2 ? value : -value;
}

/** Taylor's series on |r| ≤ π/4, in Horner's form; the first term left out is below 1e-17. */
function sineSeries(r: number): number {
  const s = r * r;
  let tail = 1;
  for (let k = 18; k >= 2; k -= 2) tail = 1 - (s / (k * (k + 1))) * tail;
  return r * tail;
}

function cosineSeries(r: number): number {
  const s = r * r;
  let tail = 1;
  for (let k = 17; k >= 1; k -= 2) tail = 1 - (s / (k * (k + 1))) * tail;
  return tail;
}

/** sin x for |x| below a million, absolute error a few units of 1e-16. */
export const portableSin = (x: number): number => turned(x, 0);
/** cos x, likewise. */
export const portableCos = (x: number): number => turned(x, 1);

/** x^k for a whole k, by squaring: the same bits everywhere. */
export function wholePower(x: number, k: number): number {
  if (k < 0) return 1 / wholePower(x, -k);
  let result = 1;
  for (let base = x, left = k; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}

/** p(z)/q(z) of fdlibm (Sun Microsystems, 1993): (asin √z − √z)/√z for 0 ≤ z ≤ ¼. */
function arcRemainder(z: number): number {
  const p =
    z *
    (1.66666666666666657415e-1 +
      z *
        (-3.25565818622400915405e-1 +
          z *
            (2.01212532134862925881e-1 +
              z *
                (-4.00555345006794114027e-2 +
                  z * (7.91534994289814532176e-4 + z * 3.4793310759602116757e-5)))));
  const q =
    1 +
    z *
      (-2.40339491173441421878 +
        z * (2.02094576023350569471 + z * (-6.8828397160545329303e-1 + z * 7.70381505559019352791e-2)));
  return p / q;
}

/** arccos x for −1 ≤ x ≤ 1, NaN beyond; within 1 unit in the last place, by the method of fdlibm. */
export function portableAcos(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  const half = Math.PI / 2;
  /** What π/2 lacks as a double. */
  const rest = 6.123233995736766e-17;
  if (Math.abs(x) < 0.5) return half - (x - (rest - x * arcRemainder(x * x)));
  const z = (1 - Math.abs(x)) / 2;
  const s = Math.sqrt(z);
  if (x < 0) return Math.PI - 2 * (s + (arcRemainder(z) * s - rest));
  if (z === 0) return 0;
  // The square of a number of 24 bits is exact, so the rounding of the root can be made good.
  const high = Math.fround(s);
  const low = (z - high * high) / (s + high);
  return 2 * (high + (arcRemainder(z) * s + low));
}
