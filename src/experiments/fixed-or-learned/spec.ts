import { defineSpec } from '#framework/spec.ts';
import { halfSamples, subsets } from '#theory/gradient-feature-learning/parity.ts';
import { cosineSpread } from '#theory/gradient-feature-learning/structured.ts';
import { FITTED, TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { parityParameters, tooManyRelevant } from '../shared/gfl-parity-parameters.ts';
import { allWork } from './cost.ts';

export const parameters = {
  D: { ...parityParameters.structured.D, default: 100 },
  k: {
    ...parityParameters.structured.k,
    description: 'Bits whose product is the label; with an even number the first gradient finds no feature.',
  },
  pA: { ...parityParameters.pA, primary: true },
  n: {
    ...parityParameters.n,
    description: `Points that the gradients average over; the second layers are fitted on the first ${FITTED} of them at most.`,
    default: 2000,
    max: 64_000,
    slider: { min: 200, max: 10_000, scale: 'log', step: 52 },
  },
  m: {
    ...parityParameters.m,
    description: 'Random neurons; the second layer has each direction with both signs.',
    default: 300,
    max: 600,
    slider: { min: 2, max: 400, step: 2 },
    primary: true,
  },
  kernelSamples: {
    kind: 'number',
    label: 'samples of the kernel',
    symbol: 'n_K',
    description: 'Ridge regression with the tangent kernel gets the first n_K of the samples, at most n.',
    default: 2000,
    min: 20,
    max: 4000,
    integer: true,
    slider: { min: 200, max: 4000, step: 100 },
  },
} as const;

const overStep = { over: ['step'] } as const;

/** Two standard deviations of a run, and what the leading order leaves out. */
const spread = ({
  D,
  k,
  pA,
  n,
  m,
}: {
  readonly D: number;
  readonly k: number;
  readonly pA: number;
  readonly n: number;
  readonly m: number;
}): number => Math.min(0.1, 0.01 + 2 * cosineSpread({ D, k, pA }, n, m));

const because =
  'two standard deviations of one run by the leading order in the sampling noise, and what that order leaves out';

/** Four standard deviations of a share of the test points. */
const COUNTED = 4 * Math.sqrt(0.25 / TEST_POINTS);

export default defineSpec({
  id: 'fixed-or-learned',
  version: 1,
  title: 'Fixed features or learned ones',
  summary:
    'The same convex second layer on first layers after no, one and two gradient steps, on a structured parity, with the tangent kernel beside them.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: { step: { label: 'gradient steps', symbol: 't' } },
  measures: {
    cosine: {
      label: 'cosine with the feature',
      ...overStep,
      description:
        'Mean over neurons of |⟨w, u_A⟩|/‖w‖, where u_A is the unit vector along Σ_{j∈A} e_j, after 0, 1 and 2 steps.',
    },
    accuracy: {
      label: 'test accuracy',
      ...overStep,
      format: 'share',
      description: `A logistic fit of output weights on the neurons after 0, 1 and 2 steps, both signs, with thresholds spread over [−k, k]; tested on ${TEST_POINTS} fresh points.`,
    },
    accuracyNtk: {
      label: 'tangent kernel, test accuracy',
      over: [],
      format: 'share',
      description:
        'Ridge regression with the tangent kernel of the network, with the penalty out of eight that suits the test points best.',
    },
  },
  predictions: {
    cosine: {
      label: 'cosine with the feature',
      ...overStep,
      description:
        'A random direction; [1 + n_½/n]^{−1/2} after one step; [1 + ¾n_½/n]^{−1/2} after two. Without a feature, what chance gives.',
    },
    coinLevel: {
      label: 'right on the structured share, a coin elsewhere',
      over: [],
      format: 'share',
      description: '½ + p_A/2.',
    },
    linearRule: {
      label: 'the best threshold on the sum of the relevant bits',
      over: [],
      format: 'share',
      description: 'Accuracy of sign(Σ_{j∈A} x_j − t), by counting, for the best t.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'odd',
      name: 'k odd',
      text: 'The number of relevant bits is odd, so that on a structured input the label equals each of them. With an even number it is always +1 there, and says nothing about A.',
      holds: ({ k }) => k % 2 === 1,
    },
    {
      id: 'structured',
      name: 'p_A > 0',
      text: 'Some inputs are structured. Without them no single bit is correlated with the label, and the gradient of an odd parity without bias is noise.',
      holds: ({ pA }) => pA > 0,
    },
    {
      id: 'enough-samples',
      name: 'n ≥ 10 n_½',
      text: 'For the accuracies: at least ten times n_½ = 2D/(k p_A²) samples, so that the feature is found well, and at least 1000, so that a second layer can be fitted.',
      holds: (values) => values.n >= 1000 && values.n >= 10 * halfSamples(values),
    },
    {
      id: 'many-triples',
      name: 'D(D−1)(D−2)/6 ≥ 10 n_K',
      text: 'For the kernel and the frozen features: there are ten times as many triples of bits as samples for the kernel, so that it has little more than linear functions. With fewer triples it fits cubic ones.',
      holds: ({ D, n, kernelSamples }) => subsets({ D, k: 3 }) >= 10 * Math.min(n, kernelSamples),
    },
  ],
  checks: [
    {
      name: 'cosine after one step',
      measure: 'cosine',
      at: { step: 1 },
      tolerance: spread,
      because,
      rests: ['odd', 'structured'],
    },
    {
      name: 'cosine after two steps',
      measure: 'cosine',
      at: { step: 2 },
      tolerance: spread,
      because,
      rests: ['odd', 'structured'],
    },
    {
      name: 'accuracy of the kernel, at most that of a linear rule',
      measure: 'accuracyNtk',
      against: 'linearRule',
      side: 'at-most',
      tolerance: COUNTED,
      because: `four standard deviations of a share of ${TEST_POINTS} test points`,
      rests: ['odd', 'structured', 'many-triples'],
    },
    {
      name: 'accuracy after one step, at least that of a linear rule',
      measure: 'accuracy',
      at: { step: 1 },
      against: 'linearRule',
      side: 'at-least',
      tolerance: COUNTED,
      because: `four standard deviations of a share of ${TEST_POINTS} test points`,
      rests: ['odd', 'structured', 'enough-samples'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'One step turns all neurons to the feature, and the second layer is right on nearly all points; frozen neurons and the kernel stay below what a linear rule can do.',
      values: {},
    },
    {
      id: 'more-samples',
      label: 'More samples',
      sentence:
        'With 10 000 samples both learned layers are perfect; frozen neurons gain three points, and the kernel, on its 2000 samples, none: about ten seconds.',
      values: { n: 10_000 },
      seeds: 2,
    },
    {
      id: 'no-structure',
      label: 'No structure',
      breaks: 'structured',
      sentence:
        'With uniform bits only, the gradient without bias is noise: every method guesses, and another step or more samples do not change it.',
      values: { pA: 0 },
    },
    {
      id: 'even',
      label: 'Even number of bits',
      breaks: 'odd',
      sentence:
        'With four relevant bits among fifty a structured input says only that the label is +1: the first step finds little of the feature, and here the second step matters.',
      values: { D: 50, k: 4 },
    },
    {
      id: 'few-bits',
      label: 'Few bits for the kernel',
      breaks: 'many-triples',
      sentence:
        'Sixteen bits have 560 triples, and a kernel with 2000 samples fits cubic functions: it passes the linear rule.',
      values: { D: 16, k: 3, m: 200 },
    },
    {
      id: 'few-neurons',
      label: 'Three neurons',
      breaks: 'enough neurons',
      sentence:
        'Three neurons find the feature as well as three hundred, but six kinks at random places are too few for the second layer to count the bits.',
      values: { m: 3 },
      seeds: 5,
    },
  ],
  work: allWork,
  refuse: ({ D, k, m, n }) => {
    const refused = tooManyRelevant({ D, k });
    if (refused !== null) return refused;
    return n * D * m > 1e10
      ? 'n · D · m must not exceed 10 billion, which would take more than a minute. Take fewer samples or neurons.'
      : null;
  },
});
