/** The theory of spiked random features, plain and refined for trained networks. */
import type { Predict } from '#framework/run.ts';
import { withRowNorms } from '#theory/spiked-random-features/first-step.ts';
import { foldMirrored, type Model } from '#theory/spiked-random-features/model.ts';
import { fineAlphas, firstStepOf, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Points of a curve. */
const FINE = 16;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { alpha, beta } = parameters;
  const alphaFine = fineAlphas(alpha, beta, FINE);
  const plain = foldMirrored(modelAfterStep(parameters));
  const refined = foldMirrored(withRowNorms(firstStepOf(parameters)));
  const errors = (model: Model, alphas: readonly number[]): number[] =>
    predictedCurve(model, parameters, alphas).map(({ testError }) => testError);
  return {
    axes: { alpha: [...alpha], alphaFine },
    values: {
      testError: errors(plain, alpha),
      testErrorRefined: errors(refined, alpha),
      testErrorCurve: errors(plain, alphaFine),
      testErrorRefinedCurve: errors(refined, alphaFine),
      ratioSrf: 1,
      ratioNetwork: 1,
      ratioRefined: 1,
      ratioMeasured: 1,
      ratioIsotropic: 1,
    },
  };
};
