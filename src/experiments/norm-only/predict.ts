/** Levels of the normalised margin: halves of the linear programs' values for the run's own directions, and of γ_gl. */
import type { Predict } from '#framework/run.ts';
import { wholeCube } from '#theory/low-rotation/data.ts';
import { freeSignMargin, signedMargin } from '#theory/low-rotation/dictionary.ts';
import { cubeGlobalMargin } from '#theory/low-rotation/kernels.ts';
import { balancedStart } from '#theory/low-rotation/network.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { d, m, epsilon } = parameters;
  const points = wholeCube(d);
  const start = balancedStart(random('weights'), m, d, epsilon);
  const { value } = signedMargin(points, start);
  return {
    axes: {},
    values: {
      signedLp: value / 2,
      freeSignLp: freeSignMargin(points, start) / 2,
      globalMargin: cubeGlobalMargin(d) / 2,
      potentialSlope: 2 * value,
    },
  };
};
