/**
 * What the experiments on non-linear spikes simulate: two halves of data, one gradient step on the first, and the
 * pre-activations of the second, which are those before the step plus η times those of the step. Everything that does
 * not depend on η is computed once.
 *
 * The teacher's direction β⋆ is the first coordinate: inputs are isotropic and rows start isotropic, so nothing is lost.
 * Large products are in single precision on the engine, all else is in double precision. Work comes in pieces
 * (generators), so that a run can report and be stopped between two of them.
 */
import type { Engine, Points } from '#engine/engine.ts';
import { hermite } from '#numbers/hermite.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { normals, sphereRows, type Streams } from '#numbers/random.ts';
import type { Activation } from '#theory/non-linear-spikes/activations/activation.ts';
import type { Setting } from '#theory/non-linear-spikes/setting.ts';
import type { Teacher } from '#theory/non-linear-spikes/teacher.ts';
import { hiddenLayer } from './products.ts';

/** Inputs x ~ N(0, I_d) with their labels. */
export interface Sample extends Points {
  /** n × d row by row. */
  readonly inputs: Float32Array;
  /** y = Σ_k c_{⋆,k} H_k(x_1) + ε, length n. */
  readonly labels: Float64Array;
}

/** Which samples: those of the step, those of the features, those of the test. Each has its own streams. */
export type Part = 'first' | 'second' | 'test';

/** The first n samples of a part; a longer sample begins with the shorter one. */
export function drawSample(
  random: Streams,
  part: Part,
  { d, teacher }: { readonly d: number; readonly teacher: Teacher },
  n: number,
): Sample {
  const source = random(part);
  const noise = random(`${part}Labels`);
  const inputs = new Float32Array(n * d);
  for (let i = 0; i < inputs.length; i++) inputs[i] = source.normal();
  const { coefficients, noise: spread } = teacher;
  const labels = Float64Array.from({ length: n }, (_, i) => {
    const h = hermite(inputs[i * d], coefficients.length);
    return coefficients.reduce((sum, c, k) => sum + c * h[k], spread * noise.normal());
  });
  return { inputs, labels, n, d };
}

/** The network before the step. */
export interface Start {
  readonly N: number;
  readonly d: number;
  /** W₀, N × d row by row, rows uniform on the unit sphere. */
  readonly weights: Float64Array;
  /** a, length N, of variance 1/N. */
  readonly a: Float64Array;
}

/** @param secondLayer `gaussian`, or `twoValued` for a = ±1/√N with random signs */
export function drawStart(
  random: Streams,
  { N, d }: { readonly N: number; readonly d: number },
  secondLayer: string,
): Start {
  const source = random('secondLayer');
  const scale = 1 / Math.sqrt(N);
  const a =
    secondLayer === 'twoValued'
      ? Float64Array.from({ length: N }, () => (source.uniform() < 0.5 ? -scale : scale))
      : normals(source, N, scale);
  return { N, d, weights: sphereRows(random('weights'), N, d), a };
}

/** One gradient step of size 1: W = W₀ + ηG. */
export interface Step {
  /** β = Xᵀy/n, with the residual in place of y where the first output is kept. Length d. */
  readonly beta: Float64Array;
  /** ‖β‖. */
  readonly betaNorm: number;
  /** G, N × d row by row; null in mode R, where it is c_1 a βᵀ. */
  readonly gradient: Float64Array | null;
}

export interface StepOptions extends Pick<Setting, 'activation' | 'mode'> {
  /** Whether the gradient is taken at the residual y − f₀. */
  readonly literal: boolean;
}

/** Takes the gradient of ‖y − f‖²/(2n) over W at the start, with the opposite sign. */
export function* firstStep(
  engine: Engine,
  { weights, a, N, d }: Start,
  sample: Sample,
  { activation, mode, literal }: StepOptions,
): Generator<undefined, Step, void> {
  const { n, inputs } = sample;
  const before = literal || mode === 'G' ? yield* hiddenLayer(engine, sample, weights) : null;
  const residual = Float64Array.from(sample.labels);
  if (literal && before !== null)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < N; j++) residual[i] -= a[j] * activation.value(before[i * N + j]);
  const beta = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) beta[k] += (residual[i] * inputs[i * d + k]) / n;
  const betaNorm = Math.sqrt(beta.reduce((sum, value) => sum + value * value, 0));
  if (mode === 'R' || before === null) return { beta, betaNorm, gradient: null };
  // G = diag(a) S X/n with S_ji = σ′(w_j·x_i) y_i.
  const slopes = new Float32Array(N * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < N; j++) slopes[j * n + i] = activation.slope(before[i * N + j]) * residual[i];
  yield;
  const columns = new Float32Array(d * n);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) columns[k * n + i] = inputs[i * d + k];
  const gradient = yield* hiddenLayer(engine, { n: N, d: n, inputs: slopes }, columns);
  for (let j = 0; j < N; j++) for (let k = 0; k < d; k++) gradient[j * d + k] *= a[j] / n;
  return { beta, betaNorm, gradient };
}

