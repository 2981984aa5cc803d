/** The probability that the coins fall on both sides in both classes. */
import type { Predict } from '#framework/run.ts';
import { mean } from '#numbers/statistics.ts';
import { coverProbability } from '#theory/random-feature-amplification/width.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters: { m } }) => {
  const cover = m.map(coverProbability);
  return { axes: { m: [...m] }, values: { success: cover, signsCover: cover, successMean: mean(cover) } };
};
