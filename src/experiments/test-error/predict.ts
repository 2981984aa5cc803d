/** The test error over the step size, its limits with one and two spikes, and the best linear predictor. */
import type { Predict } from '#framework/run.ts';
import { linearFloor } from '#theory/non-linear-spikes/teacher.ts';
import { predictedSweep } from '../shared/nls-error-run.ts';
import { predictedLimits } from '../shared/nls-errors.ts';
import { teacherOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { eta, etaFine, before, at, along } = predictedSweep(parameters);
  const { lambda } = predictedLimits(parameters);
  return {
    axes: { eta: [...eta], etaFine },
    values: {
      testError: at.map(({ testError }) => testError),
      testGain: at.map(({ testError }) => before.testError - testError),
      testErrorCurve: along.map(({ testError }) => testError),
      testGainCurve: along.map(({ testError }) => before.testError - testError),
      start: before.testError,
      lambda1: lambda[0],
      lambda2: lambda[1],
      linearFloor: linearFloor(teacherOf(parameters)),
      testRatio: 1,
      lastRatio: 1,
    },
  };
};
