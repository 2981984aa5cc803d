/** Floating-point operations. */
import { drawWork, FITTED, gradientWork, kernelWork, layerWork } from '../shared/gfl-parity-cost.ts';

interface Sizes {
  readonly D: number;
  readonly n: number;
  readonly m: number;
  readonly kernelSamples: number;
}

export const fitWork = ({ D, n }: Sizes, weights: number): number =>
  layerWork(weights, D, Math.min(n, FITTED));

export const ridgeWork = ({ D, n, kernelSamples }: Sizes): number =>
  kernelWork(D, Math.min(n, kernelSamples));

/** All of a run: m distinct neurons at the start, 2m after a step. */
export const allWork = (sizes: Sizes): number => {
  const { D, n, m } = sizes;
  return drawWork(D, n) + gradientWork(D, n, 3 * m) + fitWork(sizes, 5 * m) + ridgeWork(sizes);
};
