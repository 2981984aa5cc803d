/** The kernel's error from its spectrum on the cube, and the levels and scales to hold the networks against. */
import type { Predict } from '#framework/run.ts';
import { cubeSpectrum, kernelError } from '#theory/low-rotation/kernel-error.ts';
import { bothKernel, cubeGlobalMargin, cubeMargin } from '#theory/low-rotation/kernels.ts';
import { fineSizes } from '../shared/sizes.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters: { d, n } }) => {
  const nFine = fineSizes(n);
  const spectrum = cubeSpectrum(d, bothKernel(d));
  const error = (size: number): number => kernelError(spectrum, size).error;
  return {
    axes: { n: [...n], nFine },
    values: {
      testErrorNtk: n.map(error),
      ntkCurve: nFine.map(error),
      nKernel: d * d,
      nFeatures: d,
      gammaNtk: cubeMargin(d, bothKernel(d)),
      globalLevel: cubeGlobalMargin(d) / 2,
    },
  };
};
