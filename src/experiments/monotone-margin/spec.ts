import { defineSpec } from '#framework/spec.ts';

export const parameters = {
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'The points are all 2^d corners of the cube {±1/√d}^d, with XOR labels.',
    default: 4,
    min: 2,
    max: 8,
    integer: true,
    slider: { min: 2, max: 6, step: 1 },
  },
  m: {
    kind: 'number',
    label: 'width',
    symbol: 'm',
    description: 'Number of neurons, from the standard start.',
    default: 64,
    min: 1,
    max: 1024,
    integer: true,
    slider: { min: 16, max: 256, scale: 'log', step: 25 },
  },
  method: {
    kind: 'choice',
    label: 'method',
    symbol: 'method',
    description: 'Gradient flow in normalised time, or descent with a constant step size in ordinary time.',
    default: 'flow',
    options: [
      { value: 'flow', label: 'gradient flow' },
      { value: 'gdExponential', label: 'descent, exponential loss' },
      { value: 'gdLogistic', label: 'descent, logistic loss' },
      { value: 'sgd', label: 'one point a step, logistic loss' },
    ],
    primary: true,
  },
  c: {
    kind: 'number',
    label: 'change per step',
    symbol: 'c',
    description:
      'Gradient flow: the most that any logit changes in one step, about; η = min(ηmax, c / max ‖∇f‖²).',
    default: 0.1,
    min: 0.001,
    max: 30,
    slider: { min: 0.01, max: 10, scale: 'log', step: 31 },
    primary: true,
  },
  etaMax: {
    kind: 'number',
    label: 'largest step',
    symbol: 'ηmax',
    description: 'Gradient flow: the largest step in normalised time.',
    default: 0.05,
    min: 0.001,
    max: 10,
    slider: { min: 0.01, max: 5, scale: 'log', step: 28 },
  },
  eta: {
    kind: 'number',
    label: 'step size of descent',
    symbol: 'η',
    description: 'Descent: the step size; the loss is a sum over the points, not a mean.',
    default: 0.01,
    min: 1e-4,
    max: 10,
    slider: { min: 0.001, max: 1, scale: 'log', step: 31 },
    primary: true,
  },
  steps: {
    kind: 'number',
    label: 'steps',
    symbol: 'T',
    description: 'Number of steps; the margins are compared after every one of them.',
    default: 6000,
    min: 1,
    max: 50_000,
    integer: true,
    slider: { min: 100, max: 20_000, scale: 'log', step: 41 },
    primary: true,
  },
} as const;

const overStep = { over: ['step'] } as const;
const single = { over: [] } as const;

