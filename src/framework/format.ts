/** Numbers for people: few digits, no trailing noise. */
import type { Side } from './spec.ts';

/**
 * A number to `digits` significant digits, plain where that is readable (0.916, 1000, 12.3) and with an exponent
 * where not (3.2e-7). NaN is a dash.
 */
export function formatShort(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1e6 || size < 1e-4) return sign + size.toExponential(digits - 1).replace('e+', 'e');
  const rounded = Number(size.toPrecision(digits));
  // Digits before the point are never replaced by zeros: 1234 samples are not 1230.
  if (Number.isInteger(value) || size >= 10 ** digits) return sign + String(Math.round(size));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)));
  return sign + rounded.toFixed(decimals);
}

/** How far a measure may be from its prediction: "± 0.02", "at most, + 0.02", "at least". */
export function formatTolerance(tolerance: number, side: Side = 'two-sided'): string {
  if (side === 'two-sided') return `± ${formatShort(tolerance, 2)}`;
  const [words, sign] = side === 'at-least' ? ['at least', '−'] : ['at most', '+'];
  // What is there for rounding alone is none. A sign is not parted from its number.
  return tolerance < 1e-6 ? words : `${words}, ${sign}\u00a0${formatShort(tolerance, 2)}`;
}

/** A spread over seeds beside its mean: "0.021", and "0" where it is rounding alone. */
export function formatSpread(sd: number, mean: number): string {
  return formatShort(sd < 1e-6 * Math.abs(mean) ? 0 : sd, 2);
}
