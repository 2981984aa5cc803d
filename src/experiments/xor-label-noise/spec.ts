import { defineSpec } from '#framework/spec.ts';
import { nStar, saturatedGrowth } from '#theory/random-feature-amplification/setting.ts';
import { xorParameters } from '../shared/xor-parameters.ts';

export const parameters = {
  xi: {
    kind: 'list',
    label: 'label noise',
    symbol: 'ξ',
    description: 'Share of all training labels that are flipped.',
    default: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    min: 0,
    max: 0.5,
    maxLength: 21,
    slider: { min: 0, max: 0.5, step: 0.01 },
    primary: true,
  },
  flips: {
    kind: 'choice',
    label: 'which labels are flipped',
    symbol: 'flips',
    description:
      'Uniform: each label with probability ξ. Targeted: as many, all of them in the cluster +μ₁ (a share 4ξ of it; all of it from ξ = ¼ on).',
    default: 'uniform',
    options: [
      { value: 'uniform', label: 'uniform' },
      { value: 'targeted', label: 'targeted' },
    ],
    primary: true,
  },
  n: xorParameters.n,
  d: xorParameters.d,
  sigma: { ...xorParameters.sigma, primary: false },
  m: xorParameters.m,
  omega: xorParameters.omega,
  alpha: xorParameters.alpha,
  steps: xorParameters.steps,
} as const;

const overNoise = { over: ['xi'], format: 'share' } as const;
/** The scatter of a share of m/2 coins, averaged over a few seeds, and what the formula leaves out. */
const ofCoins = ({ m }: { readonly m: number }): number => 0.05 + 0.5 / Math.sqrt(m);
const coins =
  'five points for what the formula leaves out, and the standard deviation of a share of m/2 coins over two seeds';

