/** The probability that m neurons hit every feature. */
import type { Predict } from '#framework/run.ts';
import { portableLog } from '#numbers/elementary.ts';
import { mean } from '#numbers/statistics.ts';
import {
  coverBound,
  coverProbability,
  featureCount,
  featureProbability,
} from '#theory/gradient-feature-learning/coverage.ts';
import { directionGrid, featureShares, limitShares } from '#theory/gradient-feature-learning/directions.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Nodes of a component. */
const NODES = 500;

/** Chance to miss a feature that `enough` neurons leave. */
const FAILURE = 0.05;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { m, d, cone, kappa, q } = parameters;
  const signs = parameters.signs === 'one' ? 'one' : 'both';
  const shares = featureShares(parameters, cone, directionGrid(d, NODES));
  const limit = { ...limitShares(kappa, q, cone), both: 0 };
  const p = featureProbability(shares, signs);
  const [fewest, most] = [Math.min(...m), Math.max(...m)];
  const width = Array.from({ length: most - fewest + 1 }, (_, i) => fewest + i);
  const covered = m.map((one) => coverProbability(one, shares, signs));
  return {
    axes: { m: [...m], width },
    values: {
      covered,
      bound: m.map((one) => coverBound(one, shares, signs)),
      coveredMean: mean(covered),
      limitMean: mean(m.map((one) => coverProbability(one, limit, signs))),
      p,
      enough: portableLog(featureCount(signs) / FAILURE) / p,
      curve: width.map((one) => coverProbability(one, shares, signs)),
      boundCurve: width.map((one) => coverBound(one, shares, signs)),
    },
  };
};
