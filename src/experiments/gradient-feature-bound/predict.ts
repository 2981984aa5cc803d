/** OPT, and from the run's own neurons how well gradients of n samples are aligned, what that costs, and the bound. */
import type { Predict } from '#framework/run.ts';
import { mean } from '#numbers/statistics.ts';
import { bestAlignments, candidates } from '#theory/gradient-feature-learning/angle.ts';
import {
  bestNetwork,
  expectedError,
  expectedHinge,
  guarantee,
  lossPerAngle,
  meanLength,
} from '#theory/gradient-feature-learning/bound.ts';
import { drawBound } from './draw.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { d, sigma } = parameters;
  const { rows, train, sizes } = drawBound(random, parameters);
  const best = bestNetwork(sigma);
  const { weight, opt } = best;
  const neurons = candidates(rows, parameters, random('theory'));
  const length = meanLength(d, sigma);

  const sum = new Float64Array(d);
  let from = 0;
  const predicted = sizes.map((n) => {
    for (; from < n; from++)
      for (let k = 0; k < d; k++) sum[k] += train.clean[from] * train.inputs[from * d + k];
    const [one, two] = bestAlignments(
      neurons,
      sum.map((value) => value / n),
      n,
    );
    const gamma = 1 - (one.own + two.own) / 2;
    // A point of ±μ₁ sees its centre through the first direction, and what the second has of that centre.
    const seen = [
      { own: one.own, other: two.other },
      { own: two.own, other: one.other },
    ];
    const average = (of: (alignment: (typeof seen)[0]) => number): number => (of(seen[0]) + of(seen[1])) / 2;
    const hinge = average((alignment) => expectedHinge(weight, sigma, alignment));
    return {
      gamma,
      hinge,
      excess: hinge - opt,
      error: average((alignment) => expectedError(sigma, alignment)),
      bound: guarantee(best, length, gamma),
    };
  });
  return {
    axes: { n: sizes },
    values: {
      gamma: predicted.map((one) => one.gamma),
      hinge: predicted.map((one) => one.hinge),
      excess: predicted.map((one) => one.excess),
      error: predicted.map((one) => one.error),
      bound: predicted.map((one) => one.bound),
      opt,
      weight,
      length,
      slope: mean(predicted.map((one) => one.excess / one.gamma)),
      centreSlope: lossPerAngle(weight, sigma),
    },
  };
};