export default defineSpec({
  id: 'monotone-margin',
  version: 1,
  title: 'Does the margin ever fall?',
  summary:
    'The smoothed and the hard margin of a network on the XOR cube, compared after every step of gradient flow or of gradient descent.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: { step: { label: 'step', symbol: 't' } },
  measures: {
    decreases: {
      label: 'falls of the smoothed margin',
      ...single,
      format: 'count',
      description:
        'Number of steps after which the smoothed margin is lower than before by more than a part in 10¹², from the first step with L < 1 on.',
    },
    worstDrop: {
      label: 'deepest fall of the smoothed margin',
      ...single,
      description: 'The largest of these falls in one step; zero without one.',
    },
    hardDecreases: {
      label: 'falls of the hard margin',
      ...single,
      format: 'count',
      description: 'The same count for the hard margin, min p divided by the squared norm.',
    },
    hardWorstDrop: {
      label: 'deepest fall of the hard margin',
      ...single,
      description: 'The largest fall of the hard margin in one step.',
    },
    earlyDecreases: {
      label: 'falls before L < 1',
      ...single,
      format: 'count',
      description: 'Falls of the smoothed margin while it is negative, where the theorem says nothing.',
    },
    separationStep: {
      label: 'first step with L < 1',
      ...single,
      format: 'count',
      description: 'First step at which the sum of the exponential losses is below one.',
    },
    hardMargin: {
      label: 'hard margin',
      symbol: 'γ̂',
      ...overStep,
      description: 'Least y f(x), divided by the squared norm of the weights.',
    },
    smoothMargin: {
      label: 'smoothed margin',
      symbol: 'γ̃',
      ...overStep,
      description: 'Minus the logarithm of the exponential loss, divided by the squared norm of the weights.',
    },
    smoothFall: {
      label: 'falls of the smoothed margin',
      ...overStep,
      description: 'Deepest fall in one step since the last recorded step; zero without one.',
    },
    hardFall: {
      label: 'falls of the hard margin',
      ...overStep,
      description: 'The same for the hard margin.',
    },
  },
  predictions: {
    decreases: {
      label: 'falls of the smoothed margin',
      ...single,
      format: 'count',
      description: 'None along gradient flow.',
    },
    worstDrop: {
      label: 'deepest fall of the smoothed margin',
      ...single,
      description: 'Zero along gradient flow.',
    },
    globalLevel: {
      label: 'half the global margin',
      ...single,
      description: 'The supremum of the hard margin over all networks, 1/(2√(8d)).',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'small-steps',
      name: 'steps small enough for a flow',
      text: 'Gradient flow with c at most 0.1, or descent with a step size of at most 0.01. Larger steps leave the path of the flow.',
      holds: ({ method, c, eta }) => (method === 'flow' ? c <= 0.1 : eta <= 0.01),
    },
    {
      id: 'all-points',
      name: 'all points in every step',
      text: 'Every step uses all points. A step on one of them follows the gradient of another loss.',
      holds: ({ method }) => method !== 'sgd',
    },
  ],
  checks: [
    {
      name: 'falls of the smoothed margin',
      measure: 'decreases',
      tolerance: 0,
      because: 'a count; only falls by more than rounding enter it',
    },
    {
      name: 'hard margin at the end, at most half the global margin',
      measure: 'hardMargin',
      against: 'globalLevel',
      at: { step: 'last' },
      side: 'at-most',
      tolerance: 1e-9,
      because: 'rounding',
      rests: [],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Gradient flow',
      sentence:
        'Small steps in normalised time: the smoothed margin never falls after the loss is below one, and the hard margin does, by some millionths, hundreds of times.',
      values: {},
    },
    {
      id: 'longer',
      label: 'Near the end of the road',
      sentence:
        'With sixteen neurons the same small steps come within a few percent of half the global margin, and there even the smoothed margin falls: late in the run neurons change sides in every step, and a step of finite size jumps over the kink along which the flow would slide.',
      values: { m: 16 },
    },
    {
      id: 'coarser',
      label: 'The same in fewer steps',
      breaks: 'small-steps',
      sentence:
        'Sixteen neurons again, with steps ten times as large and a tenth of them: about a tenth of the falls, and several times as deep.',
      values: { m: 16, c: 1, etaMax: 0.5, steps: 600 },
    },
    {
      id: 'large-steps',
      label: 'Larger steps',
      breaks: 'small-steps',
      sentence:
        'Steps ten times as large: about a hundred falls of the smoothed margin, none of them deeper than a hundred-thousandth, and a higher margin with a third of the steps.',
      values: { c: 1, steps: 2000 },
    },
    {
      id: 'huge-steps',
      label: 'Huge steps',
      breaks: 'small-steps',
      sentence:
        'Steps that change logits by up to ten: the smoothed margin falls hundreds of times, and ends within a percent of half the global margin.',
      values: { c: 10, etaMax: 5, steps: 1000 },
    },
    {
      id: 'descent',
      label: 'Plain gradient descent',
      sentence:
        'The logistic loss and a constant small step in ordinary time: no falls, and a margin that grows ever more slowly.',
      values: { method: 'gdLogistic', steps: 5000 },
    },
    {
      id: 'one-huge-step',
      label: 'One huge step',
      breaks: 'small-steps',
      sentence:
        'A step size of one half throws the weights far out at the start, differently for each of eight seeds; those that get below L = 1 never fall again, at margins that differ by a factor of two, and some never get there.',
      values: { method: 'gdLogistic', eta: 0.5, steps: 2000 },
      seeds: 8,
    },
    {
      id: 'one-point',
      label: 'One point at a time',
      breaks: 'all-points',
      sentence:
        'Each step uses one random point: the hard margin falls in more than half of the steps, and the smoothed one a few times soon after L < 1.',
      values: { method: 'sgd', eta: 0.1, steps: 5000 },
    },
  ],
  work: ({ d, m, steps }) => 8 * 2 ** d * m * d * steps,
  refuse: ({ d, m, steps }) =>
    8 * 2 ** d * m * d * steps > 3e10
      ? 'This run would take more than a minute. Take fewer steps or neurons, or a smaller d.'
      : null,
});
