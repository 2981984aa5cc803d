/** How many samples the second layer sees, and floating-point operations. */
import { layerWork } from '../shared/gfl-parity-layer.ts';

/** Samples that the second layer is fitted on, at most: the first of those that the gradient has seen. */
export const FITTED = 8000;

interface Sizes {
  readonly D: number;
  readonly m: number;
  readonly n: readonly number[];
}

/** Drawing the largest sample, and its gradients. */
export const gradientWork = ({ D, m, n }: Sizes): number => Math.max(...n) * D * (4 * m + 100);

/** One fit of 2m output weights. */
export const readoutWork = ({ D, m }: Sizes, n: number): number => layerWork(2 * m, D, Math.min(n, FITTED));
