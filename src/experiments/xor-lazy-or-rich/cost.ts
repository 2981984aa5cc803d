/** Floating-point operations of the parts of a run, counted as the network's fast products. */
import { TEST_POINTS } from '../shared/xor.ts';

/** Float64 solves run about four times slower than the network's products. */
const SLOWER = 4;
/** An arc cosine, in operations of the network's products. */
const ANGLE = 200;

interface Size {
  readonly n: number;
  readonly d: number;
}

/** Training from one initial scale. */
export function networkWork({
  n,
  d,
  m,
  steps,
}: Size & { readonly m: number; readonly steps: number }): number {
  return 4 * n * d * m * steps + 2 * (n + TEST_POINTS) * d * m;
}

/** Nine solves with an n × n kernel, and the kernel itself. */
export function kernelWork({ n, d }: Size): number {
  const entries = n * (n / 2 + TEST_POINTS);
  return SLOWER * (3 * n ** 3 + n * n * d) + ANGLE * entries + 2 * TEST_POINTS * n * d;
}

/** Nine solves of the smaller size of n × count, and the features themselves. */
export function featureWork({ n, d }: Size, count: number): number {
  const small = Math.min(n, count);
  return (
    SLOWER * (3 * small ** 3 + n * count * small + 18 * TEST_POINTS * count) +
    2 * (n + TEST_POINTS) * count * d
  );
}
