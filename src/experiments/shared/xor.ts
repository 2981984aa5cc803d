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
