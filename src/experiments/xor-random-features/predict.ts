/** The Gaussian approximation of a random cosine. */
import type { Predict } from '#framework/run.ts';
import { fractionAbove, meanAbsCosine } from '#theory/random-feature-amplification/random-features.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters: { d, threshold } }) => ({
  axes: { d: [...d] },
  values: {
    meanAbsCosine: d.map(meanAbsCosine),
    fractionAbove: d.map((dimension) => fractionAbove(threshold, dimension)),
  },
});
