/** Errors of the features after the step and of their models made of spikes. */
import type { Predict } from '#framework/run.ts';
import type { Constants } from '#theory/non-linear-spikes/signal.ts';
import { secondLayerOption, settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { matrices, predictedOf } from './theory.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const setting = settingOf({ ...parameters, eta: stepSizeOf(parameters) });
  const options = {
    ...secondLayerOption(parameters.secondLayer),
    lambda: parameters.lambda,
    constants: parameters.constants as Constants,
  };
  const errors = matrices.map((compared) => predictedOf(setting, compared, options));
  return {
    axes: { matrix: matrices.map((_, k) => k + 1) },
    values: {
      trainLoss: errors.map(({ trainLoss }) => trainLoss),
      testError: errors.map(({ testError }) => testError),
      distanceTwo: 0,
      distanceConstant: 0,
    },
  };
};
