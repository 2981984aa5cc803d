/** What the figure draws beside the accuracies. */
import type { LinearRule } from '#numbers/logistic.ts';
import type { PlaneRule } from '#theory/random-feature-amplification/linear-limit.ts';
import type { XorDraw } from '../shared/xor.ts';

export interface View {
  /** The n that the rules and the map belong to. */
  readonly n: number;
  /** Half the side of the square of the plane that is shown. */
  readonly extent: number;
  /** The trained linear rules on the plane of μ₁ and μ₂. */
  readonly homogeneous: PlaneRule;
  readonly affine: PlaneRule;
  /** Outputs of the network in that plane; null until it is trained for the first n. */
  readonly network: { readonly size: number; readonly values: Float32Array } | null;
  /** Training points, projected to the plane, with their observed labels. */
  readonly points: { readonly x: Float32Array; readonly y: Float32Array; readonly label: Int8Array };
}

export const MAP_SIZE = 41;
const POINTS_SHOWN = 120;

export function inPlane({ slopes, intercept }: LinearRule): PlaneRule {
  return { slope1: slopes[0], slope2: slopes[1], intercept };
}

export function pointsShown({ train, labels }: Pick<XorDraw, 'train' | 'labels'>): View['points'] {
  const count = Math.min(POINTS_SHOWN, train.n);
  const coordinate = (axis: number) =>
    Float32Array.from({ length: count }, (_, i) => train.inputs[i * train.d + axis]);
  return { x: coordinate(0), y: coordinate(1), label: Int8Array.from(labels.subarray(0, count)) };
}
