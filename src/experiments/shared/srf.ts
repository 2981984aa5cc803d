/**
 * What the experiments on spiked random features simulate: samples of the teacher, a first layer that is drawn from the
 * model or taken from a network after one gradient step, and the ridge readout at several numbers of samples.
 *
 * The target's direction θ is the first coordinate: inputs are isotropic and rows start isotropic, so nothing is lost.
 * Work comes in pieces (generators), so that a run can report and be stopped between two of them.
 */
import type { Engine, Points } from '#engine/engine.ts';
import { normals, sphereRows, type Stream, type Streams } from '#numbers/random.ts';
import type { FirstStep } from '#theory/spiked-random-features/first-step.ts';
import { functions } from '#theory/spiked-random-features/functions.ts';
import type { Group, Model, StudentName, TargetName } from '#theory/spiked-random-features/model.ts';
import { PIECE } from './products.ts';
import { neuronsOf, samplesOf } from './srf-model.ts';

export const TEST_POINTS = 4000;

/** Inputs x ~ N(0, I_d) with their target values. */
export interface Sample extends Points {
  /** n × d row by row. */
  readonly inputs: Float32Array;
  /** σ⋆(θ·x), length n. */
  readonly clean: Float64Array;
  /** The same with label noise of variance Δ. */
  readonly labels: Float64Array;
}

interface Teacher {
  readonly d: number;
  readonly target: TargetName;
  /** Δ. */
  readonly delta: number;
}

/** The next n points of a stream; a longer sample from the same streams begins with the shorter one. */
export function drawSample(inputs: Stream, noise: Stream, { d, target, delta }: Teacher, n: number): Sample {
  const values = new Float32Array(n * d);
  for (let i = 0; i < values.length; i++) values[i] = inputs.normal();
  const teacher = functions[target].value;
  const clean = Float64Array.from({ length: n }, (_, i) => teacher(values[i * d]));
  const spread = Math.sqrt(delta);
  return { inputs: values, n, d, clean, labels: clean.map((y) => y + spread * noise.normal()) };
}

/** The samples that the readout of a run is fitted and tested on, from the streams `data`, `labels` and `test`. */
export interface ReadoutData {
  readonly train: Sample;
  /** Without label noise. */
  readonly test: Sample;
}

/** @param alpha the largest α = n/d that is asked for */
export function drawReadoutData(random: Streams, teacher: Teacher, alpha: number): ReadoutData {
  const source = random('test');
  return {
    train: drawSample(random('data'), random('labels'), teacher, samplesOf(alpha, teacher.d)),
    test: drawSample(source, source, { ...teacher, delta: 0 }, TEST_POINTS),
  };
}

/** A first layer, with what is known of how it came about. */
export interface FirstLayer {
  /** W, p × d row by row. */
  readonly rows: Float64Array;
  readonly p: number;
  readonly d: number;
  /** Direction v of the spike, unit length. */
  readonly direction: Float64Array;
  /** Group of each neuron. */
  readonly groupOf: Uint16Array;
}

/** Which group each of p neurons is in: consecutive, by cumulated shares, so that no neuron is left over. */
export function groupsOfNeurons(fractions: readonly number[], p: number): Uint16Array {
  const groupOf = new Uint16Array(p).fill(fractions.length - 1);
  let share = 0;
  let neuron = 0;
  fractions.forEach((fraction, l) => {
    share += fraction;
    for (; neuron < Math.min(p, Math.round(share * p)); neuron++) groupOf[neuron] = l;
  });
  return groupOf;
}

/** Rows uniform on the unit sphere, from the stream `weights`. */
const firstRows = (random: Streams, p: number, d: number): Float64Array =>
  sphereRows(random('weights'), p, d);

/**
 * Rows drawn from the model outright, w_i = √c_l w_i⁰ + r_l v with v = (γ, √(1−γ²), 0 …).
 *
 * @param readouts of each neuron at the first step, where r_l and c_l − 1 are to follow them neuron by neuron instead of
 *   group by group: r ∝ a, c − 1 ∝ a²
 */
