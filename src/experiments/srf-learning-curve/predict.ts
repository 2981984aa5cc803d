/** The theory at each α, and on a finer grid for its curve. */
import type { Predict } from '#framework/run.ts';
import { foldMirrored } from '#theory/spiked-random-features/model.ts';
import { fineAlphas, modelOf, predictedCurve } from '../shared/srf-model.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Several groups take longer to solve for, and the curve follows the sliders. */
const FINE = 30;
const FINE_OF_MANY_GROUPS = 16;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const model = foldMirrored(modelOf(parameters));
  const count = model.groups.length > 2 ? FINE_OF_MANY_GROUPS : FINE;
  const alphaFine = fineAlphas(parameters.alpha, parameters.beta, count);
  const at = predictedCurve(model, parameters, parameters.alpha);
  const along = predictedCurve(model, parameters, alphaFine);
  return {
    axes: { alpha: [...parameters.alpha], alphaFine },
    values: {
      testError: at.map(({ testError }) => testError),
      trainError: at.map(({ trainError }) => trainError),
      testErrorCurve: along.map(({ testError }) => testError),
      trainErrorCurve: along.map(({ trainError }) => trainError),
      testRatio: 1,
      trainRatio: 1,
    },
  };
};
