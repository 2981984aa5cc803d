import { defineSpec } from '#framework/spec.ts';
import { affineRuleAccuracy } from '#theory/random-feature-amplification/affine.ts';
import { kappa } from '#theory/random-feature-amplification/setting.ts';
import { TEST_POINTS } from '../shared/xor.ts';
import { clusterWeights, isBalanced, isSymmetric, NETWORK } from './theory.ts';

export const parameters = {
  n: {
    kind: 'list',
    label: 'training samples',
    symbol: 'n',
    description: 'Points that the rules are trained on; each value is the beginning of the longest sample.',
    default: [100, 200, 500, 1000, 2000, 4000],
    min: 10,
    max: 20_000,
    integer: true,
    maxLength: 12,
    slider: { min: 50, max: 4000, step: 50 },
    primary: true,
  },
  sigma: {
    kind: 'number',
    label: 'cluster spread',
    symbol: 'σ',
    description:
      'Standard deviation of the noise in each coordinate; the cluster centres are at distance 1 from 0.',
    default: 0.2,
    min: 0.01,
    max: 5,
    slider: { min: 0.05, max: 1, step: 0.01 },
    primary: true,
  },
  threshold: {
    kind: 'number',
    label: 'threshold by hand',
    symbol: 't',
    description: 'The rule made by hand says +1 where the coordinate along μ₁ exceeds t.',
    default: 0.5,
    min: -10,
    max: 10,
    slider: { min: -1.5, max: 1.5, step: 0.05 },
    primary: true,
  },
  weights: {
    kind: 'list',
    label: 'cluster weights',
    symbol: 'p',
    description:
      'How often the clusters +μ₁, −μ₁, +μ₂, −μ₂ occur, in any unit: 2,0,1,1 puts the mass of −μ₁ onto +μ₁.',
    default: [1, 1, 1, 1],
    min: 0,
    max: 1000,
    minLength: 4,
    maxLength: 4,
    primary: true,
  },
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input; a linear rule can fit about as many labels by heart.',
    default: 100,
    min: 3,
    max: 1000,
    integer: true,
    slider: { min: 5, max: 300, step: 5 },
  },
  xi: {
    kind: 'number',
    label: 'label noise',
    symbol: 'ξ',
    description: 'Share of the training labels that are flipped at random.',
    default: 0.15,
    min: 0,
    max: 0.5,
    slider: { min: 0, max: 0.5, step: 0.01 },
  },
  steps: {
    kind: 'number',
    label: 'steps of the network',
    symbol: 'T',
    description: 'Steps of gradient descent for the network; the linear rules are trained to the end.',
    default: 200,
    min: 1,
    max: 2000,
    integer: true,
    slider: { min: 20, max: 400, step: 10 },
  },
} as const;

const overN = { over: ['n'] } as const;
const accuracy = { ...overN, format: 'share' } as const;
const single = { over: [], format: 'share' } as const;
/** Four standard deviations of a share p on the test points. */
const sampling = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / TEST_POINTS);
const largest = (values: { readonly n: readonly number[] }): number => Math.max(...values.n);

