/** Spikes, edge and test error over the step size. */
import type { Predict } from '#framework/run.ts';
import { alignmentOf } from '#theory/non-linear-spikes/teacher.ts';
import { etasOf } from '../shared/nls-error-parameters.ts';
import { predictedErrors } from '../shared/nls-errors.ts';
import { teacherOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { predictedPoint, SPIKES } from './theory.ts';

const FINE = 36;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const eta = etasOf(parameters);
  const largest = Math.max(0, ...eta);
  const etaFine = Array.from({ length: FINE + 1 }, (_, i) => (largest * i) / FINE);
  const at = eta.map((size) => predictedPoint(parameters, size));
  const along = etaFine.map((size) => predictedPoint(parameters, size));
  const before = predictedErrors({ ...parameters, intercept: false }, 0).testError;
  const { rho, betaNorm } = alignmentOf(teacherOf(parameters), parameters.d / parameters.n);
  return {
    axes: { eta: [...eta], spike: Array.from({ length: SPIKES }, (_, j) => j + 1), etaFine },
    values: {
      outliers: at.map(({ outliers }) => outliers),
      bulkEdge: at.map(({ edge }) => edge),
      testError: at.map(({ testError }) => testError),
      overlapConstant: at.map(({ first }) => first.constant),
      overlapLinear: at.map(({ first }) => first.linear),
      firstRatio: Number.isNaN(at.at(-1)?.outliers[0] ?? Number.NaN) ? Number.NaN : 1,
      gain: before - (at.at(-1)?.testError ?? Number.NaN),
      betaNorm,
      cosine: Math.abs(rho),
      overlapConstantCurve: along.map(({ first }) => first.constant),
      overlapLinearCurve: along.map(({ first }) => first.linear),
      topCurve: along.map(({ outliers }) => outliers),
      edgeCurve: along.map(({ edge }) => edge),
      testErrorCurve: along.map(({ testError }) => testError),
    },
  };
};
