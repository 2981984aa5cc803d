import { defineSpec } from '#framework/spec.ts';
import { bestNetwork } from '#theory/gradient-feature-learning/bound.ts';
import { xorParameters } from '../shared/xor-parameters.ts';

/** Fresh points on which losses are measured. */
export const TEST_POINTS = 20_000;

export const parameters = {
  n: {
    kind: 'list',
    label: 'samples',
    symbol: 'n',
    description:
      'Sizes of the sample that the first gradients are computed from; each is the beginning of the next.',
    default: [100, 200, 400, 800, 1600, 3200, 6400, 12_800],
    min: 10,
    max: 50_000,
    integer: true,
    maxLength: 12,
    slider: { min: 50, max: 12_800, scale: 'log', step: 49 },
    primary: true,
  },
  sigma: {
    ...xorParameters.sigma,
    min: 0.0005,
    max: 1,
    slider: { min: 0.05, max: 0.5, step: 0.01 },
  },
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input; two of them carry the labels.',
    default: 100,
    min: 3,
    max: 1000,
    integer: true,
    slider: { min: 10, max: 300, step: 10 },
    primary: true,
  },
  m: {
    kind: 'number',
    label: 'candidates',
    symbol: 'm',
    description: 'Random neurons whose first gradients are computed.',
    default: 1000,
    min: 1,
    max: 4000,
    integer: true,
    slider: { min: 10, max: 2000, scale: 'log', step: 47 },
    primary: true,
  },
} as const;

const overN = { over: ['n'] } as const;
const most = (n: readonly number[]): number => Math.max(...n);
const kappa = ({ sigma, d }: { sigma: number; d: number }): number => 1 / (sigma * Math.sqrt(d));

/**
 * Samples from which on the angle error of the best gradients is below about a tenth: noise of squared length σ²d/(2n)
 * against a gradient of length s, about κ/2 for wide clusters and 0.3 for tight ones.
 */
function anglesFrom(values: { sigma: number; d: number }): number {
  const s = Math.min(kappa(values) / 2, 0.3);
  return (2.5 * values.sigma * values.sigma * values.d) / (s * s);
}

/** What the angle error leaves of the loss, and 20 000 points of the measurement. */
const nearOpt = ({ sigma }: { sigma: number }): number => 0.001 + 0.4 * bestNetwork(sigma).opt;
const drawn = 'of 26 settings drawn at random within the assumptions';

