/** The two levels of the race: the best with the first layer frozen as it was drawn, and the best of all. */
import type { Predict } from '#framework/run.ts';
import { cubeGlobalMargin } from '#theory/low-rotation/kernels.ts';
import type { Parity } from '#theory/low-rotation/data.ts';
import { frozenLevel } from '#theory/low-rotation/tangent.ts';
import { pointsOf, startOf } from './setting.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => ({
  axes: {},
  values: {
    ntkLevel: frozenLevel(pointsOf(parameters, random), startOf(parameters, random)),
    globalLevel: cubeGlobalMargin(parameters.d, parameters.parity as Parity) / 2,
    gainRatio: 1,
  },
});
