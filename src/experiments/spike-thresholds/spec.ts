import { defineSpec } from '#framework/spec.ts';
import {
  activationParameters,
  constantsParameter,
  growingSizes,
  modeParameter,
  secondLayerParameter,
  sizesAt,
  teacherParameters,
} from '../shared/nls-parameters.ts';
import { topWork } from '../shared/nls-spectrum.ts';
import { drawWork } from '../shared/nls.ts';

const { activation, w, p, curvature, theta } = activationParameters;

export const parameters = {
  mode: modeParameter,
  activation,
  n: {
    kind: 'list',
    label: 'samples',
    symbol: 'n',
    description:
      'Samples in each half. The theory is computed for all of them; those up to the bound below are simulated as well.',
    default: [200, 400, 800],
    min: 50,
    max: 1e8,
    integer: true,
    maxLength: 12,
    primary: true,
  },
  alpha: {
    kind: 'list',
    label: 'exponents of the step size',
    symbol: 'α',
    description: 'η = n^α; one spectrum for each, all on the same draw.',
    default: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5],
    min: -0.5,
    max: 1,
    maxLength: 40,
  },
  most: {
    kind: 'number',
    label: 'largest simulation',
    symbol: 'n_sim',
    description: 'Larger n are left to the theory.',
    default: 800,
    min: 0,
    max: 2000,
    integer: true,
    slider: { min: 200, max: 1600, step: 100 },
  },
  ...growingSizes,
  ...teacherParameters,
  w,
  p,
  curvature,
  theta,
  secondLayer: secondLayerParameter,
  constants: constantsParameter,
} as const;

const overPlane = { over: ['n', 'alpha'] } as const;
const overSpikes = { over: ['n', 'spike'] } as const;

