/** Cosines before the first, after the first and after the second step; and two levels for features that are fixed. */
import type { Predict } from '#framework/run.ts';
import { coinLevel, linearRuleAccuracy, secondStepCosine } from '#theory/gradient-feature-learning/fixed.ts';
import { expectedCosine, hasFeature, randomCosine } from '#theory/gradient-feature-learning/structured.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { D, n, pA } = parameters;
  const first = expectedCosine(parameters, n);
  return {
    axes: { step: [0, 1, 2] },
    values: {
      cosine: [randomCosine(D), first, hasFeature(parameters) ? secondStepCosine(parameters, n) : first],
      coinLevel: coinLevel(pA),
      linearRule: linearRuleAccuracy(parameters),
    },
  };
};
