import { defineSpec } from '#framework/spec.ts';
import {
  activationParameters,
  literalParameter,
  sizes,
  teacherParameters,
} from '../shared/nls-parameters.ts';

const { activation, w, p, curvature, theta } = activationParameters;

export const parameters = {
  n: {
    ...sizes.n,
    kind: 'list',
    description: 'Samples that the gradient sees; one β for each value.',
    default: [100, 200, 300, 400, 600, 800, 1200, 2000, 4000],
    min: 5,
    max: 100000,
    maxLength: 24,
    primary: true,
  },
  d: { ...sizes.d, default: 200, primary: true },
  teacher: { ...teacherParameters.teacher, primary: true },
  noise: { ...teacherParameters.noise, primary: true },
  constant: teacherParameters.constant,
  literal: literalParameter,
  N: { ...sizes.N, default: 200, description: 'Neurons; they matter only where the first output is kept.' },
  activation: { ...activation, primary: false },
  w,
  p,
  curvature,
  theta,
} as const;

const overN = { over: ['n'] } as const;
const overFine = { over: ['ratioFine'] } as const;
const single = { over: [] } as const;

export default defineSpec({
  id: 'gradient-alignment',
  version: 1,
  title: 'Where the step points',
  summary:
    'The correlation β = Xᵀy/n of labels and inputs is computed for growing numbers of samples; its length and its cosine with the teacher’s direction are set against their limits.',
  parameters,
  seeds: { default: 20, max: 200 },
  axes: {
    n: { label: 'samples', symbol: 'n' },
    ratioFine: { label: 'samples per dimension', symbol: 'n/d' },
  },
  measures: {
    cosine: {
      label: 'alignment',
      symbol: 'ρ',
      ...overN,
      description: '|⟨β, β⋆⟩|/‖β‖.',
    },
    betaNorm: { label: 'length', symbol: '‖β‖', ...overN, description: 'Euclidean length of β.' },
    cosineRatio: {
      label: 'alignment, measured over predicted',
      ...single,
      description: 'Sum of the measured cosines over all n, divided by the sum of the predicted ones.',
    },
  },
  predictions: {
    cosine: {
      label: 'alignment',
      ...overN,
      description:
        'The limit; for a teacher without linear part, what sampling noise has by chance at this d.',
    },
    betaNorm: { label: 'length', ...overN, description: 'The limit.' },
    cosineRatio: { label: 'agreement', ...single, description: 'One, if the limit is exact.' },
    cosineCurve: { label: 'alignment', ...overFine, description: 'The same on a finer grid.' },
    betaNormCurve: { label: 'length', ...overFine, description: 'The same on a finer grid.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-d',
      name: 'd ≥ 50',
      text: 'The limits are for n, d → ∞ at a fixed ratio. The threshold is ours.',
      holds: ({ d }) => d >= 50,
    },
    {
      id: 'linear-teacher',
      name: 'c⋆₁ ≠ 0',
      text: 'The teacher has a linear part. Without one β is sampling noise, and its cosine falls with the dimension.',
      holds: ({ teacher }) => teacher[0] !== 0,
    },
    {
      id: 'no-output',
      name: 'f₀ dropped',
      text: 'β is made of the labels. With the first output kept it is made of the residual, which adds a random direction and noise.',
      holds: ({ literal }) => !literal,
    },
  ],
  checks: [
    {
      name: 'alignment, over all n',
      measure: 'cosineRatio',
      tolerance: 0.03,
      because:
        'twenty draws at each n leave a scatter of half a per cent; the limit is 1 to 2 % off at d = 200',
    },
    {
      name: 'alignment at the largest n',
      measure: 'cosine',
      at: { n: 'last' },
      tolerance: 0.02,
      because: 'single draws scatter by 0.01 to 0.02',
    },
    {
      name: 'length at the largest n',
      measure: 'betaNorm',
      at: { n: 'last' },
      tolerance: 0.06,
      because: 'single draws scatter by 0.05',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'With one sample for each dimension the step is less than half right; with twenty it points to the teacher.',
      values: {},
    },
    {
      id: 'noisy',
      label: 'Noisy labels',
      sentence:
        'Label noise of size one lengthens β and turns it away: the curve is lower, and just as exact.',
      values: { noise: 1 },
    },
    {
      id: 'linear',
      label: 'A linear teacher',
      sentence: 'Without the quadratic part the labels are smaller, and so is the sampling noise.',
      values: { teacher: [1] },
    },
    {
      id: 'no-linear-part',
      label: 'No linear part',
      breaks: 'linear-teacher',
      sentence:
        'The teacher is H₂ alone. No number of samples helps: β is noise, and its cosine is of order 1/√d at every n.',
      values: { teacher: [0, 0.7071] },
    },
    {
      id: 'literal',
      label: 'Keep the first output',
      breaks: 'no-output',
      sentence:
        'With the residual y − f₀ the direction is blurred by the network’s own random output, and stays so with many samples.',
      values: { literal: true },
      seeds: 8,
    },
    {
      id: 'few-dimensions',
      label: 'Ten dimensions',
      breaks: 'large-d',
      sentence: 'At d = 10 single draws scatter widely, and their mean is a little off the limit.',
      values: { d: 10, n: [10, 20, 40, 80, 160] },
    },
  ],
  work: ({ n, d, N, literal }) => Math.max(...n) * d * (literal ? 60 + 2 * N : 60),
  refuse: ({ n, d, N, literal }) =>
    Math.max(...n) * d * (literal ? N : 40) > 2e9 ? 'These sizes take minutes: take a smaller n or d.' : null,
});
