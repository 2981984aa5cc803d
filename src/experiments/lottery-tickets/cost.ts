/** Sizes of a run, and the floating-point operations of its parts. */

export const TEST_POINTS = 4000;

/** Of one direction, at most. */
export const MOST_THRESHOLDS = 16;

interface Size {
  readonly D: number;
  readonly n: number;
  readonly m: number;
}

/** First gradients of all neurons, and the samples. */
export function gradientWork({ D, n, m }: Size): number {
  return 4 * n * D * m + 100 * (n + TEST_POINTS) * D;
}

/** A convex fit on two features for each of so many thresholds: some 200 passes, both ways, in double precision. */
export function fitWork(n: number, count: number): number {
  return 200 * 4 * n * (2 * count + 20);
}
