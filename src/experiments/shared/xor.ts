/** What the experiments on the cluster XOR share: the draws of one seed, and the network trained on them. */
import type { Dataset, Engine, Network } from '#engine/engine.ts';
import type { Streams } from '#numbers/random.ts';
import type { ClusterWeights } from '#theory/random-feature-amplification/affine.ts';
import { flipLabels, sampleXor, type XorSample } from '#theory/random-feature-amplification/data.ts';
import type { Setting } from '#theory/random-feature-amplification/setting.ts';
import { firstWeights, type FirstWeights } from '#theory/random-feature-amplification/weights.ts';

/** Clean test points of a run. */
export const TEST_POINTS = 4000;

export interface XorDraw {
  readonly train: XorSample;
  /** Observed training labels, ±1. */
  readonly labels: Float32Array;
  readonly test: XorSample;
  /** Test labels flipped by the same rule as the training labels. */
  readonly testLabels: Float32Array;
  readonly first: FirstWeights;
}

export interface XorVariant {
  readonly flips?: 'uniform' | 'targeted';
  readonly mirrored?: boolean;
  readonly clusters?: ClusterWeights;
  readonly testPoints?: number;
}

/** Everything random about a run, from the streams `data`, `labels`, `test` and `weights`. */
export function drawXor(
  random: Streams,
  { n, d, m, sigma, xi, omega }: Omit<Setting, 'alpha'>,
  { flips, mirrored, clusters, testPoints = TEST_POINTS }: XorVariant = {},
): XorDraw {
  const train = sampleXor(random('data'), { n, d, sigma }, clusters);
  const source = random('test');
  const test = sampleXor(source, { n: testPoints, d, sigma }, clusters);
  return {
    train,
    labels: flipLabels(random('labels'), train, xi, flips, clusters),
    test,
    testLabels: flipLabels(source, test, xi, flips, clusters),
    first: firstWeights(random('weights'), { m, d, omega, mirrored }),
  };
}

export interface XorNetwork {
  readonly network: Network;
  /** The test points, kept on the backend. */
  readonly test: Dataset;
  dispose(): void;
}

/** The network at its first weights: ReLU, no biases, logistic loss, only the first layer trained. */
export function openXor(engine: Engine, { train, labels, test, first }: XorDraw): XorNetwork {
  const network = engine.network({
    points: train,
    targets: labels,
    inner: first.inner,
    outer: first.outer,
    activation: 'relu',
    loss: 'logistic',
    trained: { inner: true },
  });
  const kept = engine.dataset(test);
  return {
    network,
    test: kept,
    dispose: () => {
      network.dispose();
      kept.dispose();
    },
  };
}

/** The first n points of a draw, with their labels; inputs are shared, not copied. */
export function beginning(draw: XorDraw, n: number): XorDraw {
  const { train, labels } = draw;
  return {
    ...draw,
    labels: labels.subarray(0, n),
    train: {
      ...train,
      n,
      inputs: train.inputs.subarray(0, n * train.d),
      cluster: train.cluster.subarray(0, n),
      clean: train.clean.subarray(0, n),
    },
  };
}

/** Floating-point operations of training between two frames: the worker listens at least this often. */
const BETWEEN_FRAMES = 1e9;

/**
 * Trains for so many steps and yields the number done, after every block that takes noticeable time but the last.
 *
 * @param n samples that the network is trained on
 */
export function* trainInBlocks(
  network: Network,
  { n, steps, alpha, signal }: { n: number; steps: number; alpha: number; signal: AbortSignal },
): Generator<number, void> {
  const block = Math.max(1, Math.round(BETWEEN_FRAMES / (4 * n * network.d * network.m)));
  for (let step = 1; step <= steps; step++) {
    signal.throwIfAborted();
    network.step(alpha);
    if (step % block === 0 && step < steps) yield step;
  }
}
