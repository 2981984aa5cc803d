import { defineSpec } from '#framework/spec.ts';
import { refuseReadout, refuseStep } from '../shared/srf-model.ts';
import { fitWork } from '../shared/srf-fits.ts';
import {
  errorMeasures,
  errorPredictions,
  largeDimension,
  levelPredictions,
  linearPart,
  oddStudent,
  ridge,
  sweepParameters,
} from '../shared/srf-step-sweep.ts';
import { stepWork } from '../shared/srf.ts';
import { isotropicFrom } from './bulk.ts';

export const parameters = {
  ...sweepParameters,
  lambda: { ...sweepParameters.lambda, primary: false },
  alpha0: {
    kind: 'list',
    label: 'samples of the first step',
    symbol: 'α₀',
    description:
      'Samples of the first step per input dimension: n₀ = α₀d, rounded; one network for each value.',
    default: [0.25, 0.5, 1, 2, 4, 8, 16],
    min: 0.02,
    max: 1e6,
    maxLength: 24,
    slider: { min: 0.25, max: 50, scale: 'log', step: 60 },
    primary: true,
  },
  isotropic: {
    kind: 'switch',
    label: 'isotropic bulk',
    symbol: 'c·I',
    description:
      'After the step, keeps the spike that was found but draws the rest of each row afresh, with the same length and no preferred direction.',
    default: false,
    primary: true,
  },
} as const;

const overSamples = { over: ['alpha0'] } as const;
const overFine = { over: ['alpha0Fine'] } as const;

export default defineSpec({
  id: 'first-step-samples',
  version: 1,
  title: 'Samples of the first step',
  summary:
    'Networks take the same step on more and more samples and get a ridge readout on fresh ones; test error and alignment over the samples of the step are set against the theory.',
  parameters,
  seeds: { default: 4, max: 60 },
  axes: {
    alpha0: { label: 'samples of the first step', symbol: 'α₀' },
    alpha0Fine: { label: 'samples of the first step', symbol: 'α₀' },
  },
  measures: {
    ...errorMeasures('alpha0'),
    alignment: {
      label: 'alignment',
      symbol: 'γ',
      ...overSamples,
      description: 'Cosine of the spike that the step made with the direction of the target.',
    },
    testRatio: {
      label: 'test error, measured over predicted',
      over: [],
      description:
        'Sum of the measured test errors over the α₀ with η̃² ≤ 10α₀ (all of them where there is none, or where the bulk is drawn afresh), divided by the sum of the predicted ones.',
    },
    alignmentMean: {
      label: 'mean alignment',
      over: [],
      description: 'The alignment, averaged over all α₀ tried.',
    },
  },
  predictions: {
    ...errorPredictions('alpha0'),
    alignment: {
      label: 'alignment',
      symbol: 'γ',
      ...overSamples,
      description: 'The cosine h₁⋆/√(h₁⋆² + P/α₀), with P the mean square of the labels.',
    },
    testErrorCurve: { label: 'test error', ...overFine, description: 'The same on a finer grid of α₀.' },
    alignmentCurve: { label: 'alignment', ...overFine, description: 'The same on a finer grid of α₀.' },
    ...levelPredictions,
    isotropicFrom: {
      label: 'isotropic bulk from',
      over: [],
      description: 'The least α₀ at which the bulk counts as isotropic, η̃²/10; 0 where it is drawn afresh.',
    },
    testRatio: { label: 'agreement', over: [], description: 'One, if the theory is exact.' },
    alignmentMean: { label: 'mean alignment', over: [], description: 'The predicted alignments, averaged.' },
  },
  predictionPerSeed: false,
  assumptions: [
    largeDimension,
    ridge,
    {
      id: 'actual-width',
      name: 'the actual width',
      text: 'The theory is told the number of neurons, and does not take p = ∞.',
      holds: ({ width }) => width === 'actual',
    },
    oddStudent,
    {
      id: 'isotropic-bulk',
      name: 'η̃² ≤ 10α₀',
      text: 'The bulk has no preferred direction: the largest α₀ is at least η̃²/10, or the bulk is drawn afresh. Where a large step sees fewer samples, networks lie above the theory. The threshold is ours.',
      holds: (values) => Math.max(...values.alpha0) >= isotropicFrom(values),
    },
    linearPart,
  ],
  checks: [
    {
      name: 'test error, summed over the larger α₀',
      measure: 'testRatio',
      tolerance: ({ d }) => 0.04 + 0.1 * Math.sqrt(150 / d),
      because:
        '4 % is what networks differ from the model by; the rest is about twice the standard error of four seeds, which falls like 1/√d',
    },
    {
      name: 'alignment, averaged over α₀',
      measure: 'alignmentMean',
      tolerance: ({ d }) => 0.04 * Math.sqrt(150 / d),
      because: 'about twice the standard error of four seeds, which falls like 1/√d',
      rests: ['large-d', 'odd-student', 'first-hermite'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'From a quarter of a sample per dimension to sixteen: the error starts far above the one without a step, crosses it, and then crosses the kernel floor.',
      values: {},
    },
    {
      id: 'isotropic',
      label: 'Isotropic bulk',
      sentence:
        'Pin the few-samples run, then run this: the same spikes, with the rest of each row drawn afresh. The gap to the theory closes. About 10 seconds.',
      values: { target: 'tanh', lambda: 0.01, alpha0: [0.2, 0.4, 0.8], d: 250, isotropic: true },
      seeds: 8,
    },
    {
      id: 'small-step',
      label: 'A smaller step',
      sentence: 'With η̃ = 1 few first samples do less harm, and many do less good.',
      values: { eta: 1 },
    },
    {
      id: 'few-samples',
      label: 'Few first samples',
      breaks: 'isotropic-bulk',
      sentence:
        'A step with η̃ = 3 on less than one sample per dimension: the networks lie above the theory, because their bulk is not isotropic. About 10 seconds.',
      values: { target: 'tanh', lambda: 0.01, alpha0: [0.2, 0.4, 0.8], d: 250 },
      seeds: 8,
    },
    {
      id: 'even-target',
      label: 'Even target',
      breaks: 'first-hermite',
      sentence: 'He₂ has no linear part: the alignment is zero however many samples the step sees.',
      values: { target: 'he2', lambda: 0.1, eta: 2 },
    },
    {
      id: 'relu',
      label: 'ReLU',
      breaks: 'odd-student',
      sentence: 'A ReLU student of a ReLU target. Its alignment is as predicted, its bulk is not.',
      values: { student: 'relu', target: 'relu', lambda: 0.1, eta: 1.5 },
    },
  ],
  work: (values) =>
    values.alpha0.reduce(
      (sum, alpha0) => sum + stepWork({ ...values, alpha0 }) + fitWork(values, [values.alpha]),
      0,
    ),
  refuse: (values) =>
    refuseStep({ ...values, alpha0: Math.max(...values.alpha0) }) ??
    refuseReadout({ ...values, alpha: [values.alpha] }),
});
