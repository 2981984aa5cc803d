import { defineSpec } from '#framework/spec.ts';
import { d, kappa, q, strength } from '../shared/gfl-mixture.ts';

export const parameters = {
  q,
  kappa,
  m: {
    kind: 'list',
    label: 'neurons',
    symbol: 'm',
    description: 'Random neurons whose gradient directions, with both signs, make the features.',
    default: [4, 10, 50],
    min: 1,
    max: 500,
    integer: true,
    maxLength: 8,
    slider: { min: 2, max: 100, step: 1 },
    primary: true,
  },
  draws: {
    kind: 'number',
    label: 'draws',
    symbol: 'R',
    description: 'Independent draws of the neurons over which the mean margin of one seed is taken.',
    default: 200,
    min: 1,
    max: 2000,
    integer: true,
    slider: { min: 20, max: 1000, step: 20 },
    primary: true,
  },
  d,
  strength,
} as const;

const overM = { over: ['m'] } as const;
const overWidth = { over: ['width'] } as const;
const single = { over: [] } as const;

/** A margin lies in [0, ¼], and no law that occurs here has a standard deviation above 0.11. */
const spread = ({ draws }: { readonly draws: number }): number => (4 * 0.11) / Math.sqrt(draws) + 0.003;

export default defineSpec({
  id: 'feature-margin',
  version: 1,
  title: 'Are the features good enough?',
  summary:
    'The first gradients of m random neurons become the features of a network on the XOR mixture; the largest margin that a second layer of norm one can reach says how good they are.',
  parameters,
  seeds: { default: 20, max: 50 },
  axes: { m: { label: 'neurons', symbol: 'm' }, width: { label: 'neurons', symbol: 'm' } },
  measures: {
    margin: {
      label: 'margin of one draw',
      ...overM,
      description:
        'Largest margin at the four centres over second layers with absolute weights that sum to one, by a linear program; features are unit gradients without threshold, with both signs.',
    },
    meanMargin: {
      label: 'mean margin',
      ...overM,
      description: 'Mean of that margin over the draws of a seed.',
    },
    marginWithoutBias: {
      label: 'mean margin, no bias',
      ...overM,
      description: 'The same mean for the same neurons with threshold zero, q = ½.',
    },
  },
  predictions: {
    margin: {
      label: 'mean margin',
      ...overM,
      description: 'Expected margin of m independent neurons, from the law of the angles of G.',
    },
    meanMargin: { label: 'mean margin', ...overM, description: 'The same number.' },
    marginWithoutBias: {
      label: 'mean margin, no bias',
      ...overM,
      description: 'The expected margin at q = ½.',
    },
    clusterMargin: {
      label: 'mean margin, κ → ∞',
      ...overM,
      description: 'The expected margin when a neuron sees whole clusters only; without bias it is zero.',
    },
    optimum: {
      label: 'optimum',
      ...single,
      description: 'The margin of the four axis directions, ¼: no unit directions can have more.',
    },
    curve: { label: 'mean margin', ...overWidth, description: 'The expected margin along the width.' },
    curveWithoutBias: {
      label: 'mean margin, no bias',
      ...overWidth,
      description: 'The expected margin along the width, at q = ½.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'whole-clusters',
      name: 'κ ≥ 20',
      text: 'For the limit of whole clusters, κ is at least 20. With wider clusters many gradients lie between axes and diagonals.',
      holds: (values) => values.kappa >= 20,
    },
  ],
  checks: [
    {
      name: 'mean margin at the first m',
      measure: 'meanMargin',
      at: { m: 'first' },
      tolerance: spread,
      because: 'four standard deviations of the mean over the draws of one seed, and the grid of the law',
      rests: [],
    },
    {
      name: 'mean margin at the last m',
      measure: 'meanMargin',
      at: { m: 'last' },
      tolerance: spread,
      because: 'as at the first m',
      rests: [],
    },
    {
      name: 'the same without bias, last m',
      measure: 'marginWithoutBias',
      at: { m: 'last' },
      tolerance: spread,
      because: 'as at the first m',
      rests: [],
    },
    {
      name: 'never above the optimum, last m',
      measure: 'margin',
      against: 'optimum',
      at: { m: 'last' },
      side: 'at-most',
      tolerance: 1e-9,
      because: 'a theorem; rounding only',
      rests: [],
    },
    {
      name: 'limit of whole clusters, last m',
      measure: 'meanMargin',
      against: 'clusterMargin',
      at: { m: 'last' },
      tolerance: (values) => spread(values) + 0.02,
      because: 'four standard deviations, and the few neurons near a threshold',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence: 'With a bias ten neurons nearly reach the optimum; without one fifty do not.',
      values: {},
    },
    {
      id: 'no-bias',
      label: 'No bias, tight clusters',
      breaks: 'no bias',
      sentence:
        'At κ = 100 all but a few gradients are diagonals, and the margin of four or ten neurons is nearly zero.',
      values: { q: 0.5, kappa: 100 },
    },
    {
      id: 'no-bias-20',
      label: 'No bias, κ = 20',
      breaks: 'no bias',
      sentence:
        'A few neurons near a threshold break the symmetry. With fifty neurons some are there, and the margin leaves the zero of the limit.',
      values: { q: 0.5 },
    },
    {
      id: 'wide',
      label: 'Wide clusters',
      breaks: 'whole-clusters',
      sentence:
        'At κ = 0.5 the angles are uniform with or without bias, and the two curves lie on each other.',
      values: { kappa: 0.5 },
    },
  ],
  work: ({ m, draws, d: dimension }) =>
    draws * Math.max(...m) * (30 * dimension + 1200) +
    m.reduce((sum, one) => sum + draws * one * 1000 + one * 2e4, 0),
  refuse: ({ m, draws, d: dimension }) =>
    Math.max(...m) * draws * dimension > 2e8
      ? 'The largest m times the number of draws times d must not exceed 200 million: it would take minutes. Take fewer draws.'
      : null,
});
