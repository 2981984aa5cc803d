/** What the figure draws beside the measures: the decision map, also over the past of the run. */
import { outputsInPlane, PLANE } from '#theory/random-feature-amplification/plane.ts';
import type { XorDraw } from '../shared/xor.ts';

/** Signs and relative sizes of the output in the plane of μ₁ and μ₂ at one step. */
export interface PlaneMap {
  readonly step: number;
  /** Cells a side. */
  readonly size: number;
  /** Row by row from the lowest μ₂, scaled to ±127: the border needs no more. */
  readonly values: Int8Array;
}

export interface View {
  readonly extent: number;
  readonly map: PlaneMap;
  /** The first training points, projected to the plane, with their observed labels. */
  readonly points: { readonly x: Float32Array; readonly y: Float32Array; readonly label: Int8Array };
  /** Maps over the run, to drag through; only in the outcome. */
  readonly history: readonly PlaneMap[] | null;
}

const MAP_SIZE = 41;
const POINTS_SHOWN = 120;
const SNAPSHOTS = 14;

export function mapOf(step: number, inner: ArrayLike<number>, outer: ArrayLike<number>, d: number): PlaneMap {
  const values = outputsInPlane(inner, outer, d, MAP_SIZE);
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  // Rounded away from zero, so that no cell loses its sign.
  const scaled = (value: number) => Math.sign(value) * Math.ceil((127 * Math.abs(value)) / most);
  return { step, size: MAP_SIZE, values: Int8Array.from(values, (value) => (most > 0 ? scaled(value) : 0)) };
}

export function viewOf(map: PlaneMap, { train, labels }: XorDraw): View {
  const count = Math.min(POINTS_SHOWN, train.n);
  const coordinate = (axis: number) =>
    Float32Array.from({ length: count }, (_, i) => train.inputs[i * train.d + axis]);
  return {
    extent: PLANE,
    map,
    points: { x: coordinate(0), y: coordinate(1), label: Int8Array.from(labels.subarray(0, count)) },
    history: null,
  };
}

/** Which of the recorded steps the history keeps: evenly in log(1 + t), because the first steps change most. */
export function historySteps(recorded: readonly number[]): Set<number> {
  const last = recorded[recorded.length - 1];
  const kept = new Set<number>();
  for (let i = 0; i < SNAPSHOTS; i++) {
    const wanted = (1 + last) ** (i / (SNAPSHOTS - 1)) - 1;
    kept.add(recorded.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a)));
  }
  return kept;
}
