import { defineSpec } from '#framework/spec.ts';
import { runWork, TEST_POINTS } from './cost.ts';

export const parameters = {
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input; the label is the product of the signs of the first two.',
    default: 8,
    min: 2,
    max: 64,
    integer: true,
    slider: { min: 6, max: 40, step: 1 },
    primary: true,
  },
  m: {
    kind: 'number',
    label: 'neurons',
    symbol: 'm',
    description: 'Width of the network.',
    default: 1000,
    min: 1,
    max: 20_000,
    integer: true,
    slider: { min: 4, max: 2000, scale: 'log', step: 55 },
    primary: true,
  },
  eta: {
    kind: 'number',
    label: 'step size',
    symbol: 'η',
    description: 'Constant step size; one fresh example a step.',
    default: 0.1,
    min: 1e-4,
    max: 10,
    slider: { min: 0.01, max: 3, scale: 'log', step: 51 },
    primary: true,
  },
  trained: {
    kind: 'choice',
    label: 'what is trained',
    symbol: 'W',
    description: 'All weights, or the output weights alone, with the first layer frozen at its start.',
    default: 'both',
    options: [
      { value: 'both', label: 'both layers' },
      { value: 'outer', label: 'output weights' },
    ],
    primary: true,
  },
  steps: {
    kind: 'number',
    label: 'steps',
    symbol: 'T',
    description: 'Steps of SGD, which is also the number of examples seen.',
    default: 600,
    min: 1,
    max: 20_000,
    integer: true,
    slider: { min: 100, max: 10_000, scale: 'log', step: 41 },
  },
} as const;

const overStep = { over: ['step'] } as const;
const single = { over: [] } as const;

/** η times the squared length m/(2d) of the features times the largest curvature ¼ of the loss. */
const stiffness = ({ d, m, eta }: { readonly d: number; readonly m: number; readonly eta: number }): number =>
  (eta * m) / (8 * d);

