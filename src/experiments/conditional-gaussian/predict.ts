/** The prediction of the readout as a mixture of Gaussians: given κ it is one, of mean C(κ). */
import type { Predict } from '#framework/run.ts';
import type { Solution } from '#theory/spiked-random-features/errors.ts';
import { learnedFunction } from '#theory/spiked-random-features/learned-function.ts';
import { foldMirrored, type Model } from '#theory/spiked-random-features/model.ts';
import {
  momentsInWindow,
  momentsOverall,
  type Moments,
} from '#theory/spiked-random-features/prediction-moments.ts';
import { modelOf, predictedCurve } from '../shared/srf-model.ts';
import { CENTRES, type parameters as parameterSpecs } from './spec.ts';
import { mixtureDensity } from './theory.ts';

const POINTS = 121;
/** Half of what is drawn, in standard deviations. */
const REACH = 3.5;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { kappa, window, alpha } = parameters;
  const model = foldMirrored(modelOf(parameters));
  const [solution] = predictedCurve(model, parameters, [alpha]);
  const inWindow = momentsInWindow(model, solution, kappa, window);
  const overall = momentsOverall(model, solution);
  const windows = CENTRES.map((centre) => momentsInWindow(model, solution, centre, window));
  const output = grid(overall);
  const outputInWindow = grid(inWindow);
  return {
    axes: { kappaGrid: [...CENTRES], output, outputInWindow },
    values: {
      ...inWindow,
      kurtosisAll: overall.kurtosis,
      meanOver: windows.map(({ mean }) => mean),
      sdOver: windows.map(({ variance }) => Math.sqrt(variance)),
      kurtosisOver: windows.map(({ kurtosis }) => kurtosis),
      density: densityOver(model, solution, { centre: 0, width: 12 }, output),
      densityInWindow: densityOver(model, solution, { centre: kappa, width: window }, outputInWindow),
    },
  };
};

function grid({ mean, variance }: Moments): number[] {
  const reach = REACH * Math.sqrt(variance);
  return Array.from({ length: POINTS }, (_, i) => mean + reach * ((2 * i) / (POINTS - 1) - 1));
}

function densityOver(
  model: Model,
  solution: Solution,
  window: { readonly centre: number; readonly width: number },
  outputs: readonly number[],
): number[] {
  return mixtureDensity(window, (kappas) => learnedFunction(model, solution, kappas), outputs);
}
