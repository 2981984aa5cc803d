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
import { readReadout, refuseReadout, refuseStep } from '../shared/srf-model.ts';
import { stepParameters } from '../shared/srf-parameters.ts';
import { fitWork } from '../shared/srf-fits.ts';
import { stepWork } from '../shared/srf.ts';

const { readout, target, eta, alpha0, beta, lambda, delta, student, alpha, d, fractions, width } =
  stepParameters;

export const parameters = {
  readout: { ...readout, default: '0.3,1,3', primary: true },
  target: { ...target, default: 'sign', primary: true },
  eta: { ...eta, primary: true },
  lambda,
  alpha0: { ...alpha0, default: 20, primary: false },
  beta,
  student,
  delta,
  alpha,
  d,
  fractions,
  width,
} as const;

const single = { over: [] } as const;
const overAlpha = { over: ['alpha'] } as const;
const overFine = { over: ['alphaFine'] } as const;
const because = 'spread of the mean of five seeds, and the few per cent by which networks and theory differ';

export default defineSpec({
  id: 'readout-variability',
  version: 1,
  title: 'Several readout weights at the first step',
  summary:
    'Two networks start from the same rows and take a step on the same samples, one with several readout weights and one with a single one; the test errors of both are set against the theory.',
  parameters,
  seeds: { default: 5, max: 40 },
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
        'Mean squared distance of the output to the noiseless target on 4000 fresh points; the first step was taken with the readout a.',
    },
    testErrorUniform: {
      label: 'test error, a = 1',
      ...overAlpha,
      description: 'The same where all neurons had readout weight 1 at the first step.',
    },
    gain: {
      label: 'gain',
      ...single,
      description: 'One minus the sum of the test errors over all α, divided by that with a = 1.',
    },
    ratio: {
      label: 'measured over predicted',
      ...single,
      description: 'Sum of the measured test errors over all α, divided by the sum of the predicted ones.',
    },
  },
  predictions: {
    testError: {
      label: 'test error',
      ...overAlpha,
      description: 'The limit with one group for each readout weight.',
    },
    testErrorUniform: { label: 'test error, a = 1', ...overAlpha, description: 'The limit with one group.' },
    testErrorCurve: { label: 'test error', ...overFine, description: 'The same, for the curve.' },
    testErrorUniformCurve: {
      label: 'test error, a = 1',
      ...overFine,
      description: 'The same, for the curve.',
    },
    testErrorInfinite: {
      label: 'test error, p = ∞',
      ...overFine,
      description: 'What the strict limit promises, in which the ridge does not hold the spike back.',
    },
    spanDistance: {
      label: 'distance to the span',
      ...single,
      description:
        'Squared distance of the target to the span of the functions μ₀ of all groups, had the spike the direction of the target and the bulk its old variance.',
    },
    spanDistanceUniform: {
      label: 'distance to the span, a = 1',
      ...single,
      description: 'The same with one group.',
    },
    gain: { label: 'gain', ...single, description: 'The same from the predicted test errors.' },
    ratio: { label: 'agreement', ...single, description: 'One, if the theory is exact.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'magnitudes',
      name: 'several magnitudes |a|',
      text: 'The readout weights differ in size. An odd activation with −a in place of a is the same feature with the opposite sign, which the readout does not mind; only ReLU gains from signs.',
      holds: differentSizes,
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
      name: 'several readout weights lower the error, summed over α',
      measure: 'gain',
      tolerance: 0.1,
      because: 'a tenth of the error with a = 1: spread of the mean of five seeds, twice',
    },
    {
      name: 'test error, summed over α',
      measure: 'ratio',
      tolerance: 0.12,
      because,
      rests: ['large-d', 'ridge', 'actual-width', 'first-hermite', 'odd-student', 'large-batch'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Three magnitudes let the network build a steeper curve along the spike, and its error is lower at every α.',
      values: {},
    },
    {
      id: 'two-values',
      label: 'Two values, a sine',
      sentence:
        'For sin a single spike of the right length is nearly enough. Two values help a little, at most.',
      values: { readout: '0.5,2', target: 'sin', alpha0: 8 },
    },
    {
      id: 'gaussian',
      label: 'Gaussian readout',
      sentence: 'Each neuron has a readout weight of its own; the theory stands eight groups in for them.',
      values: { readout: 'gaussian' },
    },
    {
      id: 'relu-signs',
      label: 'ReLU with signs',
      breaks: 'odd-student',
      sentence:
        'For ReLU the signs ±1 do change the class: the odd part of the target becomes available, and the error on sin drops.',
      values: { readout: '1,-1', student: 'relu', target: 'sin', alpha0: 8 },
    },
    {
      id: 'signs',
      label: 'Signs only',
      breaks: 'magnitudes',
      sentence: 'With ±1 and tanh the two curves lie on each other: nothing was added.',
      values: { readout: '1,-1' },
    },
    {
      id: 'promise',
      label: 'Take p = ∞',
      breaks: 'actual-width',
      sentence:
        'A cubic along the spike needs large weights of opposite sign on nearly parallel functions. The strict limit allows them and 150 neurons do not.',
      values: { target: 'he1he3', width: 'infinite' },
    },
  ],
  work: (values) => 2 * fitWork(values, values.alpha) + 2 * stepWork(values),
  refuse: (values) => refuseStep(values) ?? refuseReadout(values),
});

interface Groups {
  readonly readout: string;
  readonly fractions: readonly number[];
  readonly student: string;
}

function differentSizes({ readout: text, fractions: shares, student: name }: Groups): boolean {
  const { values } = readReadout(text, shares);
  return new Set(values.map((a) => (name === 'relu' ? a : Math.abs(a)))).size > 1;
}
