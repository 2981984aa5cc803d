import { defineSpec } from '#framework/spec.ts';
import { nStar, saturatedGrowth } from '#theory/random-feature-amplification/setting.ts';
import { crossover } from '#theory/random-feature-amplification/tangent-kernel.ts';
import { xorParameters } from '../shared/xor-parameters.ts';
import { featureWork, kernelWork, networkWork } from './cost.ts';

export const parameters = {
  omega: {
    kind: 'list',
    label: 'initial scales',
    symbol: 'ω',
    description:
      'Standard deviation of each first-layer weight at the start; one training run for each value.',
    default: [0.003, 0.03, 0.1, 0.3, 3],
    min: 1e-5,
    max: 100,
    maxLength: 12,
    slider: { min: 1e-4, max: 10, scale: 'log', step: 101 },
    primary: true,
  },
  n: { ...xorParameters.n, default: 800 },
  d: { ...xorParameters.d, default: 200, max: 1000, slider: { min: 10, max: 400, step: 5 } },
  sigma: xorParameters.sigma,
  xi: { ...xorParameters.xi, primary: false },
  m: { ...xorParameters.m, default: 100 },
  alpha: { ...xorParameters.alpha, default: 1 },
  steps: { ...xorParameters.steps, default: 100 },
  mirrored: {
    kind: 'switch',
    label: 'mirrored start',
    symbol: 'f₀ = 0',
    description:
      'Each neuron comes twice, once with each sign of the output weight, so that the network starts at zero.',
    default: true,
  },
  ntk: {
    kind: 'switch',
    label: 'tangent kernel',
    symbol: 'NTK',
    description: 'Also ridge regression with the tangent kernel of the first layer, at infinite width.',
    default: true,
  },
  randomFeatures: {
    kind: 'list',
    label: 'random features',
    symbol: 'p',
    description: 'Also ridge regression on this many ReLU neurons that stay random; 0 leaves it out.',
    default: [200],
    min: 0,
    max: 4000,
    integer: true,
    maxLength: 4,
    slider: { min: 0, max: 1000, step: 50 },
  },
} as const;

const overOmega = { over: ['omega'] } as const;

/** The recursion at one initial scale does not need a start at zero, only samples, labels and time. */
const recursion = ['enough-samples', 'informative-labels', 'small-step', 'bounded-time', 'zero-start'];
const because = 'of 16 settings drawn at random within the assumptions, all lie within it';

