/** What the figure draws beside the measures. */
import { outputsInPlane, PLANE } from '#theory/random-feature-amplification/plane.ts';
import { measureNeurons, type NeuronMeasures } from '#theory/random-feature-amplification/measures.ts';
import type { XorDraw } from '../shared/xor.ts';

/** Neurons by sign of their output weight, counted in equal bins from `from` to `to`. */
export interface SplitHistogram {
  readonly from: number;
  readonly to: number;
  readonly positive: Uint16Array;
  readonly negative: Uint16Array;
}

export interface View {
  readonly step: number;
  /** Signed cosines with μ₁ and μ₂ of at most 600 neurons: c₁, c₂, c₁, c₂ … Neurons alternate: positive, negative. */
  readonly cosines: Float32Array;
  /** The same at step 0. */
  readonly start: Float32Array;
  /** ‖w_j‖, ⟨w_j, μ₁⟩ and ⟨w_j, μ₂⟩ of all neurons, 20 bins. */
  readonly norms: SplitHistogram;
  readonly along1: SplitHistogram;
  readonly along2: SplitHistogram;
  /** Outputs in the plane of μ₁ and μ₂. */
  readonly map: { readonly size: number; readonly extent: number; readonly values: Float32Array };
  /** The first training points, projected to that plane, with their observed labels. */
  readonly points: { readonly x: Float32Array; readonly y: Float32Array; readonly label: Int8Array };
  /** Cosines over the run, to drag through; only in the outcome. */
  readonly history: readonly Snapshot[] | null;
}

/** At most 200 neurons at one step, cosines rounded to three decimals to keep stored runs small. */
export interface Snapshot {
  readonly step: number;
  readonly cosines: readonly number[];
}

const MOST_DRAWN = 600;
const MOST_IN_HISTORY = 200;
const SNAPSHOTS = 12;
const BINS = 20;
const MAP_SIZE = 41;
const POINTS_SHOWN = 120;

export function viewOf(step: number, neurons: NeuronMeasures, inner: Float64Array, draw: XorDraw): View {
  const { outer, inner: first } = draw.first;
  const { d } = draw.train;
  const along = (axis: number) => Float64Array.from(outer, (_, j) => inner[j * d + axis]);
  const widest = (values: ArrayLike<number>) => niceAbove(largest(values));
  const [along1, along2] = [along(0), along(1)];
  const reach = Math.max(widest(along1), widest(along2));
  return {
    step,
    cosines: neurons.cosines.slice(0, 2 * MOST_DRAWN),
    start: measureNeurons(first, outer, d).cosines.slice(0, 2 * MOST_DRAWN),
    norms: histogram(neurons.norms, outer, 0, widest(neurons.norms)),
    along1: histogram(along1, outer, -reach, reach),
    along2: histogram(along2, outer, -reach, reach),
    map: { size: MAP_SIZE, extent: PLANE, values: outputsInPlane(inner, outer, d, MAP_SIZE) },
    points: pointsShown(draw),
    history: null,
  };
}

/** Which of the recorded steps the history keeps: evenly in √t, so that the early steps are there. */
export function historySteps(recorded: readonly number[]): Set<number> {
  const last = recorded[recorded.length - 1];
  const kept = new Set<number>();
  for (let i = 0; i < SNAPSHOTS; i++) {
    const wanted = last * (i / (SNAPSHOTS - 1)) ** 2;
    kept.add(recorded.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a)));
  }
  return kept;
}

export function snapshot(step: number, cosines: Float32Array): Snapshot {
  const kept = Array.from(cosines.subarray(0, 2 * MOST_IN_HISTORY));
  return { step, cosines: kept.map((cosine) => Math.round(cosine * 1000) / 1000) };
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/** The next of 1, 2, 5 · 10^k above: bins keep their edges for several steps, so that bars do not swim. */
function niceAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (value <= power ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10) * power;
}

function histogram(
  values: ArrayLike<number>,
  outer: ArrayLike<number>,
  from: number,
  to: number,
): SplitHistogram {
  const positive = new Uint16Array(BINS);
  const negative = new Uint16Array(BINS);
  for (let j = 0; j < outer.length; j++) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((BINS * (values[j] - from)) / (to - from))));
    (outer[j] > 0 ? positive : negative)[bin]++;
  }
  return { from, to, positive, negative };
}

function pointsShown({ train, labels }: XorDraw): View['points'] {
  const count = Math.min(POINTS_SHOWN, train.n);
  const coordinate = (axis: number) =>
    Float32Array.from({ length: count }, (_, i) => train.inputs[i * train.d + axis]);
  return { x: coordinate(0), y: coordinate(1), label: Int8Array.from(labels.subarray(0, count)) };
}