export function drawSpiked(
  random: Streams,
  { groups, alignment }: Model,
  size: { readonly d: number; readonly beta: number },
  readouts?: { readonly values: Float64Array; readonly of: FirstStep },
): FirstLayer {
  const { d } = size;
  const p = neuronsOf(size);
  const rows = firstRows(random, p, d);
  const direction = new Float64Array(d);
  direction[0] = alignment;
  direction[1] = Math.sqrt(1 - alignment * alignment);
  const groupOf = groupsOfNeurons(
    groups.map(({ fraction }) => fraction),
    p,
  );
  const unit = readouts === undefined ? null : perUnitReadout(groups, readouts.of);
  for (let i = 0; i < p; i++) {
    const a = readouts?.values[i] ?? 1;
    const { spike, bulkVariance } =
      unit === null
        ? groups[groupOf[i]]
        : { spike: a * unit.spike, bulkVariance: 1 + a * a * (unit.bulkVariance - 1) };
    const row = rows.subarray(i * d, (i + 1) * d);
    const scale = Math.sqrt(bulkVariance);
    for (let k = 0; k < d; k++) row[k] = scale * row[k] + spike * direction[k];
  }
  return { rows, p, d, direction, groupOf };
}

/** r and c of a neuron with readout weight 1. */
function perUnitReadout(
  groups: readonly Group[],
  { readout }: FirstStep,
): Pick<Group, 'spike' | 'bulkVariance'> {
  const l = readout.values.findIndex((a) => a !== 0);
  if (l < 0) return { spike: 0, bulkVariance: 1 };
  const a = readout.values[l];
  return { spike: groups[l].spike / a, bulkVariance: 1 + (groups[l].bulkVariance - 1) / (a * a) };
}

/** The readout weight of each neuron at the first step; `gaussian` draws them from the stream `readout`. */
export function firstReadouts(
  random: Streams,
  text: string,
  { readout }: FirstStep,
  p: number,
): Float64Array {
  if (text === 'gaussian') return normals(random('readout'), p);
  const groupOf = groupsOfNeurons(readout.fractions, p);
  return Float64Array.from(groupOf, (l) => readout.values[l]);
}

/** The layer of an sRF whose r, c and γ are those of a first step. Gaussian readouts differ from neuron to neuron. */
export function drawMapped(
  random: Streams,
  model: Model,
  step: FirstStep,
  text: string,
  size: { readonly d: number; readonly beta: number },
): FirstLayer {
  if (text !== 'gaussian') return drawSpiked(random, model, size);
  const values = firstReadouts(random, text, step, neuronsOf(size));
  return drawSpiked(random, model, size, { values, of: step });
}

/** A network after one step, with what it was before. */
export interface SteppedLayer extends FirstLayer {
  /** W⁰, p × d row by row. */
  readonly before: Float64Array;
  /** a_i, length p. */
  readonly readouts: Float64Array;
}

/** The samples that the first step sees, n₀ of them, from the streams `step` and `stepLabels`. */
export function stepSample(random: Streams, step: Teacher & Pick<FirstStep, 'alpha0'>): Sample {
  return drawSample(random('step'), random('stepLabels'), step, samplesOf(step.alpha0, step.d));
}

/** Floating-point operations of {@link stepped}. */
export function stepWork({ d, beta, alpha0 }: { d: number; beta: number; alpha0: number }): number {
  return 6 * samplesOf(alpha0, d) * d * neuronsOf({ d, beta }) + 40 * samplesOf(alpha0, d) * d;
}

/**
 * One gradient step of a network f(x) = p⁻¹ Σ a_i σ(w_i·x) on the square loss (2n₀)⁻¹ Σ (y − f)², of size η = η̃p: that
 * is w_i ← w_i + η̃ a_i n₀⁻¹ Σ (y_μ − f(x_μ)) σ′(w_i·x_μ) x_μ. The gradient is a mean over samples, so that it is
 * gathered batch by batch; each `yield` is between two of them.
 */
