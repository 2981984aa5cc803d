/** The theory over the step size, at the actual width and at p = ∞. */
import type { Predict } from '#framework/run.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import {
  foldMirrored,
  randomFeatures,
  type StudentName,
  type TargetName,
} from '#theory/spiked-random-features/model.ts';
import { modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Each step size is a model of its own, so that a point of the curve costs more than one of a learning curve. */
const FINE = 28;
const FINE_OF_MANY_GROUPS = 12;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { eta, alpha } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const both = (step: number) => {
    const model = foldMirrored(modelAfterStep({ ...parameters, eta: step }));
    const [actual] = predictedCurve(model, parameters, [alpha]);
    const [infinite] = predictedCurve(model, { ...parameters, width: 'infinite' }, [alpha]);
    return { groups: model.groups.length, actual, infinite };
  };
  const at = eta.map(both);
  const many = Math.max(...at.map(({ groups }) => groups)) > 2;
  const etaFine = fineSteps(eta, many ? FINE_OF_MANY_GROUPS : FINE);
  const along = etaFine.map(both);
  const [before] = predictedCurve(randomFeatures(student, target), parameters, [alpha]);
  return {
    axes: { eta: [...eta], etaFine },
    values: {
      testError: at.map(({ actual }) => actual.testError),
      trainError: at.map(({ actual }) => actual.trainError),
      testErrorInfinite: at.map(({ infinite }) => infinite.testError),
      testErrorCurve: along.map(({ actual }) => actual.testError),
      testErrorInfiniteCurve: along.map(({ infinite }) => infinite.testError),
      noStep: before.testError,
      floor: kernelFloor(student, target),
      testRatio: 1,
    },
  };
};

/** Evenly in the logarithm, from the smallest positive step to the largest. */
function fineSteps(eta: readonly number[], count: number): number[] {
  const positive = eta.filter((step) => step > 0);
  const from = Math.min(...positive);
  const to = Math.max(...positive);
  if (positive.length === 0 || from === to) return [...new Set(positive)];
  return Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));
}
