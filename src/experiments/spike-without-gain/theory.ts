/** Spectrum, first vector and test error at one step size. */
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import { bulkOf, signalOf, type SignalOptions } from '#theory/non-linear-spikes/signal.ts';
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
  /** Squared overlaps of the first left singular vector with 1 and g; NaN where there is no spike. */
  readonly first: { readonly constant: number; readonly linear: number };
}

/**
 * Edge and spikes with dressed constants, unless all is to be bare.
 *
 * @param draw second layer and ‖β‖ of a draw, in place of their laws
 */
export function predictedOutliers(values: SpectrumValues, eta: number, draw: SignalOptions = {}) {
  const signal = signalOf(settingOf({ ...values, eta }), {
    ...secondLayerOption(values.secondLayer),
    ...draw,
  });
  const bulk = bulkOf(signal, values.constants === 'bare' ? 'bare' : 'dressed');
  const edge = bulkEdge(bulk);
  return { signal, bulk, edge: edge.z, found: outliers(signal, bulk, edge) };
}

type SpectrumValues = Omit<ErrorValues, 'intercept'>;

/** The edge that the counting rule takes. */
export const dressedEdge = (values: SpectrumValues, eta: number): number =>
  predictedOutliers({ ...values, constants: 'dressed' }, eta).edge;

export function predictedPoint(values: SpectrumValues, eta: number): PredictedPoint {
  const { signal, bulk, edge, found } = predictedOutliers(values, eta);
  const first = found.length > 0 ? overlaps(signal, bulk, found[0]) : [Number.NaN, Number.NaN];
  return {
    edge,
    outliers: Array.from({ length: SPIKES }, (_, j) => found.at(j)?.z ?? Number.NaN),
    testError: predictedErrors({ ...values, intercept: false }, eta).testError,
    first: { constant: first[0], linear: first[1] },
  };
}
