/** Sizes of a run, and the floating-point operations of its parts. */
import { drawWork, gradientWork, ITERATIONS, TEST_POINTS } from '../shared/gfl-parity-cost.ts';

/** Of one direction, at most. */
export const MOST_THRESHOLDS = 16;

interface Size {
  readonly D: number;
  readonly n: number;
  readonly m: number;
}

/** The samples, and first gradients of all neurons. */
export function firstWork({ D, n, m }: Size): number {
  return gradientWork(D, n, m) + drawWork(D, n + TEST_POINTS);
}

/** A convex fit on two features for each of so many thresholds: passes both ways, in double precision. */
export function fitWork(n: number, count: number): number {
  return ITERATIONS * 4 * n * (2 * count + 20);
}
