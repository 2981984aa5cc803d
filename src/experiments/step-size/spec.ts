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

export const parameters = {
  ...sweepParameters,
  eta: {
    kind: 'list',
    label: 'step sizes',
    symbol: 'η̃',
    description:
      'Sizes of the first step, in units in which it moves each row by order one; one network for each.',
    default: [0.02, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15],
    min: 0,
    max: 1000,
    maxLength: 24,
    slider: { min: 0.02, max: 15, scale: 'log', step: 60 },
    primary: true,
  },
} as const;

const overEta = { over: ['eta'] } as const;
const overFine = { over: ['etaFine'] } as const;

export default defineSpec({
  id: 'step-size',
  version: 1,
  title: 'The size of the step',
  summary:
    'Networks take one gradient step, from tiny to giant, and get a ridge readout on fresh samples; their test error over the step size is set against the theory at the actual width and at p = ∞.',
  parameters,
  seeds: { default: 5, max: 60 },
  axes: {
    eta: { label: 'step size', symbol: 'η̃' },
    etaFine: { label: 'step size', symbol: 'η̃' },
  },
  measures: {
    ...errorMeasures('eta'),
    testRatio: {
      label: 'test error, measured over predicted',
      over: [],
      description:
        'Sum of the measured test errors over all step sizes, divided by the sum of the predicted ones.',
    },
  },
  predictions: {
    ...errorPredictions('eta'),
    testErrorInfinite: {
      label: 'test error, p = ∞',
      ...overEta,
      description: 'The theory in the strict limit of infinitely many neurons.',
    },
    testErrorCurve: {
      label: 'test error',
      ...overFine,
      description: 'The same on a finer grid of step sizes.',
    },
    testErrorInfiniteCurve: {
      label: 'test error, p = ∞',
      ...overFine,
      description: 'The same on a finer grid of step sizes.',
    },
    ...levelPredictions,
    testRatio: { label: 'agreement', over: [], description: 'One, if the theory is exact.' },
  },
  predictionPerSeed: false,
  assumptions: [
    largeDimension,
    ridge,
    {
      id: 'actual-width',
      name: 'the actual width',
      text: 'The theory is told the number of neurons. At p = ∞ any step, however small, makes a spike that escapes the ridge.',
      holds: ({ width }) => width === 'actual',
    },
    oddStudent,
    {
      id: 'large-batch',
      name: 'α₀ ≥ 2',
      text: 'The step sees enough samples. With fewer, the bulk is wider in some directions than in others, and networks lie above the theory. The threshold is ours.',
      holds: ({ alpha0 }) => alpha0 >= 2,
    },
    linearPart,
  ],
  checks: [
    {
      name: 'test error, summed over the step sizes',
      measure: 'testRatio',
      tolerance: ({ d }) => 0.04 + 0.1 * Math.sqrt(150 / d),
      because:
        '4 % is what networks differ from the model by; the rest is twice the standard error of five seeds, which falls like 1/√d',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'From hardly a step to a giant one: the error falls, has a best step size, and rises again. The dashed curve, p = ∞, misses the left half.',
      values: {},
    },
    {
      id: 'small-steps',
      label: 'Small steps',
      sentence:
        'From no step at all to η̃ = 1. The theory at the actual width leaves the random features smoothly; at p = ∞ it jumps.',
      values: { eta: [0, 0.05, 0.1, 0.25, 0.5, 1] },
    },
    {
      id: 'sign',
      label: 'Sign target',
      sentence:
        'A jump to be learned: steps of order 1/√p hardly help. Steeper features suit it better, but the bulk that they bring along spoils it in the end.',
      values: { target: 'sign', alpha0: 4, alpha: 2 },
    },
    {
      id: 'many-first-samples',
      label: 'More first samples',
      sentence:
        'With α₀ = 20 the spike points closer to the target and the bulk stays narrow: the valley is deeper and wider. About 10 seconds.',
      values: { alpha0: 20 },
    },
    {
      id: 'strict-limit',
      label: 'Take p = ∞',
      breaks: 'actual-width',
      sentence: 'The strict limit is off by a factor of two at small steps, and the verdict says so.',
      values: { width: 'infinite', eta: [0.02, 0.05, 0.1, 0.2, 0.4] },
    },
    {
      id: 'few-first-samples',
      label: 'Too few first samples',
      breaks: 'large-batch',
      sentence:
        'With α₀ = 0.5 the spike is mostly noise, and all but small steps hurt; the networks end above the theory, because their bulk is not isotropic.',
      values: { alpha0: 0.5, target: 'tanh', lambda: 0.01 },
    },
    {
      id: 'even-target',
      label: 'Even target',
      breaks: 'first-hermite',
      sentence: 'He₂ has no linear part. The spike points to noise, and no step size helps.',
      values: { target: 'he2', lambda: 0.1, alpha0: 4 },
    },
    {
      id: 'relu',
      label: 'ReLU',
      breaks: 'odd-student',
      sentence:
        'A ReLU student of a ReLU target does a few per cent better than its spiked model at moderate steps, and worse at large ones.',
      values: {
        student: 'relu',
        target: 'relu',
        alpha0: 4,
        lambda: 0.1,
        eta: [0.1, 0.25, 0.5, 1, 1.5, 2, 4],
      },
    },
  ],
  work: (values) => stepWork(values) + values.eta.length * fitWork(values, [values.alpha]),
  refuse: (values) => refuseStep(values) ?? refuseReadout({ ...values, alpha: [values.alpha] }),
});
