/** Predicted overlaps of the two largest left singular vectors. */
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import type { Setting } from '#theory/non-linear-spikes/setting.ts';
import { bulkOf, signalOf, type Constants } from '#theory/non-linear-spikes/signal.ts';

export interface PredictedOverlaps {
  /** Of the first vector with g and with H₂(g); 0 where no spike is outside of the bulk. */
  readonly linear: number;
  readonly quadratic: number;
  /** Of the second vector with H₂(g). */
  readonly second: number;
}

export function predictedOverlaps(setting: Setting, constants: Constants): PredictedOverlaps {
  const signal = signalOf(setting);
  const bulk = bulkOf(signal, constants);
  const found = outliers(signal, bulk, bulkEdge(bulk));
  const of = (i: number, feature: number): number => {
    const outlier = found.at(i);
    const value = outlier === undefined ? 0 : overlaps(signal, bulk, outlier)[feature];
    // What vanishes by symmetry comes out as rounding.
    return value < 1e-12 ? 0 : value;
  };
  return { linear: of(0, 1), quadratic: of(0, 2), second: of(1, 2) };
}
