import { portableExp, portableLog } from '#numbers/elementary.ts';
import { brent } from '#numbers/roots.ts';
import { populationEdge, populationTrace, sampleOutlier, sampleOutlierSlope, type Bulk } from './bulk.ts';

export interface BulkEdge {
  /** k_e: population outliers above it are visible, those below are not (Baik, Ben Arous and Péché). */
  readonly k: number;
  /** z_e = z(k_e): upper edge of the spectrum of F Fᵀ/n. */
  readonly z: number;
  /** τ̄(k_e). */
  readonly trace: number;
}

/** The upper edge of the bulk: the minimum of z(k) above the population's edge, found as the zero of z′. */
export function bulkEdge(bulk: Bulk): BulkEdge {
  const start = populationEdge(bulk);
  if (!(start > 0)) return { k: 0, z: 0, trace: Infinity };
  const at = (exponent: number) => start * (1 + portableExp(exponent));
  const exponent = brent((t) => sampleOutlierSlope(bulk, at(t)), portableLog(1e-9), portableLog(1e6));
  const k = at(exponent);
  return { k, z: sampleOutlier(bulk, k), trace: populationTrace(bulk, k) };
}
