/** Sizes of a run, and its floating-point operations. */

export const TEST_POINTS = 2000;

/** Operations between two frames: some thirty milliseconds. */
export const PIECE = 1.2e8;

interface Size {
  readonly n: number;
  readonly m: number;
  readonly d: number;
}

/** Of one step: every neuron with every point, forwards and backwards. */
export function stepWork({ n, m, d }: Size): number {
  return 6 * n * m * d;
}

/** Twice over the fresh points. */
export function testWork({ m, d }: Size): number {
  return 2 * 2 * TEST_POINTS * m * d;
}
