/** One half, the closed form of the hand-made rule, the limits of many samples, and the best rules there are. */
import type { Predict } from '#framework/run.ts';
import { affineRuleAccuracy, bestAffineAccuracy } from '#theory/random-feature-amplification/affine.ts';
import { linearLimit, planeRuleAccuracy } from '#theory/random-feature-amplification/linear-limit.ts';
import { bayesAccuracy } from '#theory/random-feature-amplification/setting.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { clusterWeights } from './theory.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, sigma, xi, threshold } = parameters;
  const weights = clusterWeights(parameters.weights);
  const limit = (intercept: boolean) =>
    planeRuleAccuracy(linearLimit({ sigma, xi, weights }, intercept), sigma, weights);
  const everywhere = (value: number) => n.map(() => value);
  return {
    axes: { n: [...n] },
    values: {
      homogeneousTest: everywhere(0.5),
      affineTest: everywhere(0.5),
      handRuleTest: everywhere(affineRuleAccuracy(threshold, sigma, weights)),
      homogeneousLimit: limit(false),
      affineLimit: limit(true),
      bestAffine: bestAffineAccuracy(sigma),
      bayes: bayesAccuracy(sigma),
    },
  };
};
