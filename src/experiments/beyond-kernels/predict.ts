/** The share of relevant energy at the swept n and along a curve, and how many sets the relevant bits could be. */
import type { Predict } from '#framework/run.ts';
import { relevantShare, subsets } from '#theory/gradient-feature-learning/parity.ts';
import { fineSizes } from '../shared/sizes.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, tau } = parameters;
  const nFine = fineSizes(n);
  return {
    axes: { n: [...n], nFine },
    values: {
      relevantShare: n.map((samples) => relevantShare(parameters, tau, samples)),
      relevantShareCurve: nFine.map((samples) => relevantShare(parameters, tau, samples)),
      subsets: subsets(parameters),
      even: 0,
    },
  };
};
