/** What the figure draws beside the measures, of the first seed. */
import { portableAcos } from '#numbers/elementary.ts';
import type { Centres } from '#theory/low-rotation/groups.ts';
import { squaredLength, type Weights } from '#theory/low-rotation/network.ts';

/** One entry for each drawn neuron, angles in degrees to one decimal. */
export interface NeuronAngles {
  /** Between v_j and the nearest centre of the neuron's class, at the start and now. */
  readonly start: readonly number[];
  readonly now: readonly number[];
  /** Sign of a_j. */
  readonly sign: readonly number[];
  readonly exclusive: readonly boolean[];
}

export interface View {
  readonly neurons: NeuronAngles;
  /** Groups with a training point, 0 … k − 1. */
  readonly seen: readonly number[];
  /** Test error in each group, empty before the end. */
  readonly errorOf: readonly number[];
}

const MOST_DRAWN = 300;

/** @param owner of the start, −1 for a neuron that is not exclusive */
export function neuronAngles(
  start: Weights,
  now: Weights,
  centres: Centres,
  owner: Int32Array,
): NeuronAngles {
  const drawn = Array.from({ length: Math.min(MOST_DRAWN, now.m) }, (_, j) => j);
  return {
    start: drawn.map((j) => nearest(start, centres, j)),
    now: drawn.map((j) => nearest(now, centres, j)),
    sign: drawn.map((j) => (now.a[j] < 0 ? -1 : 1)),
    exclusive: drawn.map((j) => owner[j] >= 0),
  };
}

/** Angle between v_j and the nearest centre of the neuron's class, degrees to one decimal. */
function nearest(weights: Weights, { k, directions, labels }: Centres, j: number): number {
  const { d, a, v } = weights;
  let best = -Infinity;
  for (let g = 0; g < k; g++) {
    if (labels[g] * a[j] < 0) continue;
    let inner = 0;
    for (let c = 0; c < d; c++) inner += directions[g * d + c] * v[j * d + c];
    best = Math.max(best, inner);
  }
  const cosine = Math.max(-1, Math.min(1, best / Math.sqrt(squaredLength(weights, j))));
  return Math.round((1800 / Math.PI) * portableAcos(cosine)) / 10;
}
