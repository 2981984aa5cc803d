/** The share of relevant energy at the swept n and along a curve, the two levels of the bars, and n★. */
import type { Predict } from '#framework/run.ts';
import {
  activeShare,
  equalSamples,
  populationEnergies,
  relevantShare,
} from '#theory/gradient-feature-learning/parity.ts';
import { fineSizes } from '../shared/sizes.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, tau } = parameters;
  const nFine = fineSizes(n);
  const energies = populationEnergies(parameters, tau);
  const noise = (samples: number): number => activeShare(tau) / samples;
  return {
    axes: { n: [...n], nFine },
    values: {
      relevantShare: n.map((samples) => relevantShare(parameters, tau, samples)),
      relevantShareCurve: nFine.map((samples) => relevantShare(parameters, tau, samples)),
      relevantEnergy: n.map((samples) => 1 + energies.relevant / noise(samples)),
      otherEnergy: n.map((samples) => 1 + energies.other / noise(samples)),
      nStar: equalSamples(parameters, tau),
      nSingle: (equalSamples(parameters, tau) * parameters.k) / parameters.D,
      chanceShare: parameters.k / parameters.D,
    },
  };
};
