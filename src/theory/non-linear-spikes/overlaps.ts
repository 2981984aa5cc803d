/** What each spike carries: squared overlaps of the top left singular vectors of F with functions of g. */
import { row } from '#numbers/linalg/matrix.ts';
import { hermite } from '#numbers/hermite.ts';
import {
  chi,
  chiSlope,
  populationTrace,
  populationTraceSlope,
  sampleOutlierSlope,
  type Bulk,
} from './bulk.ts';
import type { Outlier } from './outliers.ts';
import { NODES, type Signal } from './signal.ts';

/** The functions of `overlaps`, each scaled to variance (or, for 1, second moment) 1. */
export const overlapBasis = ['1', 'g', 'H2', 'H3', 'nu'] as const;

/**
 * Predicted squared overlaps of the left singular vector of one outlier with 1, g, H_2(g), H_3(g) and
 * ν = (‖x‖² − d)/√(2d), in this order (derived for this page). What they lack of 1 is noise.
 */
export function overlaps(signal: Signal, bulk: Bulk, outlier: Outlier): Float64Array {
  const amplitude = amplitudes(signal, bulk, outlier);
  const { nodes, weights } = signal.projection;
  const sums = new Float64Array(5);
  for (let p = 0; p < NODES; p++) {
    const h = hermite(nodes[p], 4);
    const value = Math.sqrt(weights[p]) * amplitude[p];
    sums[0] += value;
    sums[1] += value * h[1];
    sums[2] += (value * h[2]) / Math.SQRT2;
    sums[3] += (value * h[3]) / Math.sqrt(6);
  }
  sums[4] = amplitude[NODES];
  return sums.map((sum) => sum * sum);
}

/** Coordinates of the limiting singular vector on the nodes of g (times root weight) and on ν. */
export function amplitudes(signal: Signal, bulk: Bulk, { k, theta }: Outlier): Float64Array {
  const { columns, linear, projection } = signal;
  const y = new Float64Array(NODES + 1);
  let slopeOverlap = 0;
  for (let i = 0; i < theta.length; i++) {
    const component = row(columns, i);
    for (let p = 0; p <= NODES; p++) y[p] += theta[i] * component[p];
    slopeOverlap += theta[i] * linear[i];
  }
  // The part of g that the features showed before the step belongs to the bulk.
  const seen = 1 - chi(bulk, -k);
  for (let p = 0; p < NODES; p++)
    y[p] -= seen * Math.sqrt(projection.weights[p]) * projection.nodes[p] * slopeOverlap;
  const trace = populationTrace(bulk, k);
  // Derivative of the eigenvalue 1 of E(k): θᵀE′θ.
  const fall = populationTraceSlope(bulk, k) / trace - trace * chiSlope(bulk, -k) * slopeOverlap ** 2;
  const scale = Math.sqrt(((sampleOutlierSlope(bulk, k) / k) * trace) / -fall);
  return y.map((value) => value * scale);
}