export function* stepped(
  engine: Engine,
  random: Streams,
  step: FirstStep,
  text: string,
  size: { readonly d: number; readonly beta: number },
): Generator<void, SteppedLayer, void> {
  const { d } = size;
  const p = neuronsOf(size);
  const before = firstRows(random, p, d);
  const readouts = firstReadouts(random, text, step, p);
  const rows = Float64Array.from(before);
  const total = samplesOf(step.alpha0, d);
  const batch = Math.max(16, Math.round(PIECE / (6 * d * p)));
  const [inputs, noise] = [random('step'), random('stepLabels')];
  for (let from = 0; from < total; from += batch) {
    const part = drawSample(
      inputs,
      noise,
      { d, target: step.target, delta: step.delta },
      Math.min(batch, total - from),
    );
    const network = engine.network({
      points: part,
      targets: part.labels,
      inner: before,
      outer: readouts.map((a) => a / p),
      activation: step.student,
      loss: 'square',
      trained: { inner: true },
    });
    try {
      const { inner } = network.gradients();
      const factor = (step.eta * p * part.n) / total;
      for (let i = 0; i < rows.length; i++) rows[i] -= factor * inner[i];
    } finally {
      network.dispose();
    }
    yield;
  }
  const groupOf = text === 'gaussian' ? new Uint16Array(p) : groupsOfNeurons(step.readout.fractions, p);
  const layer = { rows, p, d, groupOf, before, readouts };
  return { ...layer, direction: learnedDirection(layer) };
}

/**
 * The same step at another size: the gradient does not depend on it.
 *
 * @param layer after a step of size 1
 */
export function atStepSize(layer: SteppedLayer, eta: number): SteppedLayer {
  const { before } = layer;
  return { ...layer, rows: layer.rows.map((row, i) => before[i] + eta * (row - before[i])) };
}

/** Unit vector along Σ a_i (w_i − w_i⁰): the spike direction that the step found. The first axis where nothing moved. */
function learnedDirection({ rows, before, readouts, p, d }: Omit<SteppedLayer, 'direction'>): Float64Array {
  const sum = new Float64Array(d);
  for (let i = 0; i < p; i++)
    for (let k = 0; k < d; k++) sum[k] += readouts[i] * (rows[i * d + k] - before[i * d + k]);
  const length = Math.sqrt(sum.reduce((s, x) => s + x * x, 0));
  if (length === 0) return sum.map((_, k) => (k === 0 ? 1 : 0));
  return sum.map((x) => x / length);
}

/** r_l = mean of w_i·v, c_l = mean of ‖w_i − (w_i·v)v‖² over the neurons of each group, and γ = v·θ, as measured. */
export function measuredModel(
  { rows, p, d, direction, groupOf }: FirstLayer,
  names: { readonly student: StudentName; readonly target: TargetName },
): Model {
  const count = groupOf.reduce((most, l) => Math.max(most, l + 1), 0);
  const sums = Array.from({ length: count }, () => ({ neurons: 0, along: 0, across: 0 }));
  for (let i = 0; i < p; i++) {
    let along = 0;
    let square = 0;
    for (let k = 0; k < d; k++) {
      const w = rows[i * d + k];
      along += w * direction[k];
      square += w * w;
    }
    const sum = sums[groupOf[i]];
    sum.neurons++;
    sum.along += along;
    sum.across += square - along * along;
  }
  const groups = sums
    .filter(({ neurons }) => neurons > 0)
    .map(({ neurons, along, across }) => ({
      fraction: neurons / p,
      spike: along / neurons,
      bulkVariance: across / neurons,
    }));
  return { ...names, groups, alignment: direction[0] };
}

/** The same spike, on a bulk drawn afresh with the isotropic covariance of each group; from the stream `bulk`. */
export function withIsotropicBulk(random: Streams, layer: FirstLayer, { groups }: Model): FirstLayer {
  const { p, d, direction, groupOf } = layer;
  const rows = sphereRows(random('bulk'), p, d);
  for (let i = 0; i < p; i++) {
    const { spike, bulkVariance } = groups[Math.min(groupOf[i], groups.length - 1)];
    const scale = Math.sqrt(bulkVariance);
    for (let k = 0; k < d; k++) rows[i * d + k] = scale * rows[i * d + k] + spike * direction[k];
  }
  return { ...layer, rows };
}
