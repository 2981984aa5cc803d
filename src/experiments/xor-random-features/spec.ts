import { defineSpec } from '#framework/spec.ts';
import { fractionAbove } from '#theory/random-feature-amplification/random-features.ts';
import { FROZEN, TEST_POINTS } from './frozen.ts';

export const parameters = {
  d: {
    kind: 'list',
    label: 'input dimensions',
    symbol: 'd',
    description: 'Coordinates of an input; a random neuron is compared with two fixed directions among them.',
    default: [400, 200, 100, 50, 20],
    min: 3,
    max: 3000,
    integer: true,
    maxLength: 8,
    slider: { min: 10, max: 400, step: 10 },
    primary: true,
  },
  m: {
    kind: 'number',
    label: 'neurons',
    symbol: 'm',
    description: 'Random neurons that are drawn.',
    default: 200,
    min: 1,
    max: 20_000,
    integer: true,
    slider: { min: 50, max: 5000, step: 50 },
    primary: true,
  },
  threshold: {
    kind: 'number',
    label: 'threshold',
    symbol: 't',
    description: 'A neuron counts as strong when one of its two cosines exceeds t in size.',
    default: 0.3,
    min: 0,
    max: 1,
    slider: { min: 0.05, max: 0.9, step: 0.05 },
    primary: true,
  },
  n: {
    kind: 'number',
    label: 'training samples of the frozen network',
    symbol: 'n',
    description: 'Labelled points on which output weights are fitted over the frozen features.',
    default: 500,
    min: 10,
    max: 4000,
    integer: true,
    slider: { min: 50, max: 2000, step: 50 },
  },
  sigma: {
    kind: 'number',
    label: 'cluster spread',
    symbol: 'σ',
    description: 'Standard deviation of the noise of those points in each coordinate.',
    default: 0.2,
    min: 0.01,
    max: 2,
    slider: { min: 0.05, max: 0.6, step: 0.01 },
  },
  xi: {
    kind: 'number',
    label: 'label noise',
    symbol: 'ξ',
    description: 'Share of their labels that are flipped at random.',
    default: 0.15,
    min: 0,
    max: 0.5,
    slider: { min: 0, max: 0.5, step: 0.01 },
  },
} as const;

const overD = { over: ['d'] } as const;
const lastOf = (values: readonly number[]): number => values[values.length - 1];

export default defineSpec({
  id: 'xor-random-features',
  version: 1,
  title: 'Random features',
  summary:
    'Cosines of random neurons with the two cluster directions, before any training, and what a network can do with such neurons frozen.',
  parameters,
  seeds: { default: 10, max: 50 },
  axes: { d: { label: 'input dimension', symbol: 'd' } },
  measures: {
    meanAbsCosine: {
      label: 'mean size of a cosine',
      ...overD,
      description: 'Mean of |cos(w, μ₁)| and |cos(w, μ₂)| over all neurons.',
    },
    fractionAbove: {
      label: 'strong neurons',
      ...overD,
      format: 'share',
      description: 'Share of neurons with |cos(w, μ₁)| or |cos(w, μ₂)| above the threshold.',
    },
    frozenTest: {
      label: 'test accuracy, features frozen',
      ...overD,
      format: 'share',
      description: `Ridge regression on the first ${FROZEN} neurons, left as they are, on ${TEST_POINTS} fresh points with true labels; the ridge is the best of nine for these points.`,
    },
  },
  predictions: {
    meanAbsCosine: {
      label: 'mean size of a cosine',
      ...overD,
      description: 'The Gaussian approximation √(2/(πd)).',
    },
    fractionAbove: {
      label: 'strong neurons',
      ...overD,
      format: 'share',
      description: 'The Gaussian approximation with both cosines independent.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'high-dimension',
      name: 'd ≥ 20',
      text: 'All dimensions are at least 20, so that a cosine is nearly Gaussian. With fewer, random neurons are strong features already and there is little to amplify.',
      holds: ({ d }) => Math.min(...d) >= 20,
    },
  ],
  checks: [
    {
      name: 'mean |cosine| at the last d',
      measure: 'meanAbsCosine',
      at: { d: 'last' },
      tolerance: ({ d, m }) => 4 * Math.sqrt((1 - 2 / Math.PI) / (2 * m * lastOf(d))),
      because: 'four standard deviations of the mean over 2m Gaussian cosines',
    },
    {
      name: 'strong neurons at the last d',
      measure: 'fractionAbove',
      at: { d: 'last' },
      tolerance: ({ d, m, threshold }) => {
        const p = fractionAbove(threshold, lastOf(d));
        return 4 * Math.sqrt((p * (1 - p)) / m) + 1 / m;
      },
      because: 'four standard deviations of a share of m neurons, and one neuron',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'From 400 dimensions down to 20 the histogram widens as 1/√d; in 400 dimensions frozen random neurons are hardly better than a coin.',
      values: {},
    },
    {
      id: 'one-dimension',
      label: 'Many neurons, d = 100',
      sentence: 'With 5000 neurons the histogram fills the Gaussian curve, and the tail can be counted.',
      values: { d: [100], m: 5000 },
    },
    {
      id: 'few-dimensions',
      label: 'Few dimensions',
      breaks: 'high-dimension',
      sentence:
        'With 5 to 10 dimensions a random neuron points near a cluster by chance; frozen features classify almost perfectly, and training has nothing left to find.',
      values: { d: [10, 8, 5] },
      seeds: 5,
    },
    {
      id: 'not-gaussian',
      label: 'Three dimensions',
      breaks: 'high-dimension',
      sentence:
        'In three dimensions a cosine is uniform on [−1, 1], not Gaussian: with 20 000 neurons both checks say so.',
      values: { d: [3], m: 20_000 },
      seeds: 3,
    },
  ],
  work: ({ d, m, n }) =>
    d.reduce(
      (sum, dimension) =>
        sum +
        60 * dimension * (m + n + TEST_POINTS) +
        2 * (n + TEST_POINTS) * dimension * FROZEN +
        15 * (n * FROZEN * FROZEN + 9 * 2 * TEST_POINTS * FROZEN),
      0,
    ),
  refuse: ({ d, m, n }) =>
    Math.max(...d) * m > 2e7 || Math.max(...d) * n > 4e6
      ? 'd · m must not exceed 20 million, nor d · n four million: the worker would run out of memory. Take fewer neurons.'
      : null,
});
