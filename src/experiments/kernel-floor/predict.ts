/** The floor, and the theory before and after the step at each α and on a finer grid. */
import type { Predict } from '#framework/run.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { fineAlphas, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { alpha, beta, student, target, eta, steppedEta } = parameters;
  const alphaFine = fineAlphas(alpha, beta, 20);
  const errors = (step: number, alphas: readonly number[]): number[] =>
    predictedCurve(foldMirrored(modelAfterStep({ ...parameters, eta: step })), parameters, alphas).map(
      ({ testError }) => testError,
    );
  return {
    axes: { alpha: [...alpha], alphaFine },
    values: {
      floor: kernelFloor(student as StudentName, target as TargetName),
      testError: errors(eta, alpha),
      testErrorCurve: errors(eta, alphaFine),
      testErrorStepped: errors(steppedEta, alpha),
      testErrorSteppedCurve: errors(steppedEta, alphaFine),
      ratio: 1,
      ratioStepped: 1,
    },
  };
};
