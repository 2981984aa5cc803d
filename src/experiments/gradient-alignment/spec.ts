import { defineSpec } from '#framework/spec.ts';
import { alignmentOf, coefficientOf, momentAlong, secondMoment } from '#theory/non-linear-spikes/teacher.ts';
import {
  activationParameters,
  literalParameter,
  teacherOf,
  teacherParameters,
} from '../shared/nls-parameters.ts';

export const parameters = {
  n: {
    kind: 'list',
    label: 'samples',
    symbol: 'n',
    description: 'Samples of the step; each value is the beginning of the longest sample.',
    default: [200, 280, 400, 560, 800, 1200, 1600, 2400, 4000],
    min: 4,
    max: 100_000,
    integer: true,
    maxLength: 24,
    slider: { min: 50, max: 4000, step: 50 },
    primary: true,
  },
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input.',
    default: 200,
    min: 2,
    max: 4000,
    integer: true,
    slider: { min: 20, max: 800, step: 10 },
    primary: true,
  },
  teacher: { ...teacherParameters.teacher, primary: true },
  constant: teacherParameters.constant,
  noise: { ...teacherParameters.noise, primary: true },
  literal: literalParameter,
  N: {
    kind: 'optional',
    label: 'width',
    symbol: 'N',
    description: 'Neurons, where the first output is kept; unless it is set, as many as samples.',
    default: null,
    min: 10,
    max: 6000,
    integer: true,
    slider: { min: 100, max: 1200, step: 50 },
  },
  ...activationParameters,
  activation: { ...activationParameters.activation, primary: false },
} as const;

interface CostValues {
  readonly n: readonly number[];
  readonly d: number;
  readonly N: number | null;
  readonly literal: boolean;
}

/** Neurons that go with n samples: they only matter where the first output is kept. */
export const widthAt = ({ N }: Pick<CostValues, 'N'>, n: number): number => N ?? Math.max(10, n);

const work = (values: CostValues): number => {
  const largest = Math.max(...values.n);
  const drawn = 60 * largest * values.d;
  if (!values.literal) return drawn;
  return [...new Set(values.n)].reduce((total, n) => {
    const width = widthAt(values, n);
    return total + 2 * n * values.d * width + 40 * n * width + 60 * width * values.d;
  }, drawn);
};

/** Beyond this a run takes minutes. */
const MOST_DRAWN = 1e8;
const MOST_PRODUCTS = 2e10;

const overN = { over: ['n'] } as const;
const overFine = { over: ['nFine'] } as const;

/** What the cosine changes by when the entry of β along β⋆ does by one standard deviation, its length across being kept. */
function spreadAt(values: Parameters<typeof teacherOf>[0] & { readonly d: number }, n: number): number {
  const teacher = teacherOf(values);
  const { betaNorm, rho } = alignmentOf(teacher, values.d / n);
  const linear = coefficientOf(teacher, 1);
  return betaNorm > 0
    ? ((1 - rho * rho) * Math.sqrt((momentAlong(teacher) - linear * linear) / n)) / betaNorm
    : 0;
}

