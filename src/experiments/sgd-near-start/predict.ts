/** Bounds on the number of mistakes of the perceptron on frozen first weights. */
import type { Predict } from '#framework/run.ts';
import { standardStart } from '#theory/low-rotation/network.ts';
import { mistakesBound, widthMistakesBound } from '#theory/low-rotation/sgd.ts';
import { boundsWidth } from './cost.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { d, m } = parameters;
  return {
    axes: {},
    values: {
      mistakesBound: mistakesBound(d),
      mistakesBoundWidth: boundsWidth(parameters)
        ? widthMistakesBound(standardStart(random('weights'), m, d))
        : NaN,
    },
  };
};