export default defineSpec({
  id: 'sgd-near-start',
  version: 1,
  title: 'One pass, near the start',
  summary:
    'A wide network sees one fresh 2-XOR example a step; its mistakes, its movement and its rotation are counted, beside a perceptron on the same frozen first weights and the bound that holds for it.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: { step: { label: 'step', symbol: 't' } },
  measures: {
    testError: {
      label: 'test error',
      ...overStep,
      format: 'share',
      description: `Share of wrong signs on ${TEST_POINTS} points of the cube; measured at the start, at the end and at most 40 times between.`,
    },
    mistakes: {
      label: 'mistakes',
      ...overStep,
      format: 'count',
      description: 'Examples so far that had the wrong sign when they came, before the step on them.',
    },
    perceptronMistakes: {
      label: 'mistakes of the perceptron',
      ...overStep,
      format: 'count',
      description:
        'The same count for the perceptron that starts at zero output weights over the frozen first layer, on the same examples.',
    },
    movement: {
      label: 'movement',
      symbol: '‖W_t − W₀‖/√m',
      ...overStep,
      description: 'Distance of all weights from their start, divided by √m.',
    },
    rotationMedian: {
      label: 'median rotation, degrees',
      ...overStep,
      description: 'Median over neurons of the angle between v_j and its start, in degrees.',
    },
    rotationMax: {
      label: 'largest rotation, degrees',
      ...overStep,
      description: 'The largest of these angles.',
    },
    pulls: {
      label: 'sum of slopes',
      symbol: 'Σ|ℓ′|',
      ...overStep,
      description: 'Sum of |ℓ′(p_t)| so far, which the proof bounds; at least half the number of mistakes.',
    },
    stepsToFive: {
      label: 'steps to 5 % test error',
      ...single,
      format: 'count',
      description: 'The first tested step at which the test error is at most 5 %; none if it never is.',
    },
  },
  predictions: {
    mistakesBound: {
      label: 'bound on mistakes, πd²',
      ...single,
      format: 'count',
      description:
        'Perceptron bound for infinitely many frozen neurons in high dimension: squared length over squared margin.',
    },
    mistakesBoundWidth: {
      label: 'bound on mistakes, these neurons',
      ...single,
      format: 'count',
      description:
        'The same quotient for the drawn neurons, exact on the whole cube; only up to nine dimensions, and for 4^d m up to 200 million.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'wide',
      name: 'm ≥ d²',
      text: 'At least d² neurons, the order of the width in the result; the constant is not known. With fewer, frozen features need not separate the cube at all.',
      holds: ({ d, m }) => m >= d * d,
    },
    {
      id: 'stable-step',
      name: 'ηm/(8d) ≤ 2',
      text: 'The step is small enough for the width: η times m/(2d), the squared length of the features, times the largest curvature ¼ of the loss, is at most 2. Up to there linearised descent is stable; a little above it the network may save itself, and far above it the weights explode.',
      holds: (values) => stiffness(values) <= 2,
    },
    {
      id: 'effective-step',
      name: 'ηm/(8d) ≥ 0.2',
      text: 'For the mistakes of SGD only: the same number is at least 0.2. With smaller steps the mistakes are made while waiting, as the perceptron, which has no step size, never does.',
      holds: (values) => stiffness(values) >= 0.2,
    },
  ],
  checks: [
    {
      name: 'perceptron: bound of these neurons',
      measure: 'perceptronMistakes',
      against: 'mistakesBoundWidth',
      at: { step: 'last' },
      tolerance: 0,
      side: 'at-most',
      because: 'a theorem without constants, for any number of steps',
      rests: [],
    },
    {
      name: 'perceptron: bound πd²',
      measure: 'perceptronMistakes',
      against: 'mistakesBound',
      at: { step: 'last' },
      tolerance: 0,
      side: 'at-most',
      because: 'a bound; it is the limit of infinitely many neurons, so fewer may exceed it',
      rests: ['wide'],
    },
    {
      name: 'SGD: bound πd² of the perceptron',
      measure: 'mistakes',
      against: 'mistakesBound',
      at: { step: 'last' },
      tolerance: 0,
      side: 'at-most',
      because:
        'no theorem: the bound is the perceptron’s, and SGD stayed below it in each of twelve settings with m from 2d² to 16d²',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'After 600 examples the test error is gone, and the median neuron has turned by less than two degrees.',
      values: {},
    },
    {
      id: 'outer',
      label: 'Output weights only',
      sentence:
        'With the first layer frozen, where the bound is at home, SGD makes somewhat more mistakes than with both layers, and still few against πd².',
      values: { trained: 'outer' },
    },
    {
      id: 'sixteen',
      label: 'Twice the dimension',
      sentence:
        'In sixteen dimensions the bound is four times as large, while the mistakes of full training grow about threefold: it beats the order d².',
      values: { d: 16, steps: 1000 },
    },
    {
      id: 'sixteen-outer',
      label: 'The same, frozen',
      sentence:
        'Output weights alone in sixteen dimensions: the mistakes are about four times those in eight, as the order d² says.',
      values: { d: 16, m: 2000, trained: 'outer', steps: 2000 },
      seeds: 2,
    },
    {
      id: 'narrow',
      label: 'Thirty-two neurons',
      breaks: 'wide',
      sentence:
        'Both layers of 32 neurons still learn, by turning far; frozen, the same neurons cannot separate the cube, and the perceptron makes mistakes without end.',
      values: { d: 10, m: 32, steps: 3000 },
    },
    {
      id: 'four-neurons',
      label: 'Four neurons',
      breaks: 'wide',
      sentence:
        'Four neurons are just enough to write 2-XOR, and too few for the start to contain them: most seeds end with wrong points.',
      values: { d: 10, m: 4, steps: 3000 },
      seeds: 5,
    },
    {
      id: 'large-step',
      label: 'Steps ten times as large',
      breaks: 'stable-step',
      sentence:
        'At η = 1 the weights are thrown many times as far as they were long, and the test error stays high.',
      values: { d: 10, eta: 1 },
    },
  ],
  work: runWork,
  refuse: (values) =>
    runWork(values) > 8e10
      ? 'd · m times the number of steps is too much: it would take more than a minute. Take fewer neurons or steps.'
      : null,
});
