/** Sizes of the fits, and floating-point operations. */
import { kernelWork, layerWork } from '../shared/gfl-parity-layer.ts';

/** Samples that a second layer is fitted on, at most: the first of those that the gradients have seen. */
export const FITTED = 8000;

interface Sizes {
  readonly D: number;
  readonly n: number;
  readonly m: number;
  readonly kernelSamples: number;
}

/** Drawing the sample. */
export const drawWork = ({ D, n }: Sizes): number => n * D * 100;

/** One gradient of so many neurons. */
export const gradientWork = ({ D, n }: Sizes, neurons: number): number => 4 * n * D * neurons;

export const fitWork = ({ D, n }: Sizes, neurons: number): number =>
  layerWork(neurons, D, Math.min(n, FITTED));

export const ridgeWork = ({ D, n, kernelSamples }: Sizes): number =>
  kernelWork(D, Math.min(n, kernelSamples));

/** All of a run: m distinct neurons at the start, 2m after a step. */
export const allWork = (sizes: Sizes): number =>
  drawWork(sizes) + gradientWork(sizes, 3 * sizes.m) + fitWork(sizes, 5 * sizes.m) + ridgeWork(sizes);
