import { defineSpec } from '#framework/spec.ts';
import { bayesAccuracy, nStar, saturatedGrowth } from '#theory/random-feature-amplification/setting.ts';
import { coverProbability } from '#theory/random-feature-amplification/width.ts';

export const parameters = {
  m: {
    kind: 'list',
    label: 'widths',
    symbol: 'm',
    description: 'Neurons of a network, half with positive and half with negative output weight.',
    default: [2, 4, 6, 8, 12, 16],
    min: 2,
    max: 256,
    integer: true,
    multipleOf: 2,
    maxLength: 12,
    slider: { min: 2, max: 64, step: 2 },
    primary: true,
  },
  runs: {
    kind: 'number',
    label: 'networks at once',
    symbol: 'R',
    description:
      'Networks of one width that are trained side by side on the same points, each from its own start.',
    default: 20,
    min: 1,
    max: 200,
    integer: true,
    slider: { min: 5, max: 100, step: 5 },
    primary: true,
  },
  omega: {
    kind: 'number',
    label: 'initial scale',
    symbol: 'ω',
    description: 'Standard deviation of each first-layer weight at the start.',
    default: 0.01,
    min: 1e-5,
    max: 10,
    slider: { min: 1e-4, max: 3, scale: 'log', step: 91 },
    primary: true,
  },
  n: {
    kind: 'number',
    label: 'training samples',
    symbol: 'n',
    description: 'Points that all networks are trained on.',
    default: 1000,
    min: 10,
    max: 10_000,
    integer: true,
    slider: { min: 50, max: 2000, step: 10 },
    primary: true,
  },
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input.',
    default: 50,
    min: 3,
    max: 1000,
    integer: true,
    slider: { min: 10, max: 300, step: 5 },
  },
  sigma: {
    kind: 'number',
    label: 'cluster spread',
    symbol: 'σ',
    description:
      'Standard deviation of the noise in each coordinate; the cluster centres are at distance 1 from 0.',
    default: 0.2,
    min: 0.01,
    max: 2,
    slider: { min: 0.05, max: 0.6, step: 0.01 },
  },
  xi: {
    kind: 'number',
    label: 'label noise',
    symbol: 'ξ',
    description: 'Share of the training labels that are flipped at random.',
    default: 0.15,
    min: 0,
    max: 0.5,
    slider: { min: 0, max: 0.5, step: 0.01 },
  },
  alpha: {
    kind: 'number',
    label: 'step size',
    symbol: 'α',
    description: 'Step size of gradient descent.',
    default: 0.5,
    min: 0.001,
    max: 10,
    slider: { min: 0.05, max: 2, step: 0.05 },
  },
  steps: {
    kind: 'number',
    label: 'steps',
    symbol: 'T',
    description: 'Steps of full-batch gradient descent.',
    default: 400,
    min: 1,
    max: 5000,
    integer: true,
    slider: { min: 50, max: 1000, step: 10 },
  },
} as const;

/** Clean test accuracy from which a network counts as successful. */
export const SUCCESS = 0.9;

const overM = { over: ['m'] } as const;
const lastOf = (values: readonly number[]): number => values[values.length - 1];
const binomial = (p: number): number => p * (1 - p);

