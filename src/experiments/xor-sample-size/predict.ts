/** The mean-field recursion at each n, the upper curve, n★ and the best possible accuracy. */
import type { Predict } from '#framework/run.ts';
import { meanFieldPath, neuronsOf } from '#theory/random-feature-amplification/mean-field.ts';
import { ownCosineBound } from '#theory/random-feature-amplification/sample-size.ts';
import { bayesAccuracy, nStar } from '#theory/random-feature-amplification/setting.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { d, n, steps, sigma } = parameters;
  const { inner, outer } = firstWeights(random('weights'), parameters);
  const start = neuronsOf(inner, outer, d);
  const scale = nStar(parameters);
  return {
    axes: { n: [...n] },
    values: {
      own: n.map((samples) => meanFieldPath(start, { ...parameters, n: samples }, [steps])[0].own),
      upper: n.map((samples) => ownCosineBound(samples / scale)),
      nStar: scale,
      bayes: bayesAccuracy(sigma),
    },
  };
};
