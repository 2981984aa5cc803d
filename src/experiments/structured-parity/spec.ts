import { defineSpec } from '#framework/spec.ts';
import { cosineSpread } from '#theory/gradient-feature-learning/structured.ts';
import { growWork } from '../shared/gfl-parity-cost.ts';
import { parityParameters } from '../shared/gfl-parity-parameters.ts';
import { atBothEnds, refuseSweep } from '../shared/gfl-parity-sweep.ts';

export const parameters = {
  D: { ...parityParameters.structured.D, default: 50 },
  k: {
    ...parityParameters.structured.k,
    description: 'Bits whose product is the label; with an even number there is no feature.',
    primary: true,
  },
  pA: { ...parityParameters.pA, primary: true },
  n: {
    ...parityParameters.sweep,
    default: [200, 1000, 5000, 20_000],
    max: 64_000,
    slider: { min: 100, max: 20_000, scale: 'log', step: 47 },
  },
  m: {
    ...parityParameters.m,
    description: 'Random neurons whose first gradients are compared with the feature.',
    default: 100,
    max: 1000,
    slider: { min: 10, max: 400, step: 10 },
  },
} as const;

/** The mean of absolute cosines is bounded, and so is what may be blamed on the draw. */
const tolerance = (
  { D, k, pA, m }: { readonly D: number; readonly k: number; readonly pA: number; readonly m: number },
  n: number,
): number => Math.min(0.1, 0.01 + 2 * cosineSpread({ D, k, pA }, n, m));

export default defineSpec({
  id: 'structured-parity',
  version: 1,
  title: 'One feature, found by correlation',
  summary:
    'The first gradient of random neurons without bias on a structured parity, and its cosine with the sum of the relevant coordinates.',
  parameters,
  seeds: { default: 5, max: 50 },
  axes: {
    n: { label: 'samples', symbol: 'n' },
    nFine: { label: 'samples', symbol: 'n' },
  },
  measures: {
    cosine: {
      label: 'cosine with the feature',
      over: ['n'],
      description:
        'Mean over neurons of |⟨Ĝ, u⟩|/‖Ĝ‖, where u is the unit vector along the sum of the relevant coordinates.',
    },
  },
  predictions: {
    cosine: {
      label: 'cosine with the feature',
      over: ['n'],
      description:
        'For odd k [1 + n_½/n]^{−1/2}; for even k, and for p_A = 0, the mean cosine of a direction that points nowhere in particular.',
    },
    cosineCurve: {
      label: 'cosine with the feature, along the curve',
      over: ['nFine'],
      description: 'The same on a finer grid.',
    },
    nHalf: {
      label: 'samples until signal and noise are equal',
      symbol: 'n_½',
      over: [],
      format: 'count',
      description: '2D/(k p_A²): there the cosine is 1/√2; infinite where there is no feature.',
    },
    randomCosine: {
      label: 'cosine of a random direction',
      over: [],
      description: 'Mean |cosine| of the feature with a random direction in D dimensions.',
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
      text: 'Some inputs are structured. Without them no single bit is correlated with the label, and without a bias the gradient of an odd parity is pure noise.',
      holds: ({ pA }) => pA > 0,
    },
  ],
  // The formula covers what is left without a feature, so the checks stand on no assumption.
  checks: atBothEnds({
    label: 'cosine',
    measure: 'cosine',
    tolerance,
    because:
      'two standard deviations of one run by the leading order in the sampling noise, and what that order leaves out',
  }),
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'With half of the inputs structured, a thousand samples turn all hundred neurons to nearly one direction.',
      values: {},
    },
    {
      id: 'rarely',
      label: 'One structured input in ten',
      sentence:
        'The signal is five times weaker, and n½ is 25 times larger: 2000 samples, where the curve passes 0.71.',
      values: { pA: 0.1, n: [200, 1000, 2000, 5000, 20_000] },
      seeds: 20,
    },
    {
      id: 'more-bits',
      label: 'Twice the bits',
      sentence: 'A hundred bits, five of them relevant: n½ doubles, and the curve moves to the right.',
      values: { D: 100 },
    },
    {
      id: 'even',
      label: 'Even parity',
      breaks: 'odd',
      sentence:
        'Four relevant bits: the label no longer tells the sign of a bit, and from a thousand samples on the cosines stay spread over both signs, however many there are.',
      values: { k: 4 },
    },
    {
      id: 'unstructured',
      label: 'No structure',
      breaks: 'structured',
      sentence:
        'All inputs are uniform, and the gradient is noise: its cosine is that of a random direction at every n.',
      values: { pA: 0 },
    },
    {
      id: 'faint',
      label: 'One structured input in a hundred',
      breaks: 'more signal than noise along the feature',
      sentence:
        'Far below n½, here 133 000, the curve goes to zero and the measured cosine to that of a random direction, because the formula leaves out the noise along the feature.',
      values: { D: 20, k: 3, pA: 0.01, n: [100, 1000, 10_000, 64_000] },
    },
  ],
  work: ({ D, m, n }) => growWork(D, Math.max(...n), m),
  refuse: refuseSweep,
});