/** Pre-activations of fresh samples as functions of the step size: P + ηQ. */
export interface Preactivations {
  readonly n: number;
  readonly N: number;
  /** P = X̃W₀ᵀ, n × N row by row. */
  readonly before: Float64Array;
  /** Q = X̃Gᵀ; null in mode R, where it is c_1 (X̃β) aᵀ. */
  readonly step: Float64Array | null;
  /** X̃β, length n. */
  readonly projection: Float64Array;
  /** a, length N. */
  readonly a: Float64Array;
}

export function* preactivations(
  engine: Engine,
  start: Start,
  { beta, gradient }: Step,
  sample: Sample,
): Generator<undefined, Preactivations, void> {
  const { n, d, inputs } = sample;
  const before = yield* hiddenLayer(engine, sample, start.weights);
  const step = gradient === null ? null : yield* hiddenLayer(engine, sample, gradient);
  const projection = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += inputs[i * d + k] * beta[k];
    return sum;
  });
  return { n, N: start.N, before, step, projection, a: start.a };
}

/** F = σ(P + ηQ), n × N. */
export function featuresAt(
  { n, N, before, step, projection, a }: Preactivations,
  eta: number,
  { value, c1 }: Pick<Activation, 'value' | 'c1'>,
): Matrix {
  const features = matrix(n, N);
  const { data } = features;
  for (let i = 0, at = 0; i < n; i++) {
    const shift = eta * c1 * projection[i];
    for (let j = 0; j < N; j++, at++)
      data[at] = value(before[at] + (step === null ? shift * a[j] : eta * step[at]));
  }
  return features;
}

/** What the left singular vectors are compared with. */
export interface Coordinates {
  /** g = x̃ᵀβ/‖β‖ of each sample. */
  readonly g: Float64Array;
  /** ν = (‖x̃‖² − d)/√(2d) of each sample. */
  readonly nu: Float64Array;
}

export function coordinatesOf(
  { n, d, inputs }: Sample,
  { projection }: Preactivations,
  { betaNorm }: Step,
): Coordinates {
  return {
    g: projection.map((value) => (betaNorm > 0 ? value / betaNorm : 0)),
    nu: Float64Array.from({ length: n }, (_, i) => {
      let square = 0;
      for (let k = 0; k < d; k++) square += inputs[i * d + k] ** 2;
      return (square - d) / Math.sqrt(2 * d);
    }),
  };
}

/** Everything of a run that does not depend on η. */
export interface Drawn {
  readonly start: Start;
  readonly step: Step;
  readonly second: Sample;
  readonly pre: Preactivations;
  readonly coordinates: Coordinates;
}

export interface DrawOptions extends Pick<Setting, 'n' | 'd' | 'N' | 'activation' | 'mode' | 'teacher'> {
  readonly secondLayer: string;
  readonly literal: boolean;
}

/** Draws both halves and the network, and takes the step. */
export function* draw(
  engine: Engine,
  random: Streams,
  options: DrawOptions,
): Generator<undefined, Drawn, void> {
  const start = drawStart(random, options, options.secondLayer);
  const step = yield* firstStep(engine, start, drawSample(random, 'first', options, options.n), options);
  const second = drawSample(random, 'second', options, options.n);
  const pre = yield* preactivations(engine, start, step, second);
  return { start, step, second, pre, coordinates: coordinatesOf(second, pre, step) };
}

/** Floating-point operations of {@link draw}. */
export function drawWork({ n, d, N, mode }: Pick<Setting, 'n' | 'd' | 'N'> & { mode: string }): number {
  return (mode === 'G' ? 8 : 2) * n * d * N + 40 * n * (d + N);
}
