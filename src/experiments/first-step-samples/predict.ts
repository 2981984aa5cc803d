/** The theory over the samples of the first step. */
import type { Predict } from '#framework/run.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import {
  foldMirrored,
  randomFeatures,
  type StudentName,
  type TargetName,
} from '#theory/spiked-random-features/model.ts';
import { fineAlphas, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import { isotropicFrom } from './bulk.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Each α₀ is a model of its own, so that a point of the curve costs more than one of a learning curve. */
const FINE = 30;
const FINE_OF_MANY_GROUPS = 12;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { alpha0, alpha } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const solved = (samples: number) => {
    const model = foldMirrored(modelAfterStep({ ...parameters, alpha0: samples }));
    const [{ testError, trainError }] = predictedCurve(model, parameters, [alpha]);
    return { groups: model.groups.length, alignment: model.alignment, testError, trainError };
  };
  const at = alpha0.map(solved);
  const many = Math.max(...at.map(({ groups }) => groups)) > 2;
  const alpha0Fine = fineAlphas(alpha0, Infinity, many ? FINE_OF_MANY_GROUPS : FINE);
  const along = alpha0Fine.map(solved);
  const [before] = predictedCurve(randomFeatures(student, target), parameters, [alpha]);
  return {
    axes: { alpha0: [...alpha0], alpha0Fine },
    values: {
      testError: at.map(({ testError }) => testError),
      trainError: at.map(({ trainError }) => trainError),
      alignment: at.map(({ alignment }) => alignment),
      testErrorCurve: along.map(({ testError }) => testError),
      alignmentCurve: along.map(({ alignment }) => alignment),
      noStep: before.testError,
      floor: kernelFloor(student, target),
      isotropicFrom: isotropicFrom(parameters),
      testRatio: 1,
      alignmentMean: at.reduce((sum, { alignment }) => sum + alignment, 0) / at.length,
    },
  };
};
