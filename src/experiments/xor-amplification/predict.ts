/** The mean-field recursion, started from the very first weights of the run. */
import { recordedSteps } from '#framework/recorded.ts';
import type { Predict } from '#framework/run.ts';
import { meanFieldPath, neuronsOf } from '#theory/random-feature-amplification/mean-field.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { inner, outer } = firstWeights(random('weights'), parameters);
  const steps = recordedSteps(parameters.steps);
  const path = meanFieldPath(neuronsOf(inner, outer, parameters.d), parameters, steps);
  return {
    axes: { step: steps },
    values: {
      own: path.map((state) => state.own),
      norm: path.map((state) => state.norm),
      margin: path.map((state) => state.margin),
    },
  };
};
