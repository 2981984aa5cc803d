/** The predicted spectrum at one step size, and along the way to it; used by run and prediction alike. */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { countable } from '#theory/non-linear-spikes/countable.ts';
import { bulkDensity } from '#theory/non-linear-spikes/density.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import type { Setting } from '#theory/non-linear-spikes/setting.ts';
import { bulkOf, signalOf, type Constants, type SignalOptions } from '#theory/non-linear-spikes/signal.ts';

export interface PredictedSpectrum {
  /** Edge of the bulk, as an eigenvalue of F Fᵀ/n. */
  readonly edge: number;
  /** All solutions, largest first. */
  readonly outliers: readonly number[];
}

export function predictedSpectrum(
  setting: Setting,
  constants: Constants,
  options: SignalOptions = {},
): PredictedSpectrum {
  const signal = signalOf(setting, options);
  const bulk = bulkOf(signal, constants);
  const edge = bulkEdge(bulk);
  return { edge: edge.z, outliers: outliers(signal, bulk, edge).map(({ z }) => z) };
}

/** How many of the predicted outliers the counting rule would count. */
export function predictedCount(setting: Setting, options: SignalOptions = {}): number {
  const signal = signalOf(setting, options);
  const bulk = bulkOf(signal, 'dressed');
  const edge = bulkEdge(bulk);
  return countable(signal, bulk, outliers(signal, bulk, edge), edge.z).length;
}

const POINTS = 120;

/** Density of the bulk on a grid that is uniform in the singular value, up to just beyond the edge. */
export function predictedDensity(
  setting: Setting,
  constants: Constants,
  options: SignalOptions = {},
): { readonly eigenvalue: readonly number[]; readonly density: readonly number[] } {
  const bulk = bulkOf(signalOf(setting, options), constants);
  const end = 1.01 * Math.sqrt(bulkEdge(bulk).z);
  const eigenvalue = Array.from({ length: POINTS }, (_, i) => ((end * (i + 1)) / POINTS) ** 2);
  return { eigenvalue, density: eigenvalue.map((x) => bulkDensity(bulk, x)) };
}

/** Outliers that a curve keeps. */
export const MOST_SPIKES = 5;

const FINE = 48;

/** Step sizes of the curves: evenly in the logarithm from ½ to a round number from 30 that is not below η. */
export function fineEtas(eta: number): number[] {
  const end = [30, 60, 125, 250, 500].find((round) => round >= eta) ?? 1000;
  const [from, to] = [portableLog(0.5), portableLog(end)];
  return Array.from({ length: FINE + 1 }, (_, i) =>
    i === FINE ? end : portableExp(from + ((to - from) * i) / FINE),
  );
}

export interface PredictedGrowth {
  readonly eta: readonly number[];
  readonly edge: readonly number[];
  /** Over step sizes, then outliers; NaN where there is none. */
  readonly outliers: readonly (readonly number[])[];
}

const grown = new Map<string, PredictedGrowth>();

/**
 * The curves over the step size. They do not depend on η itself, so that a reader who drags it waits for them once.
 *
 * @param key names everything else that the setting depends on
 */
export function predictedGrowth(
  setting: Setting,
  constants: Constants,
  options: SignalOptions,
  key: string,
): PredictedGrowth {
  const eta = fineEtas(setting.eta);
  const name = `${key} ${eta.at(-1)}`;
  let found = grown.get(name);
  if (found === undefined) {
    const at = eta.map((step) => predictedSpectrum({ ...setting, eta: step }, constants, options));
    found = {
      eta,
      edge: at.map(({ edge }) => edge),
      outliers: at.map(({ outliers: all }) =>
        Array.from({ length: MOST_SPIKES }, (_, j) => all[j] ?? Number.NaN),
      ),
    };
    if (grown.size >= 16) grown.clear();
    grown.set(name, found);
  }
  return found;
}

/** Step sizes on the way to η, η last; only η where the step is 0 or no parts are asked for. */
export function partialEtas(eta: number, parts: number): number[] {
  if (eta === 0 || parts === 0) return [eta];
  return Array.from({ length: parts + 1 }, (_, k) => (k === parts ? eta : (eta * k) / parts));
}
