/** Floating-point operations. */
import { FITTED, growWork, layerWork } from '../shared/gfl-parity-cost.ts';

interface Sizes {
  readonly D: number;
  readonly m: number;
}

/** One fit of 2m output weights. */
export const readoutWork = ({ D, m }: Sizes, n: number): number => layerWork(2 * m, D, Math.min(n, FITTED));

/** All of a run; sizes that are named twice are computed once. */
export const allWork = (
  sizes: Sizes & { readonly n: readonly number[]; readonly readout: boolean },
): number =>
  growWork(sizes.D, Math.max(...sizes.n), sizes.m) +
  (sizes.readout ? [...new Set(sizes.n)].reduce((sum, n) => sum + readoutWork(sizes, n), 0) : 0);
