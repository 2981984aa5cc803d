/** Floating-point operations. */
import { kernelWork, layerWork } from '../shared/gfl-parity-layer.ts';

interface Sizes {
  readonly D: number;
  readonly m: number;
}

/** At one n: a fit on m frozen neurons, one on 2m learned ones, and the kernel. */
export const workAt = ({ D, m }: Sizes, n: number): number => layerWork(3 * m, D, n) + kernelWork(D, n);

/** Drawing n samples, and their gradients. */
export const gradientWork = ({ D, m }: Sizes, n: number): number => n * D * (4 * m + 100);
