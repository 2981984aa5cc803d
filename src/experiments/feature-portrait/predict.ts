/** Shares of axes and diagonals: exact for the parameters, and along q and κ. */
import type { Predict } from '#framework/run.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { directionGrid, featureShares, limitShares } from '#theory/gradient-feature-learning/directions.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Nodes of a component: for the numbers, and for curves. */
const FINE = 500;
const COARSE = 200;

const Q = Array.from({ length: 25 }, (_, i) => 0.02 * (i + 1));
const KAPPA = Array.from({ length: 22 }, (_, i) => 0.2 * portableExp((i / 21) * portableLog(250)));

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { d, kappa, q, cone } = parameters;
  const exact = featureShares(parameters, cone, directionGrid(d, FINE));
  const grid = directionGrid(d, COARSE);
  const overQ = Q.map((one) => featureShares({ ...parameters, q: one }, cone, grid));
  const overKappa = KAPPA.map((one) => featureShares({ ...parameters, kappa: one }, cone, grid));
  const limit = limitShares(kappa, q, cone);
  return {
    axes: { q: Q, kappa: KAPPA },
    values: {
      pAxis1: exact.axis,
      pAxis2: exact.axis,
      pDiagonal: exact.diagonal,
      limitAxis: limit.axis,
      limitDiagonal: limit.diagonal,
      axisOverQ: overQ.map(({ axis }) => axis),
      diagonalOverQ: overQ.map(({ diagonal }) => diagonal),
      limitOverQ: Q.map((one) => limitShares(kappa, one, cone).axis),
      axisOverKappa: overKappa.map(({ axis }) => axis),
      diagonalOverKappa: overKappa.map(({ diagonal }) => diagonal),
    },
  };
};
