/** The training loss over the step size, and its limits with one and two spikes. */
import type { Predict } from '#framework/run.ts';
import { predictedSweep } from '../shared/nls-error-run.ts';
import { predictedLimits } from '../shared/nls-errors.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { eta, etaFine, before, at, along } = predictedSweep(parameters);
  const { delta } = predictedLimits(parameters);
  return {
    axes: { eta: [...eta], etaFine },
    values: {
      trainLoss: at.map(({ trainLoss }) => trainLoss),
      trainGain: at.map(({ trainLoss }) => before.trainLoss - trainLoss),
      crossValidation: at.map(({ trainError, testError }) => trainError / testError),
      trainLossCurve: along.map(({ trainLoss }) => trainLoss),
      crossValidationCurve: along.map(({ trainError, testError }) => trainError / testError),
      start: before.trainLoss,
      delta1: delta[0],
      delta2: delta[1],
      trainRatio: 1,
    },
  };
};
