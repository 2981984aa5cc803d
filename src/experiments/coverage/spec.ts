import { defineSpec } from '#framework/spec.ts';
import { apartCones, farFromOne, lowBar } from '../shared/gfl-mixture-assumptions.ts';
import { cone, d, kappa, q, strength } from '../shared/gfl-mixture.ts';

export const parameters = {
  m: {
    kind: 'list',
    label: 'neurons',
    symbol: 'm',
    description: 'Random neurons of a draw; a shorter draw is the beginning of a longer one.',
    default: [2, 3, 4, 6, 8, 12, 16, 24, 32],
    min: 1,
    max: 256,
    integer: true,
    maxLength: 12,
    slider: { min: 1, max: 64, step: 1 },
    primary: true,
  },
  q,
  kappa,
  cone: { ...cone, primary: true },
  signs: {
    kind: 'choice',
    label: 'signs of a direction',
    symbol: '±',
    description:
      'With the symmetric start every neuron comes with both output weights ±a and writes both signs of its direction; alone, it writes one of them.',
    default: 'both',
    options: [
      { value: 'both', label: 'both (two features)' },
      { value: 'one', label: 'one, at random (four features)' },
    ],
  },
  draws: {
    kind: 'number',
    label: 'draws',
    symbol: 'R',
    description: 'Independent draws of m neurons, of which the share that hits every feature is counted.',
    default: 1000,
    min: 10,
    max: 10_000,
    integer: true,
    slider: { min: 100, max: 4000, step: 100 },
  },
  d,
  strength,
} as const;

/** Draws of a seed for which a network is built. */
export const NETWORKS = 60;
/** Fresh points on which it is tested. */
export const TEST_POINTS = 200;
/** Accuracy from which it counts as right. */
export const SUCCESS = 0.9;

const overM = { over: ['m'], format: 'share' } as const;
const overWidth = { over: ['width'], format: 'share' } as const;
const single = { over: [], format: 'share' } as const;

const spread = ({ draws }: { readonly draws: number }): number => 2 / Math.sqrt(draws) + 0.005;

export default defineSpec({
  id: 'coverage',
  version: 1,
  title: 'More neurons, more features hit',
  summary:
    'How often m random neurons have a first gradient near every feature of the XOR mixture, against the formula, and how often a network on these gradients is right.',
  parameters,
  seeds: { default: 5, max: 20 },
  axes: { m: { label: 'neurons', symbol: 'm' }, width: { label: 'neurons', symbol: 'm' } },
  measures: {
    covered: {
      label: 'draws that hit every feature',
      ...overM,
      description:
        'Share of draws in which some gradient is in the cone of each axis; with single signs, of each of ±μ₁ and ±μ₂.',
    },
    accurate: {
      label: 'networks that are right',
      ...overM,
      description: `Share of the first ${NETWORKS} draws for which the second layer of the largest margin at the centres is right on more than 90 % of ${TEST_POINTS} fresh points; a margin of zero counts as wrong.`,
    },
    coveredMean: {
      label: 'covered, mean over m',
      ...single,
      description: 'Mean of the covered share over the list of m.',
    },
  },
  predictions: {
    covered: {
      label: 'draws that hit every feature',
      ...overM,
      description: 'Inclusion and exclusion, with the probabilities of gfl-2 from the closed form.',
    },
    bound: {
      label: 'bound',
      ...overM,
      description: 'The lower bound 1 − r(1 − p)^m, r features of probability p each; not below zero.',
    },
    coveredMean: {
      label: 'covered, mean over m',
      ...single,
      description: 'Mean of the prediction over the list of m.',
    },
    limitMean: {
      label: 'covered, mean over m, limit of κ',
      ...single,
      description:
        'The same with the probabilities for κ far from 1: 2q(1 − 2q) above, (2/π) arccos(1 − γ) below.',
    },
    p: {
      label: 'probability of a feature',
      ...single,
      description: 'Chance that one neuron hits a given feature.',
    },
    enough: {
      label: 'neurons that are enough',
      over: [],
      description: 'So many neurons cover with probability 95 % by the bound: log(r/δ)/p with δ = 0.05.',
    },
    curve: { label: 'covered', ...overWidth, description: 'The prediction along m.' },
    boundCurve: { label: 'bound', ...overWidth, description: 'The bound along m.' },
  },
  predictionPerSeed: false,
  assumptions: [farFromOne, apartCones, lowBar],
  checks: [
    {
      name: 'covered, mean over m',
      measure: 'coveredMean',
      tolerance: spread,
      because: 'at most four standard deviations of a share of the draws of one seed, and the grid of p',
      rests: [],
    },
    {
      name: 'covered at the first m',
      measure: 'covered',
      at: { m: 'first' },
      tolerance: spread,
      because: 'as for the mean',
      rests: [],
    },
    {
      name: 'covered at the last m',
      measure: 'covered',
      at: { m: 'last' },
      tolerance: spread,
      because: 'as for the mean',
      rests: [],
    },
    {
      name: 'not below the bound, last m',
      measure: 'covered',
      against: 'bound',
      at: { m: 'last' },
      side: 'at-least',
      tolerance: spread,
      because: 'a theorem; scatter of the draws',
      rests: [],
    },
    {
      name: 'covered, mean over m, limit of κ',
      measure: 'coveredMean',
      against: 'limitMean',
      tolerance: (values) => spread(values) + 0.04,
      because: 'scatter, and the distance of p from its limit',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Each axis has a quarter of the neurons. Sixteen neurons nearly always hit both, and half as many make networks that are right.',
      values: {},
    },
    {
      id: 'one-sign',
      label: 'Without the mirrored copies',
      sentence:
        'A neuron that stands alone writes one sign of its direction: four features, each half as likely.',
      values: { signs: 'one' },
    },
    {
      id: 'no-bias',
      label: 'No bias',
      breaks: 'the axes are no longer features',
      sentence:
        'An axis has one neuron in sixty, and hundreds would be needed to hit both; most networks of six or more are right all the same, with a small margin.',
      values: { q: 0.5 },
    },
    {
      id: 'wide',
      label: 'Wide clusters',
      sentence: 'At κ = 0.5 each axis has a fifth of the neurons, whatever the bias.',
      values: { kappa: 0.5 },
    },
    {
      id: 'narrow-cone',
      label: 'A narrower cone',
      breaks: 'apart-cones',
      sentence:
        'With γ = 0.005 fewer gradients of wide clusters count as a hit, and more neurons are needed; the networks are no worse.',
      values: { kappa: 0.5, cone: 0.005, m: [4, 8, 16, 32, 64] },
    },
    {
      id: 'between',
      label: 'Between the limits',
      breaks: 'far-from-one',
      sentence:
        'At κ = 1 without bias the exact probability still holds; that of whole clusters would be zero.',
      values: { kappa: 1, q: 0.5 },
    },
  ],
  work: ({ m, draws, d: dimension }) =>
    draws * Math.max(...m) * (30 * dimension + 600) +
    NETWORKS * m.reduce((sum, one) => sum + 1e4 * one + 10 * dimension * TEST_POINTS, 0),
  refuse: ({ m, draws, d: dimension }) =>
    Math.max(...m) * draws * dimension > 2e8
      ? 'The largest m times the number of draws times d must not exceed 200 million: it would take minutes. Take fewer draws.'
      : null,
});
