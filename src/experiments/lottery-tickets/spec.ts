import { hermite } from '#numbers/hermite.ts';
import { defineSpec } from '#framework/spec.ts';
import { TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { parityParameters, tooManyRelevant } from '../shared/gfl-parity-parameters.ts';
import { firstWork, fitWork, MOST_THRESHOLDS } from './cost.ts';

export const parameters = {
  D: {
    ...parityParameters.D,
    description: 'Coordinates of an input, each a sign.',
    default: 60,
    slider: { min: 10, max: 80, step: 5 },
  },
  k: parityParameters.k,
  tau: {
    ...parityParameters.tau,
    label: 'threshold of the first layer',
    description: 'A neuron is on during the first step when ⟨w, x⟩ exceeds τ standard deviations.',
  },
  n: {
    ...parityParameters.n,
    description: 'Points that serve the first gradient and the second layer.',
    default: 1000,
    max: 128_000,
    slider: { min: 200, max: 16_000, scale: 'log', step: 41 },
  },
  m: {
    ...parityParameters.m,
    description: 'Random neurons of the full network: the lottery tickets that are drawn.',
    default: 400,
    min: 4,
    max: 2000,
    slider: { min: 50, max: 600, step: 50 },
  },
  keep: {
    kind: 'number',
    label: 'neurons kept',
    symbol: 'kept',
    description: 'How many neurons a ticket consists of.',
    default: 12,
    min: 1,
    max: 400,
    integer: true,
    slider: { min: 4, max: 100, step: 1 },
    primary: true,
  },
  rule: {
    kind: 'choice',
    label: 'shown ticket',
    symbol: 'rule',
    description: 'Which of the five tickets the figure marks; all of them are always measured.',
    default: 'weights',
    options: [
      { value: 'weights', label: 'best by initial weights' },
      { value: 'gradient', label: 'best by first gradient' },
      { value: 'longest', label: 'longest first gradient' },
      { value: 'random', label: 'random' },
      { value: 'worst', label: 'worst by first gradient' },
    ],
    primary: true,
  },
  thresholds: {
    kind: 'number',
    label: 'thresholds for each kept neuron',
    symbol: 'copies',
    description:
      'How many thresholds the second layer of a ticket may use on each direction; the full network has one.',
    default: 4,
    min: 1,
    max: MOST_THRESHOLDS,
    integer: true,
    slider: { min: 1, max: 10, step: 1 },
  },
  pA: { ...parityParameters.pA, default: 0 },
} as const;

const accuracy = (label: string, whose: string) => ({
  label: `accuracy, ${label}`,
  over: [],
  format: 'share' as const,
  description: `${whose}: a convex second layer on the directions after one step, on ${TEST_POINTS} fresh points.`,
});
const share = (label: string, whose: string) => ({
  label: `relevant share, ${label}`,
  symbol: 'ρ_A',
  over: [],
  format: 'share' as const,
  description: `Share of the energy of a neuron's first gradient that lies in A, mean over ${whose}.`,
});
const expected = (label: string, how: string) => ({
  label: `relevant share, ${label}`,
  symbol: 'ρ_A',
  over: [],
  format: 'share' as const,
  description: how,
});

const fromWeights = 'Expected energies of each neuron, from its initial weights and A, and their mean share.';
const simulated =
  'The same neurons with simulated sampling noise on their expected gradients, chosen in the same way.';

const because =
  'of 120 settings drawn at random within the assumptions, three seeds each, at least 119 lie within it';

export default defineSpec({
  id: 'lottery-tickets',
  version: 1,
  title: 'Lottery tickets',
  summary:
    'From one wide network five small ones are cut, rewound to their initial weights and trained again: chosen by initial weights, by the first gradient, by its length, at random, and worst first.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: { ticket: { label: 'π(w) over its mean', symbol: 'π' } },
  measures: {
    accuracyFull: accuracy('all neurons', 'All m neurons with one threshold each'),
    accuracyGradient: accuracy('best by gradient', 'The neurons with the largest relevant share'),
    accuracyWeights: accuracy('best by weights', 'The neurons with the largest π(w)'),
    accuracyLongest: accuracy('longest gradient', 'The neurons with the longest first gradients'),
    accuracyRandom: accuracy('random', 'As many neurons at random'),
    accuracyWorst: accuracy('worst by gradient', 'The neurons with the smallest relevant share'),
    rankCorrelation: {
      label: 'rank correlation of π(w) with the relevant share',
      over: [],
      description:
        'Spearman’s correlation over all neurons of π(w) with the relevant share that is measured.',
    },
    shareAll: share('all neurons', 'all neurons'),
    shareGradient: share('best by gradient', 'the neurons where it is largest'),
    shareWeights: share('best by weights', 'the neurons with the largest π(w)'),
    shareLongest: share('longest gradient', 'the neurons with the longest first gradients'),
    shareRandom: share('random', 'the neurons that were chosen at random'),
    shareWorst: share('worst by gradient', 'the neurons where it is smallest'),
  },
  predictions: {
    shareAll: expected('all neurons', fromWeights),
    shareWeights: expected('best by weights', fromWeights),
    shareRandom: expected('random', fromWeights),
    shareGradient: expected('best by gradient', simulated),
    shareLongest: expected('longest gradient', simulated),
    shareWorst: expected('worst by gradient', simulated),
    rankCorrelation: {
      label: 'rank correlation of π(w) with the relevant share',
      over: [],
      description: 'Of the same neurons with simulated sampling noise on their expected gradients.',
    },
    shareCurve: {
      label: 'relevant share, as a function of π(w)',
      symbol: 'ρ_A',
      over: ['ticket'],
      format: 'share',
      description: 'Expected energies of a neuron with that π(w), all else as in a typical neuron.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'uniform',
      name: 'p_A = 0',
      text: 'The bits are uniform. Structured inputs push all neurons along the same feature, and then it does not matter which are kept.',
      holds: ({ pA }) => pA === 0,
    },
    {
      id: 'signal',
      name: 'a first-step signal',
      text: 'For uniform bits |He_{k−2}(τ)| is at least 0.2. Where it vanishes, as for odd k without a threshold, no neuron has a signal and every ticket is a blank.',
      holds: ({ k, tau, pA }) => pA > 0 || Math.abs(hermite(tau, k - 1)[k - 2]) >= 0.2,
    },
    {
      id: 'dense',
      name: 'D ≥ 14, 0 ≤ τ ≤ 1.5',
      text: 'At least 14 bits and a threshold between 0 and 1.5, so that no single weight decides whether a neuron is on: the formula is the leading order in the weights. Below 0 the neurons have nearly all of their noise in common, and one draw of it can raise or lower all shares.',
      holds: ({ D, tau }) => D >= 14 && tau >= 0 && tau <= 1.5,
    },
  ],
  checks: [
    {
      name: 'relevant share, best by weights',
      measure: 'shareWeights',
      tolerance: ({ keep }) => ofTicket(keep),
      because,
    },
    {
      name: 'relevant share, best by gradient',
      measure: 'shareGradient',
      tolerance: ({ keep }) => ofTicket(keep),
      because,
    },
    { name: 'relevant share, all neurons', measure: 'shareAll', tolerance: 0.04, because },
    {
      name: 'rank correlation',
      measure: 'rankCorrelation',
      tolerance: ({ m }) => 0.06 + 1.2 / Math.sqrt(m),
      because,
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Twelve of 400 neurons, chosen by their initial weights alone, do as well as the twelve with the best gradients; twelve at random are far behind.',
      values: {},
    },
    {
      id: 'three-bits',
      label: 'Three bits',
      sentence:
        'With three relevant bits and a threshold τ = 1 the lottery is harsher: π(w) spreads over more powers of ten.',
      values: { D: 20, k: 3, tau: 1, n: 4000 },
      seeds: 2,
    },
    {
      id: 'one-threshold',
      label: 'One threshold each',
      sentence:
        'Three bits again, and each kept neuron has only the threshold that it had in the full network: twelve good directions alone are not enough.',
      values: { D: 20, k: 3, tau: 1, n: 4000, m: 200, thresholds: 1 },
      seeds: 2,
    },
    {
      id: 'structured',
      label: 'Structured inputs',
      breaks: 'uniform',
      sentence:
        'Half of the inputs have all three relevant bits equal: the gradient of every neuron points along the same feature, and nearly any twelve will do.',
      values: { k: 3, pA: 0.5 },
      seeds: 2,
    },
    {
      id: 'no-signal',
      label: 'No threshold, odd k',
      breaks: 'signal',
      sentence:
        'With three bits and τ = 0 no neuron has a signal: π(w) foretells nothing, and neurons that look good do so by chance.',
      values: { D: 20, k: 3, tau: 0, n: 4000, m: 200 },
      seeds: 2,
    },
  ],
  work: ({ D, n, m, keep, thresholds }) =>
    firstWork({ D, n, m }) + 5 * fitWork(n, keep * thresholds) + fitWork(n, m),
  refuse: ({ D, k, n, m, keep, thresholds }) => {
    const refused = tooManyRelevant({ D, k });
    if (refused !== null) return refused;
    if (keep > m) return 'A ticket cannot keep more neurons than there are: take kept at most m.';
    return n * (2 * m + 10 * keep * thresholds) > 2.4e7
      ? 'The second layers would take more than a minute: n times the number of their features must not exceed 24 million. Take fewer samples, neurons or thresholds.'
      : null;
  },
});

/** Of the mean over so many neurons of one network. */
function ofTicket(keep: number): number {
  return 0.035 + 0.12 / Math.sqrt(keep);
}
