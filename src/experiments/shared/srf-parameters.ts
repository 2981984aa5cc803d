/**
 * The parameters of the experiments on spiked random features. `srfParameters` describe the model either directly (r, c,
 * γ) or by its first step; `stepParameters` are for experiments that take the step, which is then not optional.
 */
import type { Values } from '#framework/parameters.ts';

const common = {
  beta: {
    kind: 'number',
    label: 'width',
    symbol: 'β',
    description: 'Neurons per input dimension: p = βd, rounded.',
    default: 1,
    min: 0.02,
    max: 20,
    slider: { min: 0.25, max: 4, step: 0.05 },
  },
  lambda: {
    kind: 'number',
    label: 'ridge',
    symbol: 'λ',
    description: 'Strength of the ridge penalty on the readout, not divided by n.',
    default: 0.05,
    min: 1e-5,
    max: 1e8,
    slider: { min: 1e-3, max: 1, scale: 'log', step: 60 },
    primary: true,
  },
  delta: {
    kind: 'number',
    label: 'label noise',
    symbol: 'Δ',
    description: 'Variance of the noise in the labels, of the first step and of the readout.',
    default: 0,
    min: 0,
    max: 100,
    slider: { min: 0, max: 0.5, step: 0.01 },
  },
  student: {
    kind: 'choice',
    label: 'activation',
    symbol: 'σ',
    description: 'Activation of the network; erf stands for erf(z/√2), and ReLU is not centred.',
    default: 'tanh',
    options: [
      { value: 'tanh', label: 'tanh' },
      { value: 'erf', label: 'erf' },
      { value: 'relu', label: 'ReLU' },
    ],
  },
  target: {
    kind: 'choice',
    label: 'target',
    symbol: 'σ⋆',
    description: 'Function of one direction of the input that gives the labels.',
    default: 'sin',
    options: [
      { value: 'sin', label: 'sin' },
      { value: 'tanh', label: 'tanh' },
      { value: 'sign', label: 'sign' },
      { value: 'erf', label: 'erf' },
      { value: 'relu', label: 'ReLU' },
      { value: 'he1he3', label: 'He₁ + He₃/√6' },
      { value: 'he2', label: 'He₂/√2' },
    ],
  },
  alpha: {
    kind: 'list',
    label: 'samples',
    symbol: 'α',
    description: 'Samples of the readout per input dimension: n = αd, rounded; one fit for each value.',
    default: [0.2, 0.5, 0.8, 1, 1.3, 1.8, 2.6, 4],
    min: 0.02,
    max: 100,
    maxLength: 40,
    slider: { min: 0.2, max: 4, step: 0.1 },
  },
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description:
      'Coordinates of an input. The theory is for large d; the measured points scatter less there.',
    default: 150,
    min: 10,
    max: 2000,
    integer: true,
    slider: { min: 50, max: 400, step: 10 },
  },
  readout: {
    kind: 'text',
    label: 'first readout',
    symbol: 'a',
    description:
      'Readout weights at the first step: a list of values that equal shares of neurons have (or the shares given by ρ), or gaussian.',
    default: '1',
    pattern: 'gaussian|-?\\d*\\.?\\d+(e-?\\d+)?(\\s*,\\s*-?\\d*\\.?\\d+(e-?\\d+)?)*',
    form: 'numbers separated by commas, or gaussian',
    maxLength: 120,
  },
  fractions: {
    kind: 'list',
    label: 'shares of the groups',
    symbol: 'ρ',
    description: 'Share of the neurons in each group; equal when left empty. They add up to 1.',
    default: [],
    min: 0,
    max: 1,
    minLength: 0,
    maxLength: 16,
  },
  width: {
    kind: 'choice',
    label: 'width in the prediction',
    symbol: 'p',
    description: 'Whether the theory is told the actual number of neurons, or takes p = ∞.',
    default: 'actual',
    options: [
      { value: 'actual', label: 'actual' },
      { value: 'infinite', label: 'infinite' },
    ],
  },
} as const;

const alpha0 = {
  kind: 'number',
  label: 'samples of the first step',
  symbol: 'α₀',
  description: 'Samples of the first step per input dimension: n₀ = α₀d, rounded.',
  default: 20,
  min: 0.02,
  max: 1e6,
  slider: { min: 0.25, max: 50, scale: 'log', step: 60 },
} as const;

const eta = {
  label: 'step size',
  symbol: 'η̃',
  min: 0,
  max: 1000,
  slider: { min: 0, max: 10, step: 0.1 },
} as const;

/** Given directly by `spike`, `bulkVariance` and `alignment`, or by the first step once `eta` is set. */
export const srfParameters = {
  spike: {
    kind: 'list',
    label: 'spike strength',
    symbol: 'r',
    description: 'Length of the spike in each row; a list makes groups of neurons. Not used once η̃ is set.',
    default: [1.13],
    min: -100,
    max: 100,
    maxLength: 16,
    slider: { min: 0, max: 6, step: 0.05 },
    primary: true,
  },
  bulkVariance: {
    kind: 'list',
    label: 'bulk variance',
    symbol: 'c',
    description:
      'Squared length of a row without its spike; one value, or one for each r. Not used once η̃ is set.',
    default: [1.02],
    min: 1e-3,
    max: 1e4,
    maxLength: 16,
    slider: { min: 0.5, max: 3, step: 0.01 },
    primary: true,
  },
  alignment: {
    kind: 'number',
    label: 'alignment',
    symbol: 'γ',
    description: 'Cosine of the spike with the direction of the target. Not used once η̃ is set.',
    default: 0.97,
    min: -1,
    max: 1,
    slider: { min: 0, max: 1, step: 0.01 },
    primary: true,
  },
  ...common,
  eta: {
    ...eta,
    kind: 'optional',
    description: 'Once set, r, c and γ are those that a first step of this size leads to.',
    default: null,
  },
  alpha0: { ...alpha0, description: `${alpha0.description} Used once η̃ is set.` },
} as const;

/** For experiments that take the step. */
export const stepParameters = {
  eta: {
    ...eta,
    kind: 'number',
    description: 'Size of the first step, in units in which it moves each row by order one.',
    default: 3,
    primary: true,
  },
  alpha0: { ...alpha0, default: 8, primary: true },
  ...common,
} as const;

export type SrfValues = Values<typeof srfParameters>;
export type StepValues = Values<typeof stepParameters>;
