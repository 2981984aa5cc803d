/** Spectrum and test error at one step size. */
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { bulkOf, signalOf } from '#theory/non-linear-spikes/signal.ts';
import type { ErrorValues } from '../shared/nls-error-parameters.ts';
import { predictedErrors } from '../shared/nls-errors.ts';
import { secondLayerOption, settingOf } from '../shared/nls-parameters.ts';

/** Spikes that are kept at each step size. */
export const SPIKES = 5;

export interface PredictedPoint {
  readonly edge: number;
  /** `SPIKES` entries, NaN where there is none. */
  readonly outliers: readonly number[];
  readonly testError: number;
}

export function predictedPoint(values: Omit<ErrorValues, 'intercept'>, eta: number): PredictedPoint {
  const signal = signalOf(settingOf({ ...values, eta }), secondLayerOption(values.secondLayer));
  const bulk = bulkOf(signal, 'dressed');
  const edge = bulkEdge(bulk);
  const found = outliers(signal, bulk, edge);
  return {
    edge: edge.z,
    outliers: Array.from({ length: SPIKES }, (_, j) => found.at(j)?.z ?? Number.NaN),
    testError: predictedErrors({ ...values, intercept: false }, eta).testError,
  };
}
