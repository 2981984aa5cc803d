import { defineSpec } from '#framework/spec.ts';
import { TURNING } from '#theory/low-rotation/two-points.ts';

export const parameters = {
  theta: {
    kind: 'number',
    label: 'angle between the points',
    symbol: 'θ',
    unit: '°',
    description: 'Angle between the two unit points, both labelled +1.',
    default: 170,
    min: 30,
    max: 178,
    slider: { min: 30, max: 178, step: 2 },
    primary: true,
  },
  start: {
    kind: 'choice',
    label: 'start',
    symbol: 'W₀',
    description:
      'Wedge: all neurons see both points, with output weight and length 0.1. Standard: random directions, lengths and signs.',
    default: 'wedge',
    options: [
      { value: 'wedge', label: 'inside the wedge' },
      { value: 'standard', label: 'standard' },
    ],
    primary: true,
  },
  outside: {
    kind: 'number',
    label: 'neurons outside',
    symbol: 'k',
    description:
      'So many of the neurons of the wedge start are put within two degrees of a point’s direction instead, by turns.',
    default: 0,
    min: 0,
    max: 64,
    integer: true,
    slider: { min: 0, max: 8, step: 1 },
    primary: true,
  },
  m: {
    kind: 'number',
    label: 'neurons',
    symbol: 'm',
    description: 'Neurons in all.',
    default: 64,
    min: 1,
    max: 1024,
    integer: true,
    slider: { min: 1, max: 256, scale: 'log', step: 60 },
    primary: true,
  },
  steps: {
    kind: 'optional',
    label: 'steps',
    symbol: 'T',
    description: 'Steps of the flow; unless it is set, 1500 from the wedge and 3000 from the standard start.',
    default: null,
    min: 1,
    max: 30000,
    integer: true,
    slider: { min: 100, max: 6000, step: 100 },
  },
  c: {
    kind: 'number',
    label: 'step constant',
    symbol: 'c',
    description: 'A step changes no logit by much more than c.',
    default: 0.5,
    min: 0.001,
    max: 30,
    slider: { min: 0.01, max: 5, scale: 'log', step: 60 },
  },
  etaMax: {
    kind: 'number',
    label: 'largest step',
    symbol: 'η_max',
    description: 'Upper limit of a step in normalised time; it acts while the weights are small.',
    default: 0.05,
    min: 0.001,
    max: 10,
    slider: { min: 0.005, max: 1, scale: 'log', step: 60 },
  },
} as const;

interface Setting {
  readonly start: string;
  readonly outside: number;
  readonly steps: number | null;
}

/** Steps that are made: unless they are set, as many as the start needs. */
export function stepsOf({ start, steps }: Setting): number {
  return steps ?? (start === 'wedge' ? 1500 : 3000);
}

/** Whether all neurons start inside the wedge. */
export function trapped({ start, outside }: Setting): boolean {
  return start === 'wedge' && outside === 0;
}

const overStep = { over: ['step'] } as const;
const single = { over: [] } as const;
const runLong = ['swift', 'flow', 'long-run'];

