/** The smoothed margin does not fall, and no margin exceeds half the global one. */
import type { Predict } from '#framework/run.ts';
import { cubeGlobalMargin } from '#theory/low-rotation/kernels.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => ({
  axes: {},
  values: { decreases: 0, worstDrop: 0, globalLevel: cubeGlobalMargin(parameters.d) / 2 },
});