export default defineSpec({
  id: 'xor-width',
  version: 1,
  title: 'Width',
  summary:
    'Many small networks are trained from different first weights on the same noisy XOR clusters; the share that succeeds is set against a count of coin tosses.',
  parameters,
  seeds: { default: 2, max: 20 },
  axes: { m: { label: 'width', symbol: 'm' } },
  measures: {
    success: {
      label: 'successful networks',
      ...overM,
      format: 'share',
      description:
        'Share of networks with an accuracy above 90 % on 2000 fresh points with true labels; an output of exactly zero counts as wrong.',
    },
    signsCover: {
      label: 'networks whose first signs cover',
      ...overM,
      format: 'share',
      description:
        'Share of networks in which, before training, positive neurons lean to both of ±μ₁ and negative ones to both of ±μ₂.',
    },
    accuracy: {
      label: 'mean accuracy',
      ...overM,
      format: 'share',
      description: 'Mean over networks of the accuracy on those points.',
    },
    successMean: {
      label: 'success, mean over widths',
      over: [],
      format: 'share',
      description: 'Mean of the successful share over the widths of the list.',
    },
  },
  predictions: {
    success: {
      label: 'successful networks',
      ...overM,
      format: 'share',
      description: 'Probability that m/2 fair coins a class fall on both sides: (1 − 2^(1 − m/2))².',
    },
    signsCover: {
      label: 'networks whose first signs cover',
      ...overM,
      format: 'share',
      description: 'The same probability, for the coins themselves.',
    },
    successMean: {
      label: 'success, mean over widths',
      over: [],
      format: 'share',
      description: 'Mean of that probability over the widths of the list.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'enough-samples',
      name: 'n / n★ ≥ 4',
      text: 'At least four times n★ = 8σ²d/(1−2ξ)² samples. With fewer, a neuron may end on noise that it has memorised.',
      holds: (values) => values.n >= 4 * nStar(values),
    },
    {
      id: 'small-start',
      name: 'small first weights',
      text: 'Training moves the neurons by more than their first length: α(1−2ξ)T/(8√m) is at least ω√d for every width. Otherwise they keep their random directions.',
      holds: (values) =>
        values.m.every(
          (m) => saturatedGrowth({ ...values, m }) * values.steps >= values.omega * Math.sqrt(values.d),
        ),
    },
    {
      id: 'narrow-clusters',
      name: 'clusters that can be told apart',
      text: 'Even the best rule must get more than 90 % right for a network to succeed: its accuracy is at least 95 %, which means σ ≤ 0.35.',
      holds: ({ sigma }) => bayesAccuracy(sigma) >= 0.95,
    },
  ],
  checks: [
    {
      name: 'success, mean over widths',
      measure: 'successMean',
      tolerance: ({ m, runs }) => {
        const spread = Math.sqrt(m.reduce((sum, one) => sum + binomial(coverProbability(one)), 0) / runs);
        return (4 * spread) / m.length + 0.03;
      },
      because:
        'four standard deviations of independent coins, and a network in thirty that does not follow them',
    },
    {
      name: 'success at the last width',
      measure: 'success',
      at: { m: 'last' },
      tolerance: ({ m, runs }) => 4 * Math.sqrt(binomial(coverProbability(lastOf(m))) / runs) + 0.03,
      because: 'as for the mean',
    },
    {
      name: 'first signs at the last width',
      measure: 'signsCover',
      at: { m: 'last' },
      tolerance: ({ m, runs }) => 4 * Math.sqrt(binomial(coverProbability(lastOf(m))) / runs) + 0.01,
      because: 'four standard deviations of independent coins',
      rests: [],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Four neurons succeed one time in four, sixteen almost always; the networks that fail stand at 50 % or 75 %, because whole clusters are missing.',
      values: {},
    },
    {
      id: 'forty',
      label: 'Forty at once',
      sentence: 'Twice as many networks side by side, and widths up to 32. It takes four times as long.',
      values: { m: [2, 4, 6, 8, 12, 16, 24, 32], runs: 40 },
    },
    {
      id: 'narrow',
      label: 'Four and eight neurons',
      sentence:
        'Two hundred networks each: the measured share follows the coins as they fell, give or take the few neurons that change sides.',
      values: { m: [8, 4], runs: 100 },
    },
    {
      id: 'large-start',
      label: 'Large first weights',
      breaks: 'small-start',
      sentence:
        'The first weights are a hundred times larger and hardly move. No width succeeds, whatever the coins say.',
      values: { omega: 1, steps: 200 },
    },
    {
      id: 'few-samples',
      label: 'Too few samples',
      breaks: 'enough-samples',
      sentence:
        'With half of n★ neurons follow memorised noise: the coins fall as before, and few networks succeed.',
      values: { n: 16 },
    },
  ],
  work: ({ m, runs, n, d, steps }) =>
    // Besides the products, each network and sample costs a slope, about a hundred operations.
    m.reduce((sum, one) => sum + runs * steps * n * (4 * d * one + 100), 0),
  refuse: ({ m, runs, n, d }) =>
    Math.max(...m) * runs * n > 1e7 || n * d > 4e6
      ? 'The largest m times the number of networks times n must not exceed 10 million, nor n · d four million: the worker would run out of memory. Take fewer networks at once.'
      : null,
});
