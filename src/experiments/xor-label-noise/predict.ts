/** The best possible accuracy on noisy labels, and the share of neurons that the attacked cluster keeps. */
import type { Predict } from '#framework/run.ts';
import { bestNoisyAccuracy, capturedShare } from '#theory/random-feature-amplification/captured-share.ts';
import { kappa } from '#theory/random-feature-amplification/setting.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { xi, sigma } = parameters;
  const flips = parameters.flips === 'targeted' ? 'targeted' : 'uniform';
  const seen = kappa(parameters);
  return {
    axes: { xi: [...xi] },
    values: {
      testNoisy: xi.map((share) => bestNoisyAccuracy(share, sigma, flips)),
      capturedShare: xi.map((share) => (flips === 'uniform' ? 0.5 : capturedShare(share, seen))),
    },
  };
};