export default defineSpec({
  id: 'gradient-feature-bound',
  version: 1,
  title: 'OPT and an angle',
  summary:
    'First gradients of random neurons on four clusters: those closest to the axes make a network of four neurons, whose loss is set against the best one and against the guarantee.',
  parameters,
  seeds: { default: 5, max: 30 },
  axes: { n: { label: 'samples', symbol: 'n' } },
  measures: {
    gamma: {
      label: 'angle error',
      symbol: 'γ',
      ...overN,
      description: 'One minus the cosine of a chosen gradient with its axis, mean over both axes.',
    },
    hinge: {
      label: 'hinge loss',
      ...overN,
      description: `Of the network on the chosen gradients, on ${TEST_POINTS} fresh points.`,
    },
    excess: {
      label: 'excess loss',
      ...overN,
      description: 'Hinge loss minus that of the exact directions on the very same points.',
    },
    error: {
      label: 'test error',
      ...overN,
      format: 'share',
      description: 'Share of these points on which the sign of the output is wrong.',
    },
    bound: {
      label: 'bound',
      ...overN,
      description: 'The right-hand side of the guarantee, OPT + r B Bₓ √(2γ), at the measured angle error.',
    },
    slope: {
      label: 'excess for each unit of γ',
      over: [],
      description: 'Excess loss divided by angle error, mean over the sample sizes.',
    },
  },
  predictions: {
    gamma: {
      label: 'angle error',
      symbol: 'γ',
      ...overN,
      description:
        'Of the best of the same neurons by their expected gradients, the mean of yx over the samples, and as much independent noise.',
    },
    hinge: {
      label: 'hinge loss',
      ...overN,
      description: 'Expected loss at the predicted cosines with both axes, by quadrature.',
    },
    excess: { label: 'excess loss', ...overN, description: 'Predicted hinge loss minus OPT.' },
    error: {
      label: 'test error',
      ...overN,
      format: 'share',
      description: 'Expected error at the predicted cosines, in closed form.',
    },
    bound: {
      label: 'bound',
      ...overN,
      description: 'The right-hand side of the guarantee at the predicted angle error.',
    },
    opt: {
      label: 'OPT',
      over: [],
      description: 'Smallest expected hinge loss with exact directions and output weights up to 3.',
    },
    weight: { label: 'best output weight', symbol: 'B', over: [], description: 'Where OPT is reached.' },
    length: {
      label: 'mean length of an input',
      symbol: 'Bₓ',
      over: [],
      description: 'The expectation of ‖x‖, by quadrature.',
    },
    slope: {
      label: 'excess for each unit of γ',
      over: [],
      description: 'Predicted excess loss divided by predicted angle error, mean over the sample sizes.',
    },
    centreSlope: {
      label: 'excess for each unit of γ, nearer centres alone',
      over: [],
      description: 'The slope at γ = 0 if all that an angle error does is to bring the centres nearer by γ.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'small-angle',
      name: 'n ≥ 2.5σ²d/s²',
      text: 'The largest n is at least 2.5σ²d/s² with s the smaller of κ/2 and 0.3. With fewer samples even the best gradients are far from the axes. The threshold is ours.',
      holds: (values) => most(values.n) >= anglesFrom(values),
    },
    {
      id: 'many-samples',
      name: 'n ≥ 25σ²d/s²',
      text: 'For a loss near OPT: the largest n is ten times as large as for small angles.',
      holds: (values) => most(values.n) >= 10 * anglesFrom(values),
    },
    {
      id: 'candidates',
      name: 'm ≥ 100, m ≥ 20κ',
      text: 'At least 100 candidates and at least 20κ. Without biases a share of order 1/κ of the neurons sees an axis; with fewer candidates there may be none, and what is left are the diagonals.',
      holds: (values) => values.m >= 100 && values.m >= 20 * kappa(values),
    },
  ],
  checks: [
    {
      name: 'hinge loss at most the bound, at the first n',
      measure: 'hinge',
      against: 'bound',
      at: { n: 'first' },
      side: 'at-most',
      tolerance: 0,
      because: 'the guarantee without its sampling error; it leaves much room',
      rests: [],
    },
    {
      name: 'angle error at the last n',
      measure: 'gamma',
      at: { n: 'last' },
      tolerance: 0.3,
      relative: true,
      because: `${drawn}, 25 lie within it`,
      rests: ['small-angle', 'candidates'],
    },
    {
      name: 'hinge loss at the last n',
      measure: 'hinge',
      at: { n: 'last' },
      tolerance: nearOpt,
      because: `${drawn}, 24 lie within it`,
      rests: ['small-angle', 'candidates'],
    },
    {
      name: 'hinge loss near OPT, at the last n',
      measure: 'hinge',
      against: 'opt',
      at: { n: 'last' },
      tolerance: nearOpt,
      because: 'the same; the excess should be small against it by now',
      rests: ['many-samples', 'candidates'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'With more samples the best gradients turn to the axes and the loss comes down to OPT; the bound falls too, and stays far above one.',
      values: {},
    },
    {
      id: 'tight',
      label: 'Tight clusters, many candidates',
      sentence:
        'At σ = 0.02 the angles are tiny and the bound is below one: here the guarantee says something, though the loss is zero on every test point.',
      values: { sigma: 0.02, n: [100, 400, 1600, 6400] },
    },
    {
      id: 'wide',
      label: 'Wide clusters',
      sentence:
        'At σ = 0.35 the best network itself loses a tenth, and an angle error costs more because more points lie near the boundary.',
      values: { sigma: 0.35, d: 40, n: [200, 800, 3200, 12_800] },
    },
    {
      id: 'no-axis',
      label: 'No axis among the candidates',
      breaks: 'candidates',
      sentence:
        'Ten candidates, tight clusters and no bias: all gradients lie near the diagonals, and more samples make it worse; OPT is zero, and the loss comes close to one.',
      values: { sigma: 0.001, m: 10 },
    },
    {
      id: 'few-samples',
      label: 'Too few samples',
      breaks: 'small-angle',
      sentence:
        'With 20 to 80 samples the noise of the sample is about as long as the gradient, and the loss stays many times above OPT.',
      values: { n: [20, 40, 80] },
    },
  ],
  work: ({ n, d, m }) =>
    4 * most(n) * d * m + 60 * d * (most(n) + TEST_POINTS) + n.length * TEST_POINTS * (4 * d + 100),
  refuse: ({ n, d, m }) =>
    most(n) * d > 5e6
      ? 'n · d must not exceed five million: the worker would run out of memory. Take fewer samples.'
      : most(n) * d * m > 2e10
        ? 'n · d · m must not exceed 20 billion: one run would take more than a minute. Take fewer candidates.'
        : null,
});
