/** Spectrum at one cell of the plane, thresholds at one n, and their limits. */
import type { Activation } from '#theory/non-linear-spikes/activations/activation.ts';
import { countable } from '#theory/non-linear-spikes/countable.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { spikeDegrees } from '#theory/non-linear-spikes/limits.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { bulkOf, signalOf, type Constants, type SignalOptions } from '#theory/non-linear-spikes/signal.ts';
import { limitExponent, thresholds } from '#theory/non-linear-spikes/thresholds.ts';
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
  readonly constants: string;
}

export const settingAt = (values: PlaneValues, n: number, eta: number) =>
  settingOf({ ...values, ...sizesAt(n, values), eta });

export interface Cell {
  /** Where the bulk ends, with the chosen constants. */
  readonly edge: number;
  /** The same with dressed constants: the counting rule takes this one. */
  readonly dressedEdge: number;
  /** `SPIKES` entries, NaN where there is none. */
  readonly outliers: readonly number[];
  /** Outliers that the counting rule would count. */
  readonly count: number;
}

/** @param draw second layer and ‖β‖ of a draw, in place of their laws */
export function cellAt(values: PlaneValues, n: number, alpha: number, draw: SignalOptions = {}): Cell {
  const signal = signalOf(settingAt(values, n, stepOfExponent(alpha, n)), {
    ...secondLayerOption(values.secondLayer),
    ...draw,
  });
  const bulk = bulkOf(signal, values.constants as Constants);
  const edge = bulkEdge(bulk);
  const dressedEdge = bulkEdge(bulkOf(signal, 'dressed')).z;
  const found = outliers(signal, bulk, edge);
  return {
    edge: edge.z,
    dressedEdge,
    outliers: Array.from({ length: SPIKES }, (_, j) => found.at(j)?.z ?? Number.NaN),
    count: countable(signal, bulk, found, dressedEdge).length,
  };
}

const known = new Map<string, readonly number[]>();

/** η_1 … η_3 at that n, NaN where there is none; with bare constants. A smooth activation takes a quarter second. */
export function thresholdsAt(values: PlaneValues, n: number): readonly number[] {
  const { activation, w, p, curvature, theta, teacher, constant, noise, d, N, mode, secondLayer } = values;
  const key = JSON.stringify([
    [n, d, N, mode, secondLayer],
    [activation, w, p, curvature, theta],
    [teacher, constant, noise],
  ]);
  let etas = known.get(key);
  if (etas === undefined) {
    const found = thresholds(settingAt(values, n, 1), SPIKES, secondLayerOption(secondLayer));
    etas = Array.from({ length: SPIKES }, (_, j) => found.at(j) ?? Number.NaN);
    if (known.size >= 200) known.clear();
    known.set(key, etas);
  }
  return etas;
}

/**
 * The exponents that the thresholds tend to, one for each degree whose coefficient is not zero. With a = ±1/√N the odd
 * powers of a are all parallel and so are the even ones: one odd degree and one even one are left.
 */
export function limitsOf(activation: Activation, secondLayer: string): number[] {
  const degrees = spikeDegrees(activation, 9);
  const seen =
    secondLayer === 'twoValued'
      ? degrees.filter((degree, i) => degrees.findIndex((other) => (degree - other) % 2 === 0) === i)
      : degrees;
  return Array.from({ length: SPIKES }, (_, j) => (j < seen.length ? limitExponent(seen[j]) : Number.NaN));
}

export const exponents = (etas: readonly number[], n: number): number[] =>
  etas.map((eta) => (Number.isNaN(eta) ? Number.NaN : exponentOfStep(eta, n)));
