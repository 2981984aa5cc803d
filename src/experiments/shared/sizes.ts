/** Sizes of samples: those of a sweep, and those along a curve over n. */
import { portableExp, portableLog } from '#numbers/elementary.ts';

const FINE = 60;

/** In ascending order, each once: a longer sample begins with the shorter ones, so they are taken in turn. */
export function ascendingSizes(n: readonly number[]): number[] {
  return [...new Set(n)].sort((a, b) => a - b);
}

/** Evenly in the logarithm, from the smallest n to the largest. */
export function fineSizes(n: readonly number[]): number[] {
  const from = Math.min(...n);
  const to = Math.max(...n);
  if (from === to) return [from];
  const step = portableLog(to / from) / (FINE - 1);
  return Array.from({ length: FINE }, (_, i) => (i === FINE - 1 ? to : from * portableExp(i * step)));
}