export default defineSpec({
  id: 'gradient-alignment',
  version: 1,
  title: 'Where the step points',
  summary:
    'The direction β = Xᵀy/n of the first step for more and more samples: its cosine with the teacher’s direction, and its length.',
  parameters,
  seeds: { default: 20, max: 200 },
  axes: {
    n: { label: 'samples', symbol: 'n' },
    nFine: { label: 'samples', symbol: 'n' },
  },
  measures: {
    cosine: {
      label: 'cosine with the teacher',
      symbol: 'ρ',
      ...overN,
      description: 'Cosine of β with β⋆.',
    },
    betaNorm: { label: 'length', symbol: '‖β‖', ...overN, description: 'Euclidean length of β.' },
    absCosine: {
      label: 'absolute cosine',
      ...overN,
      description: 'Absolute value of the cosine, before the mean over seeds.',
    },
  },
  predictions: {
    cosine: {
      label: 'cosine with the teacher',
      symbol: 'ρ',
      ...overN,
      description: 'The limit c⋆₁/√(c⋆₁² + φ E y²) at φ = d/n.',
    },
    betaNorm: {
      label: 'length',
      symbol: '‖β‖',
      ...overN,
      description: 'The limit √(c⋆₁² + φ E y²) at φ = d/n.',
    },
    absCosine: {
      label: 'absolute cosine',
      ...overN,
      description: 'Mean absolute cosine at this n and d, with a Gaussian entry of β along β⋆.',
    },
    literalCosine: {
      label: 'cosine, first output kept',
      ...overN,
      description: 'The limit for the residual y − f₀ in place of y.',
    },
    literalNorm: { label: 'length, first output kept', ...overN, description: 'Likewise.' },
    cosineCurve: { label: 'limit ρ', ...overFine, description: 'The same on a finer grid of n.' },
    betaNormCurve: { label: 'limit ‖β‖', ...overFine, description: 'The same on a finer grid of n.' },
    absCosineCurve: {
      label: 'mean |cos| at this d',
      ...overFine,
      description: 'The same on a finer grid of n.',
    },
    literalCosineCurve: {
      label: 'limit with f₀',
      ...overFine,
      description: 'The same on a finer grid of n.',
    },
    literalNormCurve: { label: 'limit with f₀', ...overFine, description: 'The same on a finer grid of n.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'linear-part',
      name: 'c⋆₁ ≠ 0',
      text: 'The teacher has a linear part: |c⋆₁| is at least a tenth of the root mean square of the labels. No other coefficient moves β. The threshold is ours.',
      holds: (values) => {
        const teacher = teacherOf(values);
        return Math.abs(coefficientOf(teacher, 1)) >= 0.1 * Math.sqrt(secondMoment(teacher));
      },
    },
    {
      id: 'no-first-output',
      name: 'f₀ left out',
      text: 'The first output is left out of the residual. It is of order one here, and adds a direction and noise of its own.',
      holds: ({ literal }) => !literal,
    },
    {
      id: 'large-d',
      name: 'd ≥ 50',
      text: 'The dimension is large. In a small one the cosine scatters. The threshold is ours.',
      holds: ({ d }) => d >= 50,
    },
  ],
  checks: [
    {
      name: 'cosine at the first n',
      measure: 'cosine',
      at: { n: 'first' },
      tolerance: (values) => 0.005 + 0.6 * spreadAt(values, values.n[0]),
      because:
        '0.6 of what one standard deviation of the entry along β⋆ changes: twenty seeds stayed within four fifths of it in 30 runs of 15 settings',
    },
    {
      name: 'cosine at the last n',
      measure: 'cosine',
      at: { n: 'last' },
      tolerance: (values) => 0.005 + 0.6 * spreadAt(values, values.n[values.n.length - 1]),
      because: 'likewise, at the last n',
    },
    {
      name: 'length at the last n',
      measure: 'betaNorm',
      at: { n: 'last' },
      tolerance: (values) => {
        const n = values.n[values.n.length - 1];
        return 0.01 + 0.6 * Math.sqrt(momentAlong(teacherOf(values)) / n);
      },
      because:
        '0.6 of the standard deviation of the entry along β⋆; twenty seeds stayed within three quarters of it in 30 runs of 15 settings',
    },
    {
      name: 'mean absolute cosine at the last n',
      measure: 'absCosine',
      at: { n: 'last' },
      tolerance: (values) => 0.005 + 0.4 * spreadAt(values, values.n[values.n.length - 1]),
      because:
        '0.4 of the same spread as for the cosine: three standard errors of twenty seeds where the teacher has no linear part',
      rests: ['no-first-output', 'large-d'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'From n = d to n = 20d: the direction turns to the teacher, and β gets shorter as the noise goes out of it.',
      values: {},
    },
    {
      id: 'few-samples',
      label: 'Fewer samples than dimensions',
      sentence: 'From a tenth of a sample per dimension to one: β is long, and most of it is noise.',
      values: { n: [20, 30, 50, 70, 100, 140, 200] },
    },
    {
      id: 'linear-teacher',
      label: 'Linear teacher',
      sentence:
        'With H₁ alone the labels have less power, so there is less noise to turn the direction away.',
      values: { teacher: [1, 0, 0] },
    },
    {
      id: 'cubic-teacher',
      label: 'A cubic teacher',
      sentence:
        'H₁ + 0.8 H₃: the mean cosine is where the formula has it, but single directions scatter two to three times as much. A few labels decide.',
      values: { teacher: [1, 0, 0.8] },
    },
    {
      id: 'no-linear-part',
      label: 'No linear part',
      breaks: 'linear-part',
      sentence:
        'H₂ only: β has nothing to turn to. Its cosine has either sign, and its mean size does not fall with n: it is that of chance in 200 dimensions, more than doubled because labels and inputs are large together.',
      values: { teacher: [0, 0.7071, 0] },
    },
    {
      id: 'keep-output',
      label: 'Keep the first output',
      breaks: 'no-first-output',
      sentence:
        'With f₀ in the residual the cosine does not go to one however many samples there are: f₀ has a linear part of its own.',
      values: { literal: true, n: [200, 400, 800, 1600, 2400], N: 800 },
    },
  ],
  work,
  refuse: (values) => {
    const largest = Math.max(...values.n);
    if (values.noise === 0 && values.constant === 0 && values.teacher.every((c) => c === 0))
      return 'The labels are all zero, and β has no direction. Give the teacher a coefficient, or the labels some noise.';
    if (largest * values.d > MOST_DRAWN)
      return `${largest} samples in ${values.d} dimensions are too many for a browser. Take n·d below ${MOST_DRAWN / 1e6} million.`;
    if (values.literal && work(values) > MOST_PRODUCTS)
      return 'The first outputs of that many neurons on that many samples take too long. Take fewer samples, or set the width N to a few hundred.';
    return null;
  },
});
