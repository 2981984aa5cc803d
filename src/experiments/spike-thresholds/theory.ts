/** Spectrum at one cell of the plane, and thresholds at one n. */
import { EDGE_MARGIN, SPAN_OVERLAP } from '#theory/non-linear-spikes/counting.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import { bulkOf, signalOf } from '#theory/non-linear-spikes/signal.ts';
import { thresholds } from '#theory/non-linear-spikes/thresholds.ts';
import {
  exponentOfStep,
  secondLayerOption,
  settingOf,
  sizesAt,
  stepOfExponent,
  type ActivationValues,
  type TeacherValues,
} from '../shared/nls-parameters.ts';

export const SPIKES = 3;

export interface PlaneValues extends ActivationValues, TeacherValues {
  readonly d: number | null;
  readonly N: number | null;
  readonly mode: string;
  readonly secondLayer: string;
}

export const settingAt = (values: PlaneValues, n: number, eta: number) =>
  settingOf({ ...values, ...sizesAt(n, values), eta });

export interface Cell {
  readonly edge: number;
  readonly outliers: readonly number[];
  readonly count: number;
}

export function cellAt(values: PlaneValues, n: number, alpha: number): Cell {
  const signal = signalOf(
    settingAt(values, n, stepOfExponent(alpha, n)),
    secondLayerOption(values.secondLayer),
  );
  const bulk = bulkOf(signal, 'dressed');
  const edge = bulkEdge(bulk);
  const found = outliers(signal, bulk, edge);
  const counted = found.filter(
    (outlier) =>
      outlier.z > EDGE_MARGIN * edge.z &&
      overlaps(signal, bulk, outlier).reduce((sum, value) => sum + value, 0) > SPAN_OVERLAP,
  );
  return {
    edge: edge.z,
    outliers: Array.from({ length: SPIKES }, (_, j) => found.at(j)?.z ?? Number.NaN),
    count: counted.length,
  };
}

/** η_1 … η_3 at that n, NaN where there is none. */
export function thresholdsAt(values: PlaneValues, n: number): number[] {
  const found = thresholds(settingAt(values, n, 1), SPIKES, secondLayerOption(values.secondLayer));
  return Array.from({ length: SPIKES }, (_, j) => found.at(j) ?? Number.NaN);
}

export const exponents = (etas: readonly number[], n: number): number[] =>
  etas.map((eta) => (Number.isNaN(eta) ? Number.NaN : exponentOfStep(eta, n)));
