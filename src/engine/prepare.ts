/** Checks and copies what a caller hands to the engine, so that both paths start from the same numbers. */
import { activationNames, resolveActivation } from './activations.ts';
import type { Activation } from './activations.ts';
import type { LossName, NetworkOptions, Points } from './engine.ts';
import { EngineError } from './errors.ts';
import { losses } from './losses.ts';

/** A network's options with every default filled in; the weights are this network's own copies. */
export interface Prepared {
  readonly points: Points;
  readonly n: number;
  readonly d: number;
  /** Neurons of all networks together. */
  readonly m: number;
  /** Networks side by side, each of m / networks neurons. */
  readonly networks: number;
  readonly targets: Float64Array;
  /** m × d row-major. */
  readonly inner: Float64Array;
  /** Length m / networks: the same for each network. */
  readonly outer: Float64Array;
  /** Zeros where none were given. */
  readonly biases: Float64Array;
  /** Whether pre-activations have a bias at all. */
  readonly biased: boolean;
  readonly activation: Activation;
  readonly loss: LossName;
  readonly trained: { readonly inner: boolean; readonly outer: boolean; readonly biases: boolean };
  readonly path: 'tensor' | 'loops';
}

/** Floating-point operations a step below which plain loops beat the dispatch cost of tensors. */
const loopsBelow = 0.5e6;

function demand(condition: boolean, sentence: string): void {
  if (!condition) throw new EngineError('bad-options', sentence);
}

export function checkPoints({ inputs, n, d }: Points): void {
  demand(Number.isInteger(n) && n > 0 && Number.isInteger(d) && d > 0, `Points need n ≥ 1 and d ≥ 1.`);
  demand(inputs.length === n * d, `Points of shape ${n} × ${d} need ${n * d} numbers, not ${inputs.length}.`);
}

/** A batch must name rows of the training points. */
export function checkBatch(batch: Int32Array, n: number): void {
  demand(batch.length > 0, 'A batch needs at least one row.');
  for (const row of batch) demand(row >= 0 && row < n, `Row ${row} is outside the ${n} training points.`);
}

/** Throws an EngineError ("bad-options") where shapes or names do not fit. */
export function prepare(options: NetworkOptions): Prepared {
  const { points, loss, trained } = options;
  checkPoints(points);
  const { n, d } = points;
  const networks = options.networks ?? 1;
  demand(Number.isInteger(networks) && networks > 0, 'Networks side by side need a whole number of them.');
  const m = options.outer.length * networks;
  const activation = resolveActivation(options.activation);
  demand(m > 0, 'A network needs at least one neuron.');
  demand(options.targets.length === n, `${n} points need ${n} targets, not ${options.targets.length}.`);
  demand(options.inner.length === m * d, `Weights of shape ${m} × ${d} need ${m * d} numbers.`);
  demand(
    options.biases === undefined || options.biases.length === m,
    `A network of ${m} neurons needs ${m} biases or none.`,
  );
  demand(options.biases !== undefined || !trained.biases, 'Trained biases need starting values.');
  demand(networks === 1 || !trained.outer, 'Networks side by side share second-layer weights that stay.');
  demand(activationNames.includes(activation.name), `There is no activation "${activation.name}".`);
  demand(loss in losses, `There is no loss "${loss}".`);

  const work = (trained.inner ? 4 : 2) * n * d * m;
  const wish = options.path ?? 'auto';
  return {
    points,
    n,
    d,
    m,
    networks,
    targets: Float64Array.from(options.targets),
    inner: Float64Array.from(options.inner),
    outer: Float64Array.from(options.outer),
    biases: options.biases === undefined ? new Float64Array(m) : Float64Array.from(options.biases),
    biased: options.biases !== undefined,
    activation,
    loss,
    trained: {
      inner: trained.inner ?? false,
      outer: trained.outer ?? false,
      biases: trained.biases ?? false,
    },
    path: wish === 'auto' ? (work < loopsBelow ? 'loops' : 'tensor') : wish,
  };
}