export default defineSpec({
  id: 'xor-lazy-or-rich',
  version: 1,
  title: 'Lazy or rich',
  summary:
    'The same network is trained from first weights of different scales, and set against ridge regression with its tangent kernel and on frozen random features.',
  parameters,
  seeds: { default: 4, max: 20 },
  axes: {
    omega: { label: 'initial scale', symbol: 'ω' },
    randomFeatures: { label: 'random features', symbol: 'p' },
  },
  measures: {
    own: {
      label: 'own cosine',
      ...overOmega,
      description:
        'Mean over neurons of |cos(w, μ₁)| for positive and |cos(w, μ₂)| for negative ones, at the end.',
    },
    movement: {
      label: 'relative movement',
      ...overOmega,
      description: 'How far the first-layer weights have moved, ‖W − W₀‖ / ‖W₀‖.',
    },
    flippedFitted: {
      label: 'flipped labels fitted',
      ...overOmega,
      format: 'share',
      description: 'Share of the flipped training labels that the network agrees with.',
    },
    testClean: {
      label: 'test accuracy, true labels',
      ...overOmega,
      format: 'share',
      description: 'On 4000 fresh points with their true labels.',
    },
    ntkClean: {
      label: 'kernel ridge, test accuracy',
      over: [],
      format: 'share',
      description:
        'Ridge regression with the tangent kernel, on the same points, with the ridge that suits them best.',
    },
    randomFeaturesClean: {
      label: 'random features, test accuracy',
      over: ['randomFeatures'],
      format: 'share',
      description:
        'Ridge regression on frozen random ReLU neurons, with the ridge that suits the test points best.',
    },
  },
  predictions: {
    own: {
      label: 'own cosine',
      ...overOmega,
      description: 'Mean over neurons of |u|/r or |v|/r of the recursion after the last step.',
    },
    movement: {
      label: 'relative movement',
      ...overOmega,
      description: 'The same distance in the recursion, the memorised noise included.',
    },
    lazyOwn: {
      label: 'own cosine of neurons that do not turn',
      over: [],
      description: 'Mean |cosine| of a random direction, √(2/(πd)).',
    },
    crossover: {
      label: 'crossover',
      over: [],
      description:
        'The initial scale at which T steps of undamped growth equal the first length, αT/(8√(md)).',
    },
    lazyClean: {
      label: 'test accuracy in the lazy limit',
      over: [],
      format: 'share',
      description:
        'As many steps of gradient descent on the logistic loss in the space of the tangent kernel, on 500 of the test points.',
    },
    nStar: {
      label: 'samples that the network needs',
      over: [],
      format: 'count',
      description: 'The sample size n★ at which signal and memorised noise grow equally fast.',
    },
    kernelSamples: {
      label: 'samples that the kernel needs',
      over: [],
      format: 'count',
      description:
        'The sample size at which signal and noise are equal in the first step of the tangent kernel.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'enough-samples',
      name: 'n / n★ ≥ 4',
      text: 'At least four times n★ = 8σ²d/(1−2ξ)² samples. With fewer, the noise that the neurons memorise is as large as what they learn.',
      holds: (values) => values.n >= 4 * nStar(values),
    },
    {
      id: 'informative-labels',
      name: 'ξ < ½',
      text: 'The labels carry information. At ξ = ½ they are coin flips.',
      holds: ({ xi }) => xi < 0.5,
    },
    {
      id: 'small-step',
      name: 'small step',
      text: 'One step is small against the first weights: α/(8√m) is at most their length ω√d, at every ω. A larger step wipes them out.',
      holds: ({ alpha, m, omega, d }) => alpha / (8 * Math.sqrt(m)) <= Math.min(...omega) * Math.sqrt(d),
    },
    {
      id: 'bounded-time',
      name: 'bounded training time',
      text: 'Training stops before the flipped labels are memorised: σαT√(dξ/(2n)) is at most 4.5.',
      holds: ({ sigma, alpha, steps, d, xi, n }) =>
        sigma * alpha * steps * Math.sqrt((d * xi) / (2 * n)) <= 4.5,
    },
    {
      id: 'zero-start',
      name: 'start at zero',
      text: 'The network starts at f = 0, or near it: the start is mirrored, or the standard deviation of the first output is below ω√((1+σ²d)/2), and this bound is at most 0.1 at every ω.',
      holds: ({ mirrored, omega, sigma, d }) =>
        mirrored || Math.max(...omega) * Math.sqrt((1 + sigma * sigma * d) / 2) <= 0.1,
    },
    {
      id: 'lazy-end',
      name: 'a lazy last ω',
      text: 'For the lazy limit only: the last ω is at least ten times the crossover αT/(8√(md)), so that the neurons hardly turn.',
      holds: (values) => values.omega[values.omega.length - 1] >= 10 * crossover(values, values.steps),
    },
    {
      id: 'wide',
      name: 'm ≥ 80',
      text: 'For the lazy limit only: at least 80 neurons. The kernel is an average over them, and the limit is that of infinitely many.',
      holds: ({ m }) => m >= 80,
    },
    {
      id: 'narrow-clusters',
      name: 'σ ≤ 0.3',
      text: 'For the movement only: the clusters are narrow. With wide ones the recursion overestimates how far the weights move.',
      holds: ({ sigma }) => sigma <= 0.3,
    },
  ],
  checks: [
    {
      name: 'own cosine at the first ω',
      measure: 'own',
      at: { omega: 'first' },
      tolerance: (values) => turn(values, values.omega[0]),
      because,
      rests: recursion,
    },
    {
      name: 'own cosine at the last ω',
      measure: 'own',
      at: { omega: 'last' },
      tolerance: (values) => turn(values, values.omega[values.omega.length - 1]),
      because,
      rests: recursion,
    },
    {
      name: 'movement at the first ω',
      measure: 'movement',
      at: { omega: 'first' },
      // A share of what undamped growth would reach.
      tolerance: (values) => reach(values, values.omega[0]),
      because,
      rests: [...recursion, 'narrow-clusters'],
    },
    {
      name: 'movement at the last ω',
      measure: 'movement',
      at: { omega: 'last' },
      tolerance: (values) => reach(values, values.omega[values.omega.length - 1]),
      because,
      rests: [...recursion, 'narrow-clusters'],
    },
    {
      name: 'clean accuracy at the last ω, lazy limit',
      measure: 'testClean',
      against: 'lazyClean',
      at: { omega: 'last' },
      tolerance: ({ m }) => 0.8 / Math.sqrt(m),
      because: 'what an average over m neurons leaves, as 1/√m, and 500 test points',
      rests: ['zero-start', 'lazy-end', 'wide'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'The same data, the same step size, and first weights a thousand times longer: at one end the neurons turn to the clusters, at the other they stay random and the flipped labels are fitted instead.',
      values: {},
    },
    {
      id: 'full',
      label: 'The full sweep',
      sentence:
        'Four times as many neurons, three times as many steps, seven scales and both baselines, five seeds: about three minutes on two cores.',
      values: {
        omega: [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3],
        m: 400,
        alpha: 0.5,
        steps: 300,
        randomFeatures: [200, 1000],
      },
      seeds: 5,
    },
    {
      id: 'few-dimensions',
      label: 'Few dimensions',
      sentence:
        'With d = 50 and 1000 samples the kernel is nearly as good as the network: the accuracy hardly shows which of them has learned features.',
      values: { d: 50, n: 1000, omega: [0.003, 0.03, 0.3, 3] },
      seeds: 2,
    },
    {
      id: 'useless',
      label: 'Features without use',
      breaks: 'weak random features',
      sentence:
        'Tight clusters, κ = 5: a random neuron already sees each cluster as wholly on or wholly off. The neurons turn all the same, and it makes no difference to the accuracy.',
      values: { sigma: 0.02, d: 100, n: 1000, omega: [0.003, 0.03, 0.3, 3] },
      seeds: 2,
    },
    {
      id: 'lazy',
      label: 'Large first weights only',
      breaks: 'small first weights',
      sentence:
        'Every scale is far above the crossover. The network is its own tangent kernel: all curves are flat, and its accuracy is that of the kernel trained for as long.',
      values: { omega: [1, 3, 10] },
      seeds: 2,
    },
    {
      id: 'not-mirrored',
      label: 'Start not mirrored',
      breaks: 'zero-start',
      sentence:
        'The network starts at a random function instead of zero. Small first weights forgive it; large ones never get rid of it, and the lazy end falls to chance.',
      values: { mirrored: false },
      seeds: 2,
    },
  ],
  work: (values) =>
    values.omega.length * networkWork(values) +
    (values.ntk ? kernelWork(values) : 0) +
    values.randomFeatures.reduce((sum, count) => sum + featureWork(values, count), 0),
  refuse: ({ n, d, m, ntk, randomFeatures }) => {
    if (n * d > 1e7 || n * m > 1e7)
      return 'n · d and n · m must not exceed 10 million: the worker would run out of memory. Take fewer samples.';
    if (ntk && n > 3000)
      return 'The tangent kernel takes at most 3000 samples: each of its nine solves grows like n³. Take fewer, or switch it off.';
    return Math.max(...randomFeatures) > 2500 && n > 2500
      ? 'More than 2500 random features on more than 2500 samples would take minutes. Take fewer of either.'
      : null;
  },
});

interface Training {
  readonly d: number;
  readonly m: number;
  readonly xi: number;
  readonly alpha: number;
  readonly steps: number;
}

/** Neurons that can hardly turn leave the recursion little room for error. */
function turn(values: Training, omega: number): number {
  return 0.005 + 0.07 * Math.min(1, crossover(values, values.steps) / omega);
}

/** 15 % of the relative movement that undamped growth would reach. */
function reach(values: Training, omega: number): number {
  return (0.15 * saturatedGrowth(values) * values.steps) / (omega * Math.sqrt(values.d));
}
