/** The expected cosine at the swept n and along a curve, and the two numbers to hold it against. */
import type { Predict } from '#framework/run.ts';
import { halfSamples } from '#theory/gradient-feature-learning/parity.ts';
import { expectedCosine, hasFeature, randomCosine } from '#theory/gradient-feature-learning/structured.ts';
import { fineSizes } from '../shared/sizes.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const nFine = fineSizes(parameters.n);
  const cosine = (n: number): number => expectedCosine(parameters, n);
  return {
    axes: { n: [...parameters.n], nFine },
    values: {
      cosine: parameters.n.map(cosine),
      cosineCurve: nFine.map(cosine),
      nHalf: hasFeature(parameters) ? halfSamples(parameters) : Infinity,
      randomCosine: randomCosine(parameters.D),
    },
  };
};
