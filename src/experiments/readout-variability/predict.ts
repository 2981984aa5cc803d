/** The theory with several readout weights and with one, at the actual width and in the strict limit. */
import type { Predict } from '#framework/run.ts';
import { spanDistance } from '#theory/spiked-random-features/expressivity.ts';
import { foldMirrored, type Model } from '#theory/spiked-random-features/model.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';
import { fineAlphas, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Points of a curve; several groups take longer to solve for. */
const FINE = 16;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { alpha, beta } = parameters;
  const alphaFine = fineAlphas(alpha, beta, FINE);
  const several = foldMirrored(modelAfterStep(parameters));
  const one = modelAfterStep({ ...parameters, readout: '1', fractions: [] });
  const errors = (model: Model, alphas: readonly number[], width = parameters.width): number[] =>
    predictedCurve(model, { ...parameters, width }, alphas).map(({ testError }) => testError);
  const [testError, testErrorUniform] = [errors(several, alpha), errors(one, alpha)];
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    axes: { alpha: [...alpha], alphaFine },
    values: {
      testError,
      testErrorUniform,
      testErrorCurve: errors(several, alphaFine),
      testErrorUniformCurve: errors(one, alphaFine),
      testErrorInfinite: errors(several, alphaFine, 'infinite'),
      spanDistance: distance(several),
      spanDistanceUniform: distance(one),
      gain: 1 - total(testError) / total(testErrorUniform),
      ratio: 1,
    },
  };
};

/** The distance with a spike along the target, γ = 1, and c = 1 in all groups: what the spikes alone can express. */
function distance(model: Model): number {
  const groups = model.groups.map((group) => ({ ...group, bulkVariance: 1 }));
  return spanDistance(tablesOf({ ...model, groups, alignment: 1 }), false);
}
