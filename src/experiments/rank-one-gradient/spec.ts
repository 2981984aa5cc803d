import { defineSpec } from '#framework/spec.ts';
import {
  activationParameters,
  growingSizes,
  literalParameter,
  secondLayerParameter,
  sizes,
  sizesAt,
  teacherParameters,
} from '../shared/nls-parameters.ts';
import { drawWork } from '../shared/nls.ts';

const { activation, w, p, curvature, theta } = activationParameters;

export const parameters = {
  n: {
    ...sizes.n,
    kind: 'list',
    description: 'Samples that the gradient sees; one network for each value.',
    default: [100, 200, 400, 800, 1600],
    maxLength: 12,
    primary: true,
  },
  activation,
  noise: { ...teacherParameters.noise, primary: true },
  teacher: teacherParameters.teacher,
  constant: teacherParameters.constant,
  ...growingSizes,
  w,
  p,
  curvature,
  theta,
  secondLayer: secondLayerParameter,
  literal: { ...literalParameter, primary: true },
} as const;

const overN = { over: ['n'] } as const;
const single = { over: [] } as const;

export default defineSpec({
  id: 'rank-one-gradient',
  version: 1,
  title: 'A gradient of rank one, nearly',
  summary:
    'The gradient of the hidden weights at the start is computed for networks of growing size and compared with its rank-one part, in two norms.',
  parameters,
  seeds: { default: 5, max: 60 },
  axes: {
    n: { label: 'samples', symbol: 'n' },
    nFine: { label: 'samples', symbol: 'n' },
  },
  measures: {
    operatorRatio: {
      label: 'leftover, operator norm',
      ...overN,
      description: '‖G − c₁aβᵀ‖/‖c₁aβᵀ‖ in operator norm, with β = Xᵀy/n.',
    },
    frobeniusRatio: {
      label: 'leftover, Frobenius norm',
      ...overN,
      description: 'The same in Frobenius norm.',
    },
    residualRatio: {
      label: 'leftover beside the residual’s β',
      ...overN,
      description:
        '‖G − c₁aβᵀ‖/‖c₁aβᵀ‖ in operator norm with the β of the residual; the same as the first where f₀ is dropped.',
    },
    topSingularValue: {
      label: 'largest singular value',
      symbol: '‖G‖',
      ...overN,
      description: 'Of the gradient G.',
    },
    secondRatio: {
      label: 'second singular value over the first',
      symbol: 'σ₂/σ₁',
      ...overN,
      description: 'Of the gradient G.',
    },
    alignmentWithA: {
      label: 'overlap of the left vector with a',
      ...overN,
      description: '|⟨u₁, a⟩|/‖a‖ for the first left singular vector u₁ of G.',
    },
    exponent: {
      label: 'exponent of the operator norm',
      ...single,
      description: 'Slope of log ‖G − c₁aβᵀ‖/‖c₁aβᵀ‖ against log n, by least squares.',
    },
  },
  predictions: {
    topSingularValue: {
      label: 'largest singular value',
      ...overN,
      description: 'c₁‖β‖, the norm of the rank-one part in the limit.',
    },
    frobeniusRatio: {
      label: 'leftover, Frobenius norm',
      ...overN,
      description: '√ω in the limit: it does not fall.',
    },
    exponent: {
      label: 'exponent of the operator norm',
      ...single,
      description: '−½, up to logarithms.',
    },
    frobeniusCurve: {
      label: 'leftover, Frobenius norm',
      over: ['nFine'],
      description: 'The same on a finer grid of n.',
    },
    topCurve: {
      label: 'largest singular value',
      over: ['nFine'],
      description: 'The same on a finer grid of n.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'linear-activation',
      name: 'c₁ ≠ 0',
      text: 'The activation has a linear part. Without one there is no common direction: the gradient is all leftover.',
      holds: (values) => values.activation !== 'abs',
    },
    {
      id: 'no-output',
      name: 'f₀ dropped',
      text: 'The gradient is taken at y. At the residual y − f₀ it is close to rank one as well, but with another β.',
      holds: ({ literal }) => !literal,
    },
    {
      id: 'growing',
      name: 'sizes that grow together',
      text: 'd and N grow in proportion to n.',
      holds: ({ d, N }) => d === null && N === null,
    },
  ],
  checks: [
    {
      name: 'exponent of the operator norm',
      measure: 'exponent',
      tolerance: 0.2,
      because:
        'the largest weight of the second layer adds a logarithm, which makes the fall a little slower',
    },
    {
      name: 'Frobenius norm at the largest n',
      measure: 'frobeniusRatio',
      at: { n: 'last' },
      tolerance: 0.05,
      because: 'single draws scatter by 0.03',
    },
    {
      name: 'largest singular value at the largest n',
      measure: 'topSingularValue',
      at: { n: 'last' },
      tolerance: 0.06,
      because: 'single draws scatter by 0.03, with ‖β‖ and ‖a‖',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'ReLU',
      sentence:
        'In operator norm the leftover falls like 1/√n. In Frobenius norm it stays at two thirds of the rank-one part.',
      values: {},
    },
    {
      id: 'tanh',
      label: 'tanh',
      sentence: 'Slopes that vary less leave less over: half of it in either norm.',
      values: { activation: 'tanh' },
    },
    {
      id: 'many-samples',
      label: 'Four samples for each dimension',
      sentence: 'With d = n/4 the leftover is smaller in Frobenius norm; it is gone only for d/n → 0.',
      values: { n: [800], d: 200, N: 800 },
      seeds: 8,
    },
    {
      id: 'even',
      label: 'Even activation',
      breaks: 'linear-activation',
      sentence:
        '|z| has no linear part. The second singular value is nearly as large as the first, and the left vector has nothing to do with a.',
      values: { activation: 'abs' },
    },
    {
      id: 'literal',
      label: 'Keep the first output',
      breaks: 'no-output',
      sentence:
        'Measured against the plain β, the leftover stalls at a half: the output before the step has added a direction. Against the β of the residual it falls as before.',
      values: { literal: true },
    },
  ],
  work: ({ n, d, N }) =>
    n.reduce((sum, samples) => {
      const size = sizesAt(samples, { d, N });
      return sum + drawWork({ ...size, mode: 'G' }) + 400 * size.d * size.N;
    }, 0),
  refuse: ({ n, d, N }) =>
    n.reduce((sum, samples) => sum + (samples * (N ?? samples) * (d ?? samples / 2)) / 1e9, 0) > 12
      ? 'These sizes take minutes: take fewer or smaller n.'
      : null,
});
