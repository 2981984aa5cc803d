import { defineSpec } from '#framework/spec.ts';
import { equalSamples } from '#theory/gradient-feature-learning/parity.ts';
import { FITTED, TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { parityParameters } from '../shared/gfl-parity-parameters.ts';
import { atBothEnds, refuseSweep } from '../shared/gfl-parity-sweep.ts';
import { allWork } from './cost.ts';
import { shareSpread } from './theory.ts';

export const parameters = {
  D: parityParameters.D,
  k: { ...parityParameters.k, primary: true },
  tau: { ...parityParameters.tau, primary: true },
  n: {
    ...parityParameters.sweep,
    default: [200, 1000, 4000, 16_000],
    max: 128_000,
    slider: { min: 200, max: 64_000, scale: 'log', step: 51 },
  },
  m: {
    ...parityParameters.m,
    description: 'Random neurons; the second layer has each gradient with both signs.',
    default: 100,
    max: 600,
    slider: { min: 10, max: 400, step: 10 },
  },
  readout: {
    kind: 'switch',
    label: 'second layer',
    symbol: 'a',
    description: 'Also fit the output weights on the new features and test the network.',
    default: true,
  },
} as const;

type Settings = { readonly D: number; readonly k: number; readonly tau: number; readonly m: number };

/** A share is bounded, and so is what may be blamed on the draw. */
const tolerance = ({ D, k, tau, m }: Settings, n: number): number =>
  Math.min(0.3, 0.015 + 2 * shareSpread({ D, k }, tau, n, m));

export default defineSpec({
  id: 'uniform-parity',
  version: 1,
  title: 'A gradient that is a Fourier coefficient',
  summary:
    'The first gradient of random neurons on a uniform parity: its energy in each coordinate, the share of the relevant ones, and what a second layer makes of it.',
  parameters,
  seeds: { default: 3, max: 30 },
  axes: {
    n: { label: 'samples', symbol: 'n' },
    nFine: { label: 'samples', symbol: 'n' },
  },
  measures: {
    relevantShare: {
      label: 'relevant share',
      symbol: 'ρ_A',
      over: ['n'],
      format: 'share',
      description:
        'Squares of the gradient in the relevant coordinates over all squares, each summed over neurons.',
    },
    accuracy: {
      label: 'test accuracy',
      over: ['n'],
      format: 'share',
      description: `A logistic fit of output weights on the gradients as features, on the first ${FITTED} of the n samples at most; tested on ${TEST_POINTS} fresh points.`,
    },
  },
  predictions: {
    relevantShare: {
      label: 'relevant share',
      symbol: 'ρ_A',
      over: ['n'],
      format: 'share',
      description: 'kE_A/(kE_A + (D − k)E_Ā) with the energies of a typical neuron.',
    },
    relevantShareCurve: {
      label: 'relevant share, along the curve',
      over: ['nFine'],
      format: 'share',
      description: 'The same on a finer grid.',
    },
    relevantEnergy: {
      label: 'energy of a relevant coordinate',
      over: ['n'],
      description: 'E_A in units of the sampling noise (1 − Φ(τ))/n.',
    },
    otherEnergy: {
      label: 'energy of another coordinate',
      over: ['n'],
      description: 'E_Ā in the same units.',
    },
    nStar: {
      label: 'samples until half of the energy is signal',
      symbol: 'n★',
      over: [],
      format: 'count',
      description: '(1 − Φ(τ)) Dᵏ/(k He_{k−2}(τ)² φ(τ)²); infinite where the gradient has no signal.',
    },
    nSingle: {
      label: 'samples until a relevant bit has as much signal as noise',
      over: [],
      format: 'count',
      description: 'n★ k/D, which grows as one power of D less; infinite where the gradient has no signal.',
    },
    chanceShare: {
      label: 'relevant share of pure noise',
      over: [],
      format: 'share',
      description: 'k/D.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'signal',
      name: 'He_{k−2}(τ) ≠ 0',
      text: 'The threshold sees the degree that matters: He_{k−2}(τ) is not zero. For odd k it is zero at τ = 0, and a neuron without bias has no signal in its first gradient.',
      holds: ({ D, k, tau }) => Number.isFinite(equalSamples({ D, k }, tau)),
    },
  ],
  // Without a signal the formula says k/D, and that can be checked as well.
  checks: atBothEnds({
    label: 'relevant share',
    measure: 'relevantShare',
    tolerance,
    because:
      'two standard deviations of one run, by the leading order in heavy-tailed signals and shared noise, and corrections to that order',
  }),
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Two relevant bits of thirty: their bars rise out of the noise, and the network is accurate before half of the energy is signal.',
      values: {},
    },
    {
      id: 'three-with-threshold',
      label: 'Three bits, τ = 1',
      sentence:
        'With a threshold of one the neurons see degree two, and three bars rise out of the noise. About 10 seconds.',
      values: { D: 20, k: 3, tau: 1, n: [1000, 4000, 16_000, 64_000] },
    },
    {
      id: 'four',
      label: 'Four bits',
      sentence:
        'Four bits need no threshold, and many more samples: at n★, about 51 000, the bars stand out and the accuracy is not yet far above one half.',
      values: { D: 16, k: 4, n: [4000, 16_000, 64_000] },
    },
    {
      id: 'three-without',
      label: 'Three bits, no threshold',
      breaks: 'signal',
      sentence:
        'Without a threshold nothing happens at any n: no bar rises above the others, and the share of the relevant bits stays at 3/20.',
      values: { D: 20, k: 3, n: [1000, 4000, 16_000] },
    },
    {
      id: 'four-with-threshold',
      label: 'Four bits, τ = 1',
      breaks: 'signal',
      sentence:
        'The threshold that made three bits visible hides four, because He₂(1) = 0: the bars do not rise.',
      values: { D: 16, k: 4, tau: 1, n: [4000, 16_000, 64_000] },
    },
    {
      id: 'ten-bits',
      label: 'Ten bits, τ = 2',
      breaks: 'many bits',
      sentence:
        'With few bits and a high threshold the leading order in 1/D is not enough: the share stops at about 0.7, where the formula keeps rising, and both checks differ.',
      values: { D: 10, k: 3, tau: 2, n: [1000, 4000, 16_000, 64_000] },
    },
  ],
  work: allWork,
  refuse: refuseSweep,
});
