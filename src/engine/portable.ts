/**
 * Functions of the activations and losses with the same bits in every browser and in Node, from sums, products and
 * quotients only (see #numbers/elementary.ts for why). Absolute errors are a few units of 1e-16.
 */
import { portableExp, portableLog } from '#numbers/elementary.ts';

/** log(1 + x) for x ≥ 0, to full relative precision also near 0 (Kahan's correction). */
export function portableLog1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (portableLog(sum) * x) / (sum - 1);
}

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

export const portableSin = (x: number): number => turned(x, 0);
export const portableCos = (x: number): number => turned(x, 1);