export default defineSpec({
  id: 'xor-label-noise',
  version: 1,
  title: 'Label noise',
  summary:
    'The network of the amplification experiment trained with more and more flipped labels, spread evenly or spent in one cluster.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: { xi: { label: 'label noise', symbol: 'ξ' } },
  measures: {
    testClean: {
      label: 'test accuracy, true labels',
      ...overNoise,
      description: 'On 4000 fresh points with their true labels, at the last step.',
    },
    testNoisy: {
      label: 'test accuracy, noisy labels',
      ...overNoise,
      description: 'On the same points with labels flipped as in training.',
    },
    trainNoisy: {
      label: 'training accuracy',
      ...overNoise,
      description: 'On the training points and their labels as given, flipped ones included.',
    },
    attackedCluster: {
      label: 'accuracy on +μ₁',
      ...overNoise,
      description:
        'Accuracy with true labels on the fresh points of the cluster +μ₁, the one that targeted flips attack.',
    },
    capturedShare: {
      label: 'neurons captured by +μ₁',
      ...overNoise,
      description: 'Share of the positive neurons that end on the side of +μ₁.',
    },
  },
  predictions: {
    testNoisy: {
      label: 'best possible, noisy labels',
      ...overNoise,
      description:
        'The largest accuracy on noisy labels: 1 − ξ − (1−2ξ)e with the Bayes error e; ¾ + ξ for targeted flips beyond ξ = ⅛.',
    },
    capturedShare: {
      label: 'neurons captured by +μ₁',
      ...overNoise,
      description: 'One half for uniform flips; Φ(−h★/κ) with h★ = Φ⁻¹(1/(2−8ξ)) for targeted ones.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'enough-samples',
      name: 'n / n★ ≥ 4 at ξ = 0.1',
      text: 'At least four times n★ = 8σ²d/(1−2ξ)² samples where the check stands, at ξ = 0.1.',
      holds: (values) => values.n >= 4 * nStar({ ...values, xi: 0.1 }),
    },
    {
      id: 'small-start',
      name: 'small initial outputs',
      text: 'The network starts near zero: its first output has a standard deviation below ω√((1+σ²d)/2), and this bound is at most 0.1.',
      holds: ({ omega, sigma, d }) => omega * Math.sqrt((1 + sigma * sigma * d) / 2) <= 0.1,
    },
    {
      id: 'small-step',
      name: 'small step',
      text: 'One step is small against the first weights: α/(8√m) is at most their length ω√d. A larger one decides the lottery of the neurons by itself.',
      holds: ({ alpha, m, omega, d }) => alpha / (8 * Math.sqrt(m)) <= omega * Math.sqrt(d),
    },
    {
      id: 'long-enough',
      name: 'long enough',
      text: 'At ξ = 0.1 the neurons outgrow their first weights: α(1−2ξ)T/(8√m) is at least three times their length ω√d.',
      holds: (values) =>
        saturatedGrowth({ ...values, xi: 0.1 }) * values.steps >= 3 * values.omega * Math.sqrt(values.d),
    },
    {
      id: 'narrow-clusters',
      name: 'σ ≤ 0.3',
      text: 'The clusters hardly overlap.',
      holds: ({ sigma }) => sigma <= 0.3,
    },
  ],
  checks: [
    {
      name: 'accuracy on noisy labels at ξ = 0.1, near the best possible',
      measure: 'testNoisy',
      at: { xi: 0.1 },
      tolerance: 0.025,
      because: 'three standard deviations of a share of 4000 points, and what n = 4n★ loses',
    },
    {
      name: 'captured share at ξ = 0.1',
      measure: 'capturedShare',
      at: { xi: 0.1 },
      tolerance: ofCoins,
      because: coins,
      rests: ['enough-samples', 'small-start', 'small-step', 'long-enough'],
    },
    {
      name: 'captured share at the last ξ',
      measure: 'capturedShare',
      at: { xi: 'last' },
      tolerance: ofCoins,
      because: coins,
      rests: ['enough-samples', 'small-start', 'small-step', 'long-enough'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Up to ξ = 0.3 the network refuses the flipped labels: its accuracy on noisy labels is 1 − ξ, in training too. Only near ξ = ½ does it give way and memorise.',
      values: {},
    },
    {
      id: 'finer',
      label: 'Finer',
      sentence: 'Eleven noise levels, five seeds. About 20 seconds.',
      values: { xi: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5] },
      seeds: 5,
    },
    {
      id: 'targeted',
      label: 'All flips in one cluster',
      breaks: 'noise that is spread over the clusters',
      sentence:
        'The same number of flips, all in +μ₁: at ξ = 0.1, where two labels in five of that cluster are wrong and the majority is right, the cluster is lost. About 10 seconds.',
      values: { flips: 'targeted', xi: [0, 0.03, 0.05, 0.08, 0.1, 0.115, 0.125, 0.15] },
    },
    {
      id: 'targeted-few-dimensions',
      label: 'The same in ten dimensions',
      breaks: 'noise that is spread over the clusters',
      sentence: 'In ten dimensions a random neuron sees more of a cluster, and the attack needs more flips.',
      values: { flips: 'targeted', xi: [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12], d: 10 },
    },
    {
      id: 'targeted-large',
      label: 'A larger network, smaller steps',
      breaks: 'noise that is spread over the clusters',
      sentence:
        'Three thousand samples, 400 neurons and a smaller step, so that the formula for the captured share has less to leave out. One to two minutes.',
      values: {
        flips: 'targeted',
        xi: [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12],
        n: 3000,
        m: 400,
        omega: 0.003,
        alpha: 0.25,
        steps: 400,
      },
    },
  ],
  work: ({ xi, n, d, m, steps }) => xi.length * (4 * n * d * m * steps + 2 * (n + 4000) * d * m),
  refuse: ({ n, d, m }) =>
    n * d > 1e7 || n * m > 1e7
      ? 'n · d and n · m must not exceed 10 million: the worker would run out of memory. Take fewer samples.'
      : null,
});