export default defineSpec({
  id: 'xor-linear',
  version: 1,
  title: 'Linear rules',
  summary:
    'Logistic regression with and without intercept, one affine rule made by hand, and the network, on the same noisy clusters with XOR labels.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: { n: { label: 'training samples', symbol: 'n' } },
  measures: {
    homogeneousTrain: {
      label: 'without intercept, training',
      ...accuracy,
      description: 'Accuracy of the trained rule without intercept on its own training labels.',
    },
    homogeneousTest: {
      label: 'without intercept, test',
      ...accuracy,
      description: 'The same rule on 4000 fresh points with their true labels.',
    },
    affineTest: {
      label: 'with intercept, test',
      ...accuracy,
      description: 'Logistic regression with an intercept on the same points.',
    },
    handRuleTest: {
      label: 'made by hand, test',
      ...accuracy,
      description: 'The rule that says +1 where the coordinate along μ₁ exceeds t, on the same points.',
    },
    networkTest: {
      label: 'network, test',
      ...accuracy,
      description: 'A network of 100 neurons trained by gradient descent, on the same points.',
    },
  },
  predictions: {
    homogeneousTest: {
      label: 'without intercept',
      ...accuracy,
      description: 'One half: what the theorem says of every rule without intercept.',
    },
    affineTest: {
      label: 'with intercept, trained',
      ...accuracy,
      description: 'One half: the population loss has its minimum at the zero rule.',
    },
    handRuleTest: {
      label: 'made by hand',
      ...accuracy,
      description: 'The closed form for the rule that cuts off one cluster.',
    },
    homogeneousLimit: {
      label: 'without intercept, limit',
      ...single,
      description: 'Accuracy of the population minimum: what many samples lead to, whatever the weights.',
    },
    affineLimit: {
      label: 'with intercept, limit',
      ...single,
      description: 'The same with an intercept.',
    },
    bestAffine: {
      label: 'best affine rule',
      ...single,
      description: 'The largest accuracy of the hand-made rule over its threshold, for equal clusters.',
    },
    bayes: {
      label: 'best rule of all',
      ...single,
      description: 'The Bayes accuracy on true labels, for equal clusters.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'symmetric',
      name: 'opposite clusters equally likely',
      text: 'Opposite clusters are equally likely, so that the law of x given its label does not change when x becomes −x. Without it a linear rule has something to find.',
      holds: ({ weights }) => isSymmetric(weights),
    },
    {
      id: 'balanced',
      name: 'labels equally likely',
      text: 'Both labels are equally likely. Otherwise a rule with an intercept can always name the more frequent one.',
      holds: ({ weights }) => isBalanced(weights),
    },
    {
      id: 'many-samples',
      name: 'n ≥ 20 d',
      text: 'For the limit of many samples only: the largest n is at least 20 d. With fewer, a trained rule carries noise in the other d − 2 directions and stays below its limit.',
      holds: (values) => largest(values) >= 20 * values.d,
    },
  ],
  checks: [
    {
      name: 'hand-made rule at the last n',
      measure: 'handRuleTest',
      at: { n: 'last' },
      tolerance: ({ threshold, sigma, weights }) =>
        Math.max(0.002, sampling(affineRuleAccuracy(threshold, sigma, clusterWeights(weights)))),
      because: 'four standard deviations of a share of 4000 points',
      rests: [],
    },
    {
      name: 'rule without intercept at the last n',
      measure: 'homogeneousTest',
      at: { n: 'last' },
      tolerance: sampling(0.5),
      because: 'four standard deviations of a share of 4000 points',
      rests: ['symmetric'],
    },
    {
      name: 'trained rule with intercept at the last n',
      measure: 'affineTest',
      at: { n: 'last' },
      // In few dimensions the accidents of one sample decide on which side of zero the intercept falls.
      tolerance: (values) => Math.min(0.25, sampling(0.5) + 0.03 * kappa(values) ** 2),
      because: 'four standard deviations of a share of 4000 points, and what one sample leaves in (w, b)',
      rests: ['symmetric', 'balanced'],
    },
    {
      name: 'rule without intercept against its limit',
      measure: 'homogeneousTest',
      against: 'homogeneousLimit',
      at: { n: 'last' },
      tolerance: sampling(0.5),
      because: 'four standard deviations of a share of 4000 points',
      rests: ['many-samples'],
    },
    {
      name: 'rule with intercept against its limit',
      measure: 'affineTest',
      against: 'affineLimit',
      at: { n: 'last' },
      tolerance: (values) => Math.min(0.25, sampling(0.5) + 0.03 * kappa(values) ** 2),
      because: 'as for the trained rule with intercept',
      rests: ['many-samples'],
    },
    {
      name: 'network at most at the Bayes accuracy',
      measure: 'networkTest',
      against: 'bayes',
      at: { n: 'last' },
      side: 'at-most',
      tolerance: 0.02,
      because: 'more than two standard deviations of a share of 4000 points',
      rests: ['symmetric', 'balanced'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Below n = d a linear rule fits every training label, flipped ones included, and guesses on fresh points; with more samples it does not even fit.',
      values: {},
    },
    {
      id: 'wide',
      label: 'Wide clusters',
      sentence:
        'At σ = 0.5 the clusters overlap: the network, the hand-made rule and the best possible rule all lose, and the linear rules have nothing to lose.',
      values: { sigma: 0.5 },
    },
    {
      id: 'few-dimensions',
      label: 'Few dimensions',
      sentence:
        'With d = 10 nothing can be learned by heart, so the training accuracy is near one half as well; the accidents of the sample show in the rule with an intercept.',
      values: { d: 10 },
    },
    {
      id: 'move-one',
      label: 'Move one cluster',
      breaks: 'symmetric',
      sentence:
        'The mass of −μ₁ is put onto +μ₁. The symmetry is gone, and trained linear rules jump above chance, with an intercept nearly to the top.',
      values: { weights: [2, 0, 1, 1] },
    },
    {
      id: 'uneven-labels',
      label: 'One label more often',
      breaks: 'balanced',
      sentence:
        'Label +1 is twice as frequent, opposite clusters are still alike. Without an intercept nothing changes; with one, the rule learns to name the frequent label.',
      values: { weights: [2, 2, 1, 1] },
    },
  ],
  work: ({ n, d, steps }) =>
    n.reduce(
      // Float64 solves run about fifteen times slower than the network's products.
      (sum, samples) =>
        sum +
        15 * 16 * samples * d * d +
        4 * samples * d * NETWORK.m * steps +
        2 * TEST_POINTS * d * NETWORK.m,
      0,
    ),
  refuse: (values) => {
    if (values.weights.every((weight) => weight === 0)) return 'At least one cluster needs a weight above 0.';
    const { d } = values;
    const n = largest(values);
    return n * d > 4e6 || n * d * d > 1e9
      ? 'n · d must not exceed 4 million, nor n · d² one billion: the linear rules would take minutes. Take fewer samples.'
      : null;
  },
});
