import { defineSpec } from '#framework/spec.ts';
import { portableLog } from '#numbers/elementary.ts';
import { missed } from '#theory/low-rotation/groups.ts';
import { stepWork, testWork } from './cost.ts';
import { parameters } from './parameters.ts';

export { parameters };

interface Size {
  readonly n: number;
  readonly d: number;
  readonly sigma: number;
}

/** Room for the largest of all products of two noises: about √(2 ln(n²/2)) standard deviations. */
function noiseOfProducts({ n, d, sigma }: Size): number {
  const square = sigma * sigma;
  return Math.sqrt(2 * portableLog(Math.max(2, (n * n) / 2)) * ((2 * square + square * square) / d));
}

/** Half of how far noise may lift the best margin: its mean over many points, and its part on a neuron that is on half of the time. */
const lifted = ({ n, d, sigma }: Size): number =>
  0.001 + 0.5 * sigma * (1 / Math.sqrt(n) + 0.4 / Math.sqrt(d));

export default defineSpec({
  id: 'neural-collapse',
  version: 1,
  title: 'Groups far apart',
  summary:
    'Gradient flow on a few groups of points at obtuse angles, and its margin beside the one that neurons of a single group guarantee.',
  parameters,
  seeds: { default: 3, max: 50 },
  axes: {
    step: { label: 'step', symbol: 't' },
    groups: { label: 'groups that a neuron is on for', symbol: 'groups' },
  },
  measures: {
    hardMargin: {
      label: 'normalised margin',
      symbol: 'γ̂',
      over: ['step'],
      description: 'The smallest y f(x) over the training points, divided by ‖W‖².',
    },
    exclusive: {
      label: 'exclusive neurons at the start',
      over: [],
      format: 'share',
      description:
        'Share of the neurons that are on at every training point of one group and at no other point, with the sign of its label.',
    },
    owned: {
      label: 'groups with an exclusive neuron',
      over: [],
      format: 'share',
      description: 'Share of the groups in the sample that own at least one such neuron at the start.',
    },
    exclusiveKept: {
      label: 'of the exclusive neurons, still exclusive',
      over: [],
      format: 'share',
      description: 'Share of the exclusive neurons of the start that are so at the end, for the same group.',
    },
    weightStart: {
      label: 'weight at the start',
      over: ['groups'],
      format: 'share',
      description:
        'Share of Σ|a_j|‖v_j‖ in neurons that are on for so many groups, that is at half of their points or more.',
    },
    weightEnd: {
      label: 'weight at the end',
      over: ['groups'],
      format: 'share',
      description: 'The same for the trained network.',
    },
    testError: {
      label: 'test error',
      over: [],
      format: 'share',
      description: 'Share of 2000 fresh points with the wrong sign.',
    },
    nc1Start: {
      label: 'spread of the features at the start',
      symbol: 'NC1',
      over: [],
      description:
        'Scatter within the groups over scatter between them, of the features a_j σ(⟨v_j, x⟩) of fresh points, scaled to length one.',
    },
    nc1: {
      label: 'spread of the features at the end',
      symbol: 'NC1',
      over: [],
      description: 'The same for the trained network; small when the features of each group have collapsed.',
    },
  },
  predictions: {
    groupMargin: {
      label: 'margin of the groups',
      symbol: 'γ_nc/2',
      over: [],
      description: 'Half of (Σ 1/γ_g)^{−1} over the groups in the sample, each γ_g from its own points.',
    },
    globalMargin: {
      label: 'global margin of the centres',
      symbol: 'γ_gl/2',
      over: [],
      description:
        'Half of 1/(2√(k − 1)) on the simplex, of 1/(2(√K₊ + √K₋)) on the cross-polytope with K₊ positive and K₋ negative axes.',
    },
    ceiling: {
      label: 'most that the start allows',
      over: [],
      description: 'The margin of the groups when all neurons are exclusive, otherwise the global one.',
    },
    unseen: {
      label: 'probability that a group was never seen',
      symbol: '(1 − 1/k)ⁿ',
      over: [],
      format: 'share',
      description: 'For one given group and n uniform draws.',
    },
    unseenShare: {
      label: 'groups never seen',
      over: [],
      format: 'share',
      description: 'Share of the k groups of which the sample has no point.',
    },
    exclusiveKept: {
      label: 'of the exclusive neurons, still exclusive',
      over: [],
      format: 'share',
      description: 'All of them.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'separated',
      name: 'obtuse groups',
      text: 'Points of one group are at acute angles, points of different groups are not. On the simplex this holds as long as the noise of all products is below 1/(k − 1), on the cross-polytope only without noise.',
      holds: (values) =>
        values.geometry === 'simplex' ? noiseOfProducts(values) <= 1 / (values.k - 1) : values.sigma === 0,
    },
    {
      id: 'owned',
      name: 'exclusive neurons',
      text: 'Every group owns an exclusive neuron. Among random directions they are rare: with four groups on a simplex we ask for 200 neurons, which is two for each group on average; from six groups on there are hardly any.',
      holds: ({ geometry, start, k, m }) =>
        start === 'exclusive' || (geometry === 'simplex' && (k === 2 ? m >= 20 : k === 4 && m >= 200)),
    },
    {
      id: 'grown',
      name: 'long enough',
      text: 'The statement is about the limit. The run is long enough to come near it when cT is at least 1000 and at least 200 k, for a standard start also 20 m, because its own length has to be outgrown; and η_max T is at least 100.',
      holds: ({ start, k, m, c, etaMax, steps }) =>
        c * steps >= Math.max(1000, 200 * k, start === 'standard' ? 20 * m : 0) && etaMax * steps >= 100,
    },
    {
      id: 'all-seen',
      name: 'all groups seen',
      text: 'For the ceiling: the chance that the sample misses a group is below 5 %. Fewer groups have a larger margin.',
      holds: ({ k, n }) => k * missed(k, n) <= 0.05,
    },
    {
      id: 'narrow',
      name: 'σ ≤ 0.6',
      text: 'For the test error: the groups are narrow, so that a fresh point of a group that was seen is on the right side. Wide groups overlap.',
      holds: ({ sigma }) => sigma <= 0.6,
    },
  ],
  checks: [
    {
      name: 'margin at the end, at least that of the groups',
      measure: 'hardMargin',
      against: 'groupMargin',
      at: { step: 'last' },
      tolerance: 0.03,
      relative: true,
      side: 'at-least',
      because: 'what a run of this length may still lack of its limit',
      rests: ['separated', 'owned', 'grown'],
    },
    {
      name: 'margin at the end, at most the ceiling',
      measure: 'hardMargin',
      against: 'ceiling',
      at: { step: 'last' },
      tolerance: (values) => (values.start === 'exclusive' ? 1e-6 : lifted(values)),
      side: 'at-most',
      because:
        'exclusive neurons stay below their ceiling exactly; the global one is that of the centres, and noise may lift it',
      rests: ['separated', 'all-seen'],
    },
    {
      name: 'exclusive neurons that stay so',
      measure: 'exclusiveKept',
      tolerance: 1e-9,
      because: 'no step of any length can change the signs',
      rests: ['separated'],
    },
    {
      name: 'test error, at most the groups never seen',
      measure: 'testError',
      against: 'unseenShare',
      tolerance: 0.03,
      side: 'at-most',
      because: 'three standard deviations of the groups’ shares among 2000 fresh points',
      rests: ['narrow'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Four groups on a simplex: the margin passes the level of the groups and ends between it and the global one, and every exclusive neuron stays exclusive.',
      values: {},
    },
    {
      id: 'exclusive-only',
      label: 'Exclusive neurons only',
      sentence:
        'Eight neurons for each group, all of them exclusive: the margin runs into the level of the groups and stays there, below the global one.',
      values: { start: 'exclusive', m: 32, steps: 3000 },
    },
    {
      id: 'small-start',
      label: 'Small balanced start',
      sentence:
        'The same directions from a start of size 0.1: there is no length to outgrow, and the margin is above the level of the groups within a few hundred steps.',
      values: { start: 'balanced', steps: 3000 },
    },
    {
      id: 'eight-groups',
      label: 'Eight groups',
      breaks: 'owned',
      sentence:
        'Among 300 neurons hardly one is exclusive, so the argument has nothing to stand on, and the margin passes the level of the groups all the same.',
      values: { k: 8 },
    },
    {
      id: 'two-samples-a-group',
      label: 'Two samples for each group',
      breaks: 'all-seen',
      sentence:
        'Eight groups on the axes and sixteen samples: the errors on fresh points are in the groups that the sample has missed.',
      values: { geometry: 'cross-polytope', k: 8, n: 16, sigma: 0.2, etaMax: 0.2, steps: 1500 },
      seeds: 10,
    },
    {
      id: 'wide-groups',
      label: 'Wide groups',
      breaks: 'narrow',
      sentence:
        'With σ = 1.5 the groups run into each other: every group was seen, and about every fifth fresh point is misclassified all the same.',
      values: { geometry: 'cross-polytope', k: 8, sigma: 1.5, etaMax: 0.2, steps: 1500 },
    },
  ],
  work: (values) => values.steps * stepWork(values) + testWork(values),
  refuse: (values) => {
    const { geometry, start, k, d, m, steps } = values;
    if (geometry === 'simplex' && k > d + 1)
      return 'A regular simplex in d dimensions has at most d + 1 corners. Take fewer groups or more dimensions.';
    if (geometry === 'cross-polytope' && k > 2 * d)
      return 'There are only d axes, with two ends each. Take fewer groups or more dimensions.';
    if (start === 'exclusive' && geometry === 'cross-polytope')
      return 'Exclusive neurons need groups at obtuse angles. Take the simplex.';
    if (start === 'exclusive' && m < k)
      return 'A start of exclusive neurons needs at least one for each group. Take more neurons.';
    return steps * stepWork(values) > 1.2e11
      ? 'steps · n · m · d must not exceed 20 billion, which would take more than a minute. Take fewer of any.'
      : null;
  },
});
