/** Correlates labels with inputs, sample by sample, and reports the direction at each of the swept numbers of samples. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { hermite } from '#numbers/hermite.ts';
import type { Streams } from '#numbers/random.ts';
import type { Teacher } from '#theory/non-linear-spikes/teacher.ts';
import { activationOf, teacherOf } from '../shared/nls-parameters.ts';
import { drawStart, type Sample } from '../shared/nls.ts';
import { hiddenLayer } from '../shared/products.ts';
import { widthAt, type parameters as parameterSpecs } from './spec.ts';

/** Inputs drawn at once: some milliseconds. */
const PIECE = 100_000;
/** Rows of a hidden layer at once. */
const BLOCK = 250;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n: all, d, literal } = parameters;
  const teacher = teacherOf(parameters);
  const activation = activationOf(parameters);
  // A longer sample begins with the shorter ones, so the sizes are taken in order.
  const sizes = [...new Set(all)].sort((a, b) => a - b);
  const found = new Map<number, { cosine: number; betaNorm: number }>();
  const soFar = () => {
    const reached = all.filter((n) => found.has(n));
    const cosine = reached.map((n) => found.get(n)?.cosine ?? NaN);
    const betaNorm = reached.map((n) => found.get(n)?.betaNorm ?? NaN);
    return {
      axes: { n: reached },
      measures: { cosine, betaNorm, absCosine: cosine.map(Math.abs) },
      view: null,
    };
  };
  const largest = sizes[sizes.length - 1];
  const frame = (at: number, done: number): Frame<null> => ({ done, at: { n: at }, ...soFar() });

  const next = sampler(random, d, teacher);
  /** What is summed up so far: Σ y x, and with the first output kept the samples themselves. */
  const total = new Float64Array(d);
  const pieces: Sample[] = [];
  let drawn = 0;
  for (const [index, n] of sizes.entries()) {
    while (drawn < n) {
      signal.throwIfAborted();
      const piece = next(Math.min(n - drawn, Math.max(1, Math.floor(PIECE / d))));
      addTo(total, piece, piece.labels);
      if (literal) pieces.push(piece);
      drawn += piece.n;
      yield frame(n, literal ? index / sizes.length : drawn / largest);
    }
    const beta = Float64Array.from(total);
    if (literal) {
      const start = drawStart(random, { N: widthAt(parameters, n), d }, 'gaussian');
      for (const piece of pieces)
        for (let from = 0; from < piece.n; from += BLOCK) {
          const count = Math.min(BLOCK, piece.n - from);
          const inputs = piece.inputs.subarray(from * d, (from + count) * d);
          const layer = hiddenLayer(engine, { n: count, d, inputs }, start.weights);
          let step = layer.next();
          while (step.done !== true) {
            signal.throwIfAborted();
            yield frame(n, (index + 0.5) / sizes.length);
            step = layer.next();
          }
          const outputs = new Float64Array(count);
          for (let i = 0; i < count; i++)
            for (let j = 0; j < start.N; j++)
              outputs[i] -= start.a[j] * activation.value(step.value[i * start.N + j]);
          addTo(beta, { n: count, d, inputs }, outputs);
        }
    }
    let square = 0;
    for (let k = 0; k < d; k++) square += (beta[k] / n) ** 2;
    const betaNorm = Math.sqrt(square);
    found.set(n, { cosine: betaNorm > 0 ? beta[0] / n / betaNorm : NaN, betaNorm });
    yield frame(n, literal ? (index + 1) / sizes.length : n / largest);
  }
  return soFar();
};

/** The same numbers as `drawSample` of the shared simulation, handed out piece by piece. */
function sampler(random: Streams, d: number, { coefficients, noise: spread }: Teacher) {
  const source = random('first');
  const noise = random('firstLabels');
  return (n: number): Sample => {
    const inputs = new Float32Array(n * d);
    for (let i = 0; i < inputs.length; i++) inputs[i] = source.normal();
    const labels = Float64Array.from({ length: n }, (_, i) => {
      const h = hermite(inputs[i * d], coefficients.length);
      return coefficients.reduce((sum, c, k) => sum + c * h[k], spread * noise.normal());
    });
    return { inputs, labels, n, d };
  };
}

/** target += Σ_i weights_i x_i. */
function addTo(
  target: Float64Array,
  { n, d, inputs }: Pick<Sample, 'n' | 'd' | 'inputs'>,
  weights: Float64Array,
): void {
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) target[k] += weights[i] * inputs[i * d + k];
}
