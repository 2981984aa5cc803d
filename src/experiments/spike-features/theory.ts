/** Predicted overlaps and shapes of the left singular vectors. */
import { hermite } from '#numbers/hermite.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { amplitudes, overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import type { Setting } from '#theory/non-linear-spikes/setting.ts';
import {
  bulkOf,
  NODES,
  signalOf,
  type Constants,
  type SignalOptions,
} from '#theory/non-linear-spikes/signal.ts';

/** Vectors that are compared. */
export const VECTORS = 3;

/** Degree up to which a predicted shape is expanded for drawing. */
const SHAPE_DEGREE = 12;

export interface PredictedVector {
  /** Squared overlaps with 1, g, H₂, H₃, ν, each of unit variance. */
  readonly overlap: readonly number[];
  /** Coefficients of √n times the vector on the normalised Hermite polynomials of g; the part on ν is noise to them. */
  readonly shape: readonly number[];
}

/** One entry for each predicted outlier, at most `VECTORS`. */
export function predictedVectors(
  setting: Setting,
  constants: Constants,
  options: SignalOptions,
): PredictedVector[] {
  const signal = signalOf(setting, options);
  const bulk = bulkOf(signal, constants);
  const { nodes, weights } = signal.projection;
  return outliers(signal, bulk, bulkEdge(bulk))
    .slice(0, VECTORS)
    .map((outlier) => {
      const amplitude = amplitudes(signal, bulk, outlier);
      const shape = new Array<number>(SHAPE_DEGREE + 1).fill(0);
      for (let p = 0; p < NODES; p++) {
        const h = normalised(nodes[p]);
        for (let k = 0; k <= SHAPE_DEGREE; k++) shape[k] += Math.sqrt(weights[p]) * amplitude[p] * h[k];
      }
      return { overlap: Array.from(overlaps(signal, bulk, outlier)), shape: turned(shape) };
    });
}

/** H_k(g)/√k! up to the degree of shapes. */
export function normalised(g: number): Float64Array {
  const values = hermite(g, SHAPE_DEGREE + 1);
  let factorial = 1;
  for (let k = 1; k <= SHAPE_DEGREE; k++) {
    factorial *= k;
    values[k] /= Math.sqrt(factorial);
  }
  return values;
}

/** A singular vector has no sign of its own; here its largest coefficient is positive, the linear one preferred. */
function turned(shape: readonly number[]): number[] {
  let largest = 0;
  shape.forEach((value, k) => {
    if (Math.abs(value) > 1.0001 * Math.abs(shape[largest])) largest = k;
  });
  return shape.map((value) => (shape[largest] < 0 ? -value : value));
}

/** Value of a shape at g. */
export const shapeAt = (shape: readonly number[], g: number): number => {
  const h = normalised(g);
  return shape.reduce((sum, value, k) => sum + value * h[k], 0);
};