export default defineSpec({
  id: 'bad-kkt',
  version: 1,
  title: 'A bad stationary direction, and the way out',
  summary:
    'Gradient flow on two points of the plane: neurons that all see both points end on the bisector, a stationary direction with a poor margin when the angle is wide; one neuron that sees a single point leads the others out.',
  parameters,
  seeds: { default: 5, max: 40 },
  axes: { step: { label: 'step', symbol: 't' } },
  measures: {
    hardMargin: {
      label: 'normalised margin',
      symbol: 'γ̂',
      ...overStep,
      description: 'The smaller of the two outputs divided by the squared norm of all weights.',
    },
    seeingBoth: {
      label: 'weight in the wedge',
      ...overStep,
      format: 'share',
      description: 'Share of Σ |a_j| ‖v_j‖ in neurons that are active on both points.',
    },
    kktCosine: {
      label: 'cosine of W and its pull',
      ...overStep,
      description:
        'Cosine between the weights W and the direction dW/ds in which the flow moves them; it is 1 at a stationary direction.',
    },
    finalMargin: {
      label: 'margin at the end',
      symbol: 'γ̂',
      ...single,
      description: 'The normalised margin at the last step.',
    },
    fallsShort: {
      label: 'runs that fall short',
      ...single,
      format: 'share',
      description: 'Whether a run ends below four fifths of half the global margin; over seeds, their share.',
    },
  },
  predictions: {
    badMargin: {
      label: 'on the bisector',
      ...single,
      description:
        'Normalised margin of the stationary direction with all neurons on the bisector, ½ cos(θ/2).',
    },
    globalMargin: {
      label: 'best possible',
      ...single,
      description: 'Half the global margin, ½ max(cos(θ/2), ½).',
    },
    finalMargin: {
      label: 'level that the start leads to',
      ...single,
      description:
        'The margin on the bisector if all neurons start inside the wedge, else the best possible.',
    },
    gammaInner: {
      label: 'tangent margin, inner layer',
      ...single,
      description: 'L2 tangent margin of the two points, inner layer with E a² = 1.',
    },
    gammaOuter: {
      label: 'tangent margin, outer layer',
      ...single,
      description: 'L2 tangent margin of the two points, outer layer with v ~ N(0, I/d), d = 2.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'open-start',
      name: 'a neuron outside the wedge',
      text: 'For the best margin: not all neurons start inside the wedge that sees both points, or the angle is at most 120°, where the bisector is the best direction. From inside the wedge the flow ends on the bisector.',
      holds: (values) => !trapped(values) || values.theta <= TURNING,
    },
    {
      id: 'enough-neurons',
      name: 'enough neurons',
      text: 'The standard start has at least 16 neurons, so that both points are seen by a neuron with a positive output weight; from the wedge some neuron starts inside it, or there is one near each point.',
      holds: ({ start, m, outside }) => (start === 'standard' ? m >= 16 : m > outside || outside >= 2),
    },
    {
      id: 'swift',
      name: 'a swift decision',
      text: 'With neurons outside the wedge: either the angle is at least 165° and one neuron in 64 or more is outside, or it is at most 115° and at most one in 16 is. Between these angles neither kind of neuron soon outgrows the other, and the margin is still on its way.',
      holds: ({ start, theta, outside, m }) =>
        start === 'standard' ||
        outside === 0 ||
        (theta >= 165 && 64 * outside >= m) ||
        (theta <= 115 && 16 * outside <= m),
    },
    {
      id: 'flow',
      name: 'short steps',
      text: 'c is at most 1 and η_max at most 0.2. Longer steps do not follow the flow.',
      holds: ({ c, etaMax }) => c <= 1 && etaMax <= 0.2,
    },
    {
      id: 'long-run',
      name: 'long enough',
      text: 'As many steps as the defaults have, more of them where they are shorter: c T is at least 750 from the wedge and 1500 from the standard start, and η_max T at least 75 and 150. Earlier the margin is on its way.',
      holds: (values) => {
        const least = values.start === 'wedge' ? 1500 : 3000;
        const steps = stepsOf(values);
        return values.c * steps >= 0.5 * least && values.etaMax * steps >= 0.05 * least;
      },
    },
  ],
  checks: [
    {
      name: 'the level that the start leads to',
      measure: 'finalMargin',
      // A start with m neurons has a squared norm of about m that the output must outgrow.
      tolerance: ({ start, m }) => (start === 'wedge' ? 0.003 : 0.025 + 0.0025 * Math.sqrt(m)),
      because:
        'single runs at many angles; from the standard start the margin nears its level only as the weights outgrow their start, later for more neurons',
      rests: ['enough-neurons', ...runLong],
    },
    {
      name: 'out of the bad direction',
      measure: 'finalMargin',
      against: 'globalMargin',
      side: 'at-least',
      tolerance: ({ start, m }) => (start === 'wedge' ? 0.003 : 0.025 + 0.0025 * Math.sqrt(m)),
      because: 'as above',
    },
    {
      name: 'never above the best margin',
      measure: 'finalMargin',
      against: 'globalMargin',
      side: 'at-most',
      tolerance: 1e-9,
      because: 'a theorem; rounding only',
      rests: [],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence: 'All neurons see both points; they gather on the bisector and the margin stays there.',
      values: {},
    },
    {
      id: 'one-outside',
      label: 'One neuron outside',
      sentence:
        'One neuron of 64 starts near a point and sees only that one; it outgrows the others, they turn to the other point, and the margin rises to its best value.',
      values: { outside: 1 },
    },
    {
      id: 'standard',
      label: 'Standard start',
      sentence:
        'Random neurons see one point, both or none; the bad direction is never near, and the margin rises towards its best value.',
      values: { start: 'standard' },
    },
    {
      id: 'nothing-to-escape',
      label: 'θ = 100°',
      sentence: 'At 100° the bisector is the best direction, so there is nothing to escape from.',
      values: { theta: 100 },
    },
    {
      id: 'other-trap',
      label: 'The other trap',
      sentence:
        'At 100° a few runs of sixteen random neurons end at ¼, where each neuron sees one point only: the roles of good and bad are exchanged.',
      values: { start: 'standard', m: 16, theta: 100 },
      seeds: 40,
    },
    {
      id: 'nearly-opposite',
      label: 'Nearly opposite',
      breaks: 'open-start',
      sentence: 'At 178° the margin on the bisector is nearly zero, and the flow stays there all the same.',
      values: { theta: 178 },
    },
    {
      id: 'barely-wide',
      label: 'Barely wide',
      breaks: 'swift',
      sentence:
        'At 130° one neuron outside outgrows the others so slowly that after 1500 steps the margin has hardly left the bad direction.',
      values: { theta: 130, outside: 1 },
    },
    {
      id: 'few-neurons',
      label: 'Two neurons',
      breaks: 'enough-neurons',
      sentence:
        'Of the runs with two random neurons most fall short, because one of the points is seen by no neuron with a positive output weight, or both points by the same one.',
      values: { start: 'standard', m: 2 },
      seeds: 40,
    },
  ],
  work: (values) => 120 * values.m * stepsOf(values),
  refuse: (values) =>
    values.outside > values.m
      ? 'There cannot be more neurons outside the wedge than neurons. Take a smaller k.'
      : values.m * stepsOf(values) > 1e7
        ? 'Neurons times steps must not exceed ten million: it would take minutes. Take fewer steps.'
        : null,
});