export default defineSpec({
  id: 'spike-thresholds',
  version: 1,
  title: 'How slowly the exponents arrive',
  summary:
    'The number of spikes is counted on a grid of sample sizes and exponents and set against the predicted thresholds, which are drawn up to a hundred million samples.',
  parameters,
  seeds: { default: 3, max: 40 },
  axes: {
    n: { label: 'samples', symbol: 'n' },
    alpha: { label: 'exponent', symbol: 'α' },
    spike: { label: 'spike', symbol: 'j' },
    rank: { label: 'rank', symbol: 'k' },
    nFine: { label: 'samples', symbol: 'n' },
  },
  measures: {
    count: {
      label: 'number of spikes',
      ...overPlane,
      format: 'count',
      description:
        'Eigenvalues above 1.03 times the dressed edge whose left singular vector has squared overlap above 0.15 with the span of 1, g, H₂, H₃, H₄ and ν; no value where n is not simulated.',
    },
    topEigenvalues: {
      label: 'largest eigenvalues',
      over: ['n', 'alpha', 'rank'],
      description: 'The three largest eigenvalues of F Fᵀ/n.',
    },
    agreement: {
      label: 'cells with the predicted number',
      over: [],
      format: 'share',
      description:
        'Share of the simulated cells whose count is the predicted one, cells within 0.02 of a predicted threshold left out.',
    },
    firstRatio: {
      label: 'first spike, measured over predicted',
      over: [],
      description:
        'At the largest n that is simulated and the largest α: the largest eigenvalue, divided by the theory for the ‖β‖ and the second layer that were drawn.',
    },
    secondRatio: {
      label: 'second spike, measured over predicted',
      over: [],
      description: 'The same for the second largest; no value where no second spike is predicted.',
    },
  },
  predictions: {
    count: {
      label: 'number of spikes',
      ...overPlane,
      format: 'count',
      description: 'Predicted spikes that the counting rule would count.',
    },
    outliers: {
      label: 'spikes',
      over: ['n', 'alpha', 'spike'],
      description:
        'Predicted eigenvalues of F Fᵀ/n, with the chosen constants; no value where there is none.',
    },
    bulkEdge: { label: 'edge of the bulk', ...overPlane, description: 'With the chosen constants.' },
    alphaThreshold: {
      label: 'thresholds of the exponent',
      ...overSpikes,
      description:
        'Smallest α with one, two, three spikes outside of the bulk at that n, with bare constants.',
    },
    etaThreshold: {
      label: 'thresholds of the step size',
      ...overSpikes,
      description: 'The same as step sizes.',
    },
    alphaThresholdCurve: {
      label: 'thresholds of the exponent',
      over: ['nFine', 'spike'],
      description: 'The same from 200 to a hundred million samples.',
    },
    limit: {
      label: 'limit of the threshold',
      over: ['spike'],
      description:
        '(k − 1)/(2k), k the degree of the j-th coefficient of the activation that is not zero; with two values in the second layer, one odd degree and one even one.',
    },
    agreement: { label: 'agreement', over: [], format: 'share', description: 'One, if the theory is exact.' },
    firstRatio: { label: 'agreement', over: [], description: 'One, if the theory is exact.' },
    secondRatio: { label: 'agreement', over: [], description: 'One, if the theory is exact.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-n',
      name: 'n ≥ 200',
      text: 'All that is simulated has at least 200 samples: with fewer the bulk ends well inside its edge. The threshold is ours.',
      holds: ({ n, most }) => n.every((samples) => samples >= 200 || samples > most),
    },
    {
      id: 'exponent',
      name: 'α ≤ ½',
      text: 'The step is not longer than √n. Beyond it the ladder ends: all degrees come at once.',
      holds: ({ alpha }) => alpha.every((exponent) => exponent <= 0.5),
    },
    {
      id: 'linear-activation',
      name: 'c₁ ≠ 0',
      text: 'The activation has a linear part.',
      holds: (values) => values.activation !== 'abs',
    },
    {
      id: 'gaussian-layer',
      name: 'Gaussian second layer',
      text: 'The weights of the second layer are Gaussian. With two values, no more than two spikes can appear.',
      holds: ({ secondLayer }) => secondLayer === 'gaussian',
    },
    {
      id: 'light-tails',
      name: 'no polynomial activation',
      text: 'A polynomial activation makes outliers of single neurons at large steps.',
      holds: (values) => values.activation !== 'quadratic',
    },
  ],
  checks: [
    {
      name: 'share of cells with the predicted count',
      measure: 'agreement',
      tolerance: 0.15,
      because:
        'in 24 draws of each preset 1 to 8 % of the cells were off, with ‖β‖ and a; three draws together never more than 13 %',
      rests: ['large-n', 'exponent', 'linear-activation', 'light-tails'],
    },
    {
      name: 'first spike at the largest n and α, given the draw',
      measure: 'firstRatio',
      tolerance: 0.12,
      because: 'told ‖β‖ and a, single draws still scatter by up to 7 % at α = ½, three of them by 4 %',
      rests: ['large-n', 'linear-activation', 'light-tails'],
    },
    {
      name: 'second spike there, given the draw',
      measure: 'secondRatio',
      tolerance: 0.18,
      because:
        'told ‖β‖ and a, single draws still scatter by 10 %; with the full gradient they lie 3 to 5 % above the theory',
      rests: ['large-n', 'linear-activation', 'light-tails'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'ReLU, full gradient',
      sentence:
        'Solid: the predicted thresholds. Dashed: their limits. At a hundred million samples the second is still at 0.28.',
      values: {},
    },
    {
      id: 'relu-rank-one',
      label: 'ReLU, rank one',
      sentence: 'With the rank-one update the second spike comes a little later, at every n.',
      values: { mode: 'R' },
    },
    {
      id: 'three-spikes',
      label: 'Sine: three rungs',
      sentence: 'The third rung of the sine: at 800 samples it begins at 0.46, and its limit is ⅓.',
      values: { activation: 'sine', mode: 'R' },
    },
    {
      id: 'staircase',
      label: 'One size, closely',
      sentence: 'n = 600: the second pane follows the eigenvalues along α.',
      values: { n: [600], alpha: [0.1, 0.15, 0.2, 0.25, 0.3, 0.33, 0.35, 0.37, 0.4, 0.42, 0.45, 0.48, 0.5] },
    },
    {
      id: 'tanh',
      label: 'tanh: no even rung',
      sentence: 'The second coefficient of tanh is zero. Its second spike is of degree three, and far off.',
      values: { activation: 'tanh', mode: 'R' },
    },
    {
      id: 'two-valued',
      label: 'Two-valued second layer',
      breaks: 'gaussian-layer',
      sentence: 'With a = ±1/√N the powers of a span two dimensions. Never more than two spikes, at any α.',
      values: { activation: 'sine', mode: 'R', secondLayer: 'twoValued' },
    },
  ],
  work: ({ n, alpha, most, mode, d, N }) =>
    n
      .filter((samples) => samples <= most)
      .reduce((sum, samples) => {
        const size = sizesAt(samples, { d, N });
        return sum + drawWork({ ...size, mode }) + alpha.length * topWork(size);
      }, 0),
  refuse: ({ n, alpha, most, N }) =>
    n
      .filter((samples) => samples <= most)
      .reduce((sum, samples) => sum + (samples * (N ?? samples) * alpha.length) / 1e6, 0) > 60
      ? 'These sizes take minutes: take fewer or smaller n, or fewer α.'
      : null,
});
