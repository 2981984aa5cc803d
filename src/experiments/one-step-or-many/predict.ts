/** Both algorithms from the run's own first weights, without its samples. */
import type { Predict } from '#framework/run.ts';
import { recordedSteps } from '#framework/recorded.ts';
import { noise } from '#theory/gradient-feature-learning/mixture.ts';
import { meanFieldPath, neuronsOf } from '#theory/random-feature-amplification/mean-field.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { populationDirections } from './theory.ts';
import { axisCosine, marginOf } from './view.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { d, steps } = parameters;
  const { inner, outer } = firstWeights(random('weights'), parameters);
  const one = populationDirections(inner, parameters);
  const step = recordedSteps(steps);
  const setting = { ...parameters, sigma: noise(parameters), xi: 0 };
  const own = meanFieldPath(neuronsOf(inner, outer, d), setting, step).map((state) => state.own);
  const last = own[own.length - 1];
  return {
    axes: { step },
    values: {
      own,
      axisCosineOne: axisCosine(one),
      marginOne: marginOf(one),
      axisCosineMany: last,
      marginMany: last / 4,
      marginAxes: 1 / 4,
    },
  };
};
