/** The curve along the spike, the line across it, and what they could be at best. */
import type { Predict } from '#framework/run.ts';
import { spanDistance } from '#theory/spiked-random-features/expressivity.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import { functions } from '#theory/spiked-random-features/functions.ts';
import { learnedFunction, slopesAcross } from '#theory/spiked-random-features/learned-function.ts';
import { foldMirrored } from '#theory/spiked-random-features/model.ts';
import { momentsOverall } from '#theory/spiked-random-features/prediction-moments.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';
import { modelOf, predictedCurve } from '../shared/srf-model.ts';
import { ACROSS, ALONG, type parameters as parameterSpecs } from './spec.ts';

const FINE = 80;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const model = foldMirrored(modelOf(parameters));
  const [solution] = predictedCurve(model, parameters, [parameters.alpha]);
  const tables = tablesOf(model);
  const kappaFine = Array.from(
    { length: FINE + 1 },
    (_, i) => ALONG[0] + ((ALONG[ALONG.length - 1] - ALONG[0]) * i) / FINE,
  );
  const coarse = learnedFunction(model, solution, Float64Array.from(ALONG));
  const fine = learnedFunction(model, solution, Float64Array.from(kappaFine));
  const [slope] = slopesAcross(tables, solution);
  const { mean } = momentsOverall(model, solution);
  const { alignment, target, student } = model;
  const rest = Math.sqrt(1 - alignment * alignment);
  const { smoothed } = functions[target];
  return {
    axes: { kappa: [...ALONG], kappaFine, across: [...ACROSS] },
    values: {
      curve: [...coarse.curve],
      fluctuation: [...coarse.fluctuation],
      slope,
      line: ACROSS.map((u) => mean + slope * u),
      testError: solution.testError,
      curveFine: [...fine.curve],
      fluctuationFine: [...fine.fluctuation],
      targetAlong: kappaFine.map((kappa) => smoothed(alignment * kappa, rest).value),
      targetAcross: ACROSS.map((u) => smoothed(rest * u, Math.abs(alignment)).value),
      floor: kernelFloor(student, target),
      spanDistance: spanDistance(tables, false),
      spanDistanceBoth: spanDistance(tables, true),
    },
  };
};
