/** Margins of the sample and of the centres, and how many groups a sample misses. */
import { recordedSteps } from '#framework/recorded.ts';
import type { Predict } from '#framework/run.ts';
import {
  centreGlobalMargin,
  collapseMargin,
  type Geometry,
  missed,
  seenGroups,
} from '#theory/low-rotation/groups.ts';
import { drawPoints } from './draw.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { geometry, k, n, start, steps } = parameters;
  const { points } = drawPoints(random, parameters);
  const groupMargin = collapseMargin(points) / 2;
  const globalMargin = centreGlobalMargin(geometry as Geometry, k) / 2;
  return {
    axes: { step: recordedSteps(steps) },
    values: {
      groupMargin,
      globalMargin,
      ceiling: start === 'exclusive' ? groupMargin : globalMargin,
      unseen: missed(k, n),
      unseenShare: 1 - seenGroups(points).length / k,
      exclusiveKept: 1,
    },
  };
};
