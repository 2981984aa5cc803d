/** Floating-point operations. */
import { growWork, kernelWork, layerWork } from '../shared/gfl-parity-cost.ts';

interface Sizes {
  readonly D: number;
  readonly m: number;
}

/** At one n: a fit on m frozen neurons, one on 2m learned ones, and the kernel. */
export const workAt = ({ D, m }: Sizes, n: number): number => layerWork(3 * m, D, n) + kernelWork(D, n);

/** All of a run; sizes that are named twice are computed once. */
export const allWork = (sizes: Sizes & { readonly n: readonly number[] }): number =>
  growWork(sizes.D, Math.max(...sizes.n), sizes.m) +
  [...new Set(sizes.n)].reduce((sum, n) => sum + workAt(sizes, n), 0);
