/** What the figure draws beside the shares. */
import { outputsInPlane, PLANE } from '#theory/random-feature-amplification/plane.ts';
import type { Networks } from './networks.ts';

/** The networks of one width. */
export interface WidthView {
  readonly m: number;
  /** Steps taken so far. */
  readonly step: number;
  /** Test accuracy of each network; empty while they are trained. */
  readonly accuracies: readonly number[];
  /** A network that gets the fewest of the four centres right. */
  readonly worst: {
    /** How many of the four. */
    readonly centres: number;
    /** Outputs in the plane of μ₁ and μ₂. */
    readonly size: number;
    readonly values: Float32Array;
  };
}

export interface View {
  /** Half the side of the square that is shown. */
  readonly extent: number;
  readonly widths: readonly WidthView[];
}

const MAP_SIZE = 31;

export function widthView(
  networks: Networks,
  inner: Float64Array,
  step: number,
  accuracies: readonly number[],
): WidthView {
  const { m, d, outer } = networks;
  let worst = 0;
  let fewest = 5;
  for (let r = 0; r < networks.runs; r++) {
    const centres = centresRight(inner.subarray(r * m * d, (r + 1) * m * d), outer, d);
    if (centres < fewest) [worst, fewest] = [r, centres];
  }
  const weights = inner.subarray(worst * m * d, (worst + 1) * m * d);
  const values = outputsInPlane(weights, outer, d, MAP_SIZE);
  return { m, step, accuracies: [...accuracies], worst: { centres: fewest, size: MAP_SIZE, values } };
}

export function viewOf(widths: readonly WidthView[]): View {
  return { extent: PLANE, widths: [...widths] };
}

/** How many of the centres ±μ₁, ±μ₂ the output has the right sign on. */
function centresRight(inner: Float64Array, outer: ArrayLike<number>, d: number): number {
  let right = 0;
  for (const axis of [0, 1])
    for (const sign of [1, -1]) {
      let output = 0;
      for (let j = 0; j < outer.length; j++) output += outer[j] * Math.max(0, sign * inner[j * d + axis]);
      if (axis === 0 ? output > 0 : output < 0) right++;
    }
  return right;
}
