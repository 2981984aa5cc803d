import { defineSpec } from '#framework/spec.ts';
import {
  actualWidth,
  largeBatch,
  largeDimension,
  linearPart,
  oddStudent,
  ridge,
  type StepSize,
} from '../shared/srf-assumptions.ts';
import { refuseReadout, refuseStep } from '../shared/srf-model.ts';
import { stepParameters } from '../shared/srf-parameters.ts';
import { fitWork } from '../shared/srf-fits.ts';
import { stepWork } from '../shared/srf.ts';

const { readout, target, eta, alpha0, beta, lambda, delta, student, alpha, d, fractions, width } =
  stepParameters;

export const parameters = {
  reuse: {
    kind: 'switch',
    label: 'reuse the first batch',
    symbol: 'reuse',
    description:
      'The readout is fitted on the samples of the first step, followed by fresh ones where n > n₀; otherwise on fresh ones only.',
    default: true,
    primary: true,
  },
  alpha0: { ...alpha0, default: 2, slider: { min: 0.5, max: 4, step: 0.1 } },
  eta,
  lambda: { ...lambda, default: 0.01 },
  target: { ...target, default: 'tanh' },
  student,
  beta,
  delta,
  alpha: { ...alpha, default: [0.5, 1, 1.5, 2, 3, 4] },
  d,
  readout,
  fractions,
  width,
} as const;

const single = { over: [] } as const;
const overAlpha = { over: ['alpha'] } as const;
const overFine = { over: ['alphaFine'] } as const;

export default defineSpec({
  id: 'fresh-or-reused',
  version: 1,
  title: 'Fresh samples or the same again',
  summary:
    'After its first step a network’s readout is fitted on the very samples of the step, and again on fresh ones; both errors are set against the theory, which knows fresh samples only.',
  parameters,
  seeds: { default: 5, max: 60 },
  axes: {
    alpha: { label: 'samples per dimension', symbol: 'α' },
    alphaFine: { label: 'samples per dimension', symbol: 'α' },
  },
  measures: {
    testError: {
      label: 'test error',
      symbol: 'E_test',
      ...overAlpha,
      description:
        'Mean squared distance of the output to the noiseless target on 4000 fresh points; the readout saw the first batch again if it is reused.',
    },
    trainError: {
      label: 'training error',
      symbol: 'E_train',
      ...overAlpha,
      description:
        'Mean squared residual of the samples that the readout was fitted on, label noise included.',
    },
    testErrorFresh: {
      label: 'test error, fresh samples',
      ...overAlpha,
      description: 'The same test error on the same network, with fresh samples for the readout.',
    },
    trainErrorFresh: {
      label: 'training error, fresh samples',
      ...overAlpha,
      description: 'Mean squared residual of those fresh samples.',
    },
    reusedOverFresh: {
      label: 'training error, reused over fresh',
      ...single,
      description:
        'Sum of the training errors over all α with the first batch reused, divided by that on fresh samples of the same networks; one where nothing is reused.',
    },
    trainRatio: {
      label: 'training error over theory',
      ...single,
      description: 'Sum of the training errors over all α, divided by the sum of the predicted ones.',
    },
    testRatio: {
      label: 'test error over theory',
      ...single,
      description: 'The same for the test errors.',
    },
    trainRatioFresh: {
      label: 'training error over theory, fresh samples',
      ...single,
      description: 'The same for the training errors with fresh samples.',
    },
  },
  predictions: {
    testError: { label: 'test error', ...overAlpha, description: 'The exact limit with fresh samples.' },
    trainError: { label: 'training error', ...overAlpha, description: 'The exact limit with fresh samples.' },
    testErrorCurve: { label: 'test error', ...overFine, description: 'The same, for the curve.' },
    trainErrorCurve: { label: 'training error', ...overFine, description: 'The same, for the curve.' },
    reusedOverFresh: {
      label: 'agreement',
      ...single,
      description: 'One, where the samples of the readout are fresh.',
    },
    trainRatio: { label: 'agreement', ...single, description: 'One, for fresh samples.' },
    testRatio: { label: 'agreement', ...single, description: 'One, for fresh samples.' },
    trainRatioFresh: { label: 'agreement', ...single, description: 'One, if the theory holds for networks.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'fresh',
      name: 'fresh samples for the readout',
      text: 'The samples of the readout are independent of the first layer. The first batch is not: the layer has moved towards its labels.',
      holds: ({ reuse }) => !reuse,
    },
    largeDimension,
    ridge,
    actualWidth,
    linearPart,
    oddStudent,
    largeBatch(({ eta: size }: StepSize) => size),
  ],
  checks: [
    {
      name: 'training error, reused over fresh',
      measure: 'reusedOverFresh',
      tolerance: 0.08,
      because:
        'without reuse the ratio is one by construction; 0.08 is our choice of what counts as a change',
    },
    {
      name: 'training error on fresh samples, summed over α',
      measure: 'trainRatioFresh',
      tolerance: 0.2,
      because: 'twice the spread of the mean of five seeds, set after seeing runs',
      rests: ['large-d', 'ridge', 'actual-width', 'first-hermite', 'odd-student', 'large-batch'],
    },
    {
      name: 'test error, summed over α',
      measure: 'testRatio',
      tolerance: 0.15,
      because:
        'twice the spread of the mean of five seeds and the few per cent by which networks differ; set after seeing runs',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'On the samples of the step the training error lies below the theory as long as they are most of the samples. The test error hardly notices.',
      values: {},
    },
    {
      id: 'fresh',
      label: 'Fresh samples',
      sentence: 'With fresh samples for the readout both errors follow the theory.',
      values: { reuse: false },
    },
    {
      id: 'small-batch',
      label: 'A small first batch',
      breaks: 'large-batch',
      sentence: 'A step on d samples fits them more closely, and the training error on them is further off.',
      values: { alpha0: 1, alpha: [0.5, 1, 2, 4] },
    },
    {
      id: 'more-samples',
      label: 'A large first batch',
      breaks: 'fresh',
      sentence:
        'With 8d samples in the first batch all errors are smaller, and reuse still takes as large a share off the training error.',
      values: { alpha0: 8, alpha: [1, 2, 4, 6, 8] },
    },
    {
      id: 'noisy-labels',
      label: 'Noisy labels',
      breaks: 'fresh',
      sentence: 'With noise in the labels the readout fits that of the first batch a second time.',
      values: { delta: 0.25 },
    },
  ],
  work: (values) => (values.reuse ? 2 : 1) * fitWork(values, values.alpha) + stepWork(values),
  refuse: (values) => refuseStep(values) ?? refuseReadout(values),
});
