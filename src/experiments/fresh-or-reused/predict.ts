/** The theory with fresh samples at each α, and on a finer grid for its curves. */
import type { Predict } from '#framework/run.ts';
import { foldMirrored } from '#theory/spiked-random-features/model.ts';
import { fineAlphas, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Points of a curve. */
const FINE = 20;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const model = foldMirrored(modelAfterStep(parameters));
  const alphaFine = fineAlphas(parameters.alpha, parameters.beta, FINE);
  const at = predictedCurve(model, parameters, parameters.alpha);
  const along = predictedCurve(model, parameters, alphaFine);
  return {
    axes: { alpha: [...parameters.alpha], alphaFine },
    values: {
      testError: at.map(({ testError }) => testError),
      trainError: at.map(({ trainError }) => trainError),
      testErrorCurve: along.map(({ testError }) => testError),
      trainErrorCurve: along.map(({ trainError }) => trainError),
      reusedOverFresh: 1,
      trainRatio: 1,
      testRatio: 1,
      trainRatioFresh: 1,
    },
  };
};
