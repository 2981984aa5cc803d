/** The two levels, and the tangent margins, in closed form. */
import type { Predict } from '#framework/run.ts';
import { innerKernel, outerKernel } from '#theory/low-rotation/kernels.ts';
import { bestMargin, bisectorMargin, tangentMarginAt } from '#theory/low-rotation/two-points.ts';
import { trapped, type parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { theta } = parameters;
  const badMargin = bisectorMargin(theta);
  const globalMargin = bestMargin(theta);
  return {
    axes: {},
    values: {
      badMargin,
      globalMargin,
      finalMargin: trapped(parameters) ? badMargin : globalMargin,
      gammaInner: tangentMarginAt(theta, innerKernel),
      gammaOuter: tangentMarginAt(theta, outerKernel(0.5)),
    },
  };
};
