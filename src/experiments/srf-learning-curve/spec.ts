import { defineSpec } from '#framework/spec.ts';
import { refuseSrf } from '../shared/srf-model.ts';
import { srfParameters } from '../shared/srf-parameters.ts';
import { fitWork } from '../shared/srf-fits.ts';

export const parameters = {
  ...srfParameters,
  spike: { ...srfParameters.spike, default: [1.4] },
  bulkVariance: { ...srfParameters.bulkVariance, default: [1.2] },
  alignment: { ...srfParameters.alignment, default: 0.8 },
  lambda: { ...srfParameters.lambda, default: 0.01 },
} as const;

const overAlpha = { over: ['alpha'] } as const;
/** Twice the standard error of five seeds without a spike, which scatter most. */
const scatter = (d: number): number => 0.1 * Math.sqrt(150 / d);

const overFine = { over: ['alphaFine'] } as const;

export default defineSpec({
  id: 'srf-learning-curve',
  version: 1,
  title: 'Learning curve of spiked random features',
  summary:
    'Hidden rows are drawn outright as noise plus a spike, a ridge readout is fitted to more and more samples, and both of its errors are set against the exact limit.',
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
      description: 'Mean squared distance of the output to the noiseless target on 4000 fresh points.',
    },
    trainError: {
      label: 'training error',
      symbol: 'E_train',
      ...overAlpha,
      description: 'Mean squared residual of the training samples, label noise included, penalty not.',
    },
    testRatio: {
      label: 'test error, measured over predicted',
      over: [],
      description: 'Sum of the measured test errors over all α, divided by the sum of the predicted ones.',
    },
    trainRatio: {
      label: 'training error, measured over predicted',
      over: [],
      description:
        'Sum of the measured training errors over all α, divided by the sum of the predicted ones.',
    },
  },
  predictions: {
    testError: { label: 'test error', ...overAlpha, description: 'The exact limit at each α.' },
    trainError: { label: 'training error', ...overAlpha, description: 'The exact limit at each α.' },
    testErrorCurve: {
      label: 'test error',
      ...overFine,
      description: 'The same on a finer grid of α, for the curve.',
    },
    trainErrorCurve: {
      label: 'training error',
      ...overFine,
      description: 'The same on a finer grid of α, for the curve.',
    },
    testRatio: { label: 'agreement', over: [], description: 'One, if the theory is exact.' },
    trainRatio: { label: 'agreement', over: [], description: 'One, if the theory is exact.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-d',
      name: 'd ≥ 50',
      text: 'The theory is for d → ∞ at fixed n/d and p/d. Below 50 dimensions single networks scatter widely, and their mean need not lie on the curve. The threshold is ours.',
      holds: ({ d }) => d >= 50,
    },
    {
      id: 'ridge',
      name: 'λ ≥ 0.001',
      text: 'The ridge is not tiny. With a tiny one the error at n = p is a matter of one small eigenvalue, and below n = p the theory counts on rare inputs that a sample of this size does not contain. The threshold is ours.',
      holds: ({ lambda }) => lambda >= 1e-3,
    },
    {
      id: 'actual-width',
      name: 'the actual width',
      text: 'The theory is told the number of neurons. In the strict limit p = ∞ the spike escapes the ridge altogether, and the test error comes out too low, most of all with several groups.',
      holds: ({ width }) => width === 'actual',
    },
  ],
  checks: [
    {
      name: 'test error, summed over α',
      measure: 'testRatio',
      tolerance: ({ d }) => scatter(d),
      because: 'twice the standard error of five seeds, which falls like 1/√d; seen before it was chosen',
    },
    {
      name: 'training error, summed over α',
      measure: 'trainRatio',
      tolerance: ({ d }) => 1.6 * scatter(d),
      because: 'twice the standard error of five seeds, which falls like 1/√d; seen before it was chosen',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Points appear from left to right, on the curve. Near n = p the error stops falling, or rises, although the samples become more.',
      values: {},
    },
    {
      id: 'authors-code',
      label: 'Authors’ code',
      sentence:
        'The setting of the published theory notebook: a first step with η̃ = 3 on 20d samples, sin as target, λ = 0.1.',
      values: { eta: 3, alpha0: 20, lambda: 0.1, alpha: [0.2, 0.9, 1.6, 2.3, 3] },
    },
    {
      id: 'no-spike',
      label: 'No spike',
      sentence:
        'Plain random features: the hump before n = p is higher, and many samples do not help below the kernel floor.',
      values: { spike: [0], bulkVariance: [1] },
    },
    {
      id: 'three-groups',
      label: 'Three groups, noisy labels',
      sentence:
        'Readout weights 0.3, 1 and 3 at the first step make three groups of neurons with spikes of three lengths.',
      values: { eta: 3, alpha0: 8, readout: '0.3,1,3', beta: 1.5, lambda: 0.05, delta: 0.05 },
    },
    {
      id: 'relu',
      label: 'ReLU',
      sentence: 'A ReLU student of a ReLU target: its features have a mean, which the readout uses.',
      values: { student: 'relu', target: 'relu', eta: 1.5, alpha0: 4, lambda: 0.1 },
    },
    {
      id: 'strict-limit',
      label: 'Take p = ∞',
      breaks: 'actual-width',
      sentence:
        'The same three groups, and a theory that believes in infinitely many neurons: it promises a test error that 225 neurons do not reach.',
      values: {
        eta: 3,
        alpha0: 8,
        readout: '0.3,1,3',
        beta: 1.5,
        lambda: 0.05,
        delta: 0.05,
        width: 'infinite',
      },
    },
    {
      id: 'tiny-ridge',
      label: 'Hardly a ridge',
      breaks: 'ridge',
      sentence:
        'At λ = 0.00001 the peak at n = p towers over the rest, and no two networks agree on its height.',
      values: { lambda: 1e-5 },
    },
    {
      id: 'few-dimensions',
      label: 'Twenty dimensions',
      breaks: 'large-d',
      sentence: 'Twenty neurons in twenty dimensions: each network has a learning curve of its own.',
      values: { d: 20 },
      seeds: 10,
    },
  ],
  work: (values) => fitWork(values, values.alpha),
  refuse: (values) => refuseSrf(values),
});
