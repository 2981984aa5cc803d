import { defineSpec } from '#framework/spec.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import type { StudentName, TargetName } from '#theory/spiked-random-features/model.ts';
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

const { eta, alpha0, beta, lambda, delta, student, target, alpha, d, readout, fractions, width } =
  stepParameters;

export const parameters = {
  target: { ...target, primary: true },
  beta: { ...beta, default: 2, primary: true },
  lambda: { ...lambda, default: 0.1 },
  eta: {
    ...eta,
    default: 0,
    primary: false,
    description: 'Size of the first step of the network under test. At 0 it is the network before the step.',
  },
  steppedEta: {
    ...eta,
    label: 'step size, compared',
    symbol: 'η̃₁',
    description: 'Size of the first step of the network that it is compared with.',
  },
  alpha0: { ...alpha0, primary: false },
  student,
  delta,
  alpha: { ...alpha, default: [0.5, 1, 2, 3, 4, 6, 8] },
  d: { ...d, default: 120 },
  readout,
  fractions,
  width,
} as const;

const single = { over: [] } as const;
const overAlpha = { over: ['alpha'] } as const;
const overFine = { over: ['alphaFine'] } as const;
const floorOf = (values: { readonly student: string; readonly target: string }): number =>
  kernelFloor(values.student as StudentName, values.target as TargetName);

export default defineSpec({
  id: 'kernel-floor',
  version: 1,
  title: 'A floor that only a step goes below',
  summary:
    'A ridge readout is fitted to more and more samples on the same first layer before and after a gradient step; both test errors are set against what linear functions leave over.',
  parameters,
  seeds: { default: 4, max: 40 },
  axes: {
    alpha: { label: 'samples per dimension', symbol: 'α' },
    alphaFine: { label: 'samples per dimension', symbol: 'α' },
  },
  measures: {
    testError: {
      label: 'test error before the step',
      symbol: 'E_test',
      ...overAlpha,
      description:
        'Mean squared distance of the output to the noiseless target on 4000 fresh points, on the first layer with step size η̃ (0 unless set).',
    },
    testErrorStepped: {
      label: 'test error after the step',
      ...overAlpha,
      description: 'The same on the first layer after a step of size η̃₁.',
    },
    ratio: {
      label: 'before the step, measured over predicted',
      ...single,
      description: 'Sum of the measured test errors over all α, divided by the sum of the predicted ones.',
    },
    ratioStepped: {
      label: 'after the step, measured over predicted',
      ...single,
      description: 'The same after the step.',
    },
  },
  predictions: {
    floor: {
      label: 'kernel floor',
      ...single,
      description:
        'What functions linear in x leave of the target: E σ⋆² − (E zσ⋆)², less (E σ⋆)² where the activation has a mean.',
    },
    testError: {
      label: 'test error before the step',
      ...overAlpha,
      description: 'The exact limit for step size η̃.',
    },
    testErrorStepped: {
      label: 'test error after the step',
      ...overAlpha,
      description: 'The exact limit for step size η̃₁.',
    },
    testErrorCurve: {
      label: 'test error before the step',
      ...overFine,
      description: 'The same, for the curve.',
    },
    testErrorSteppedCurve: {
      label: 'test error after the step',
      ...overFine,
      description: 'The same, for the curve.',
    },
    ratio: { label: 'agreement', ...single, description: 'One, if the theory is exact.' },
    ratioStepped: { label: 'agreement', ...single, description: 'One, if the theory is exact.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'no-step',
      name: 'before the step, η̃ = 0',
      text: 'The floor is a statement about the network before the step. After a large step it need not hold.',
      holds: (values) => values.eta === 0,
    },
    largeDimension,
    ridge,
    actualWidth,
    linearPart,
    oddStudent,
    largeBatch((values: StepSize & { readonly steppedEta: number }) =>
      Math.max(values.eta, values.steppedEta),
    ),
  ],
  checks: [
    {
      name: 'before the step, at the last α: not below the floor',
      measure: 'testError',
      against: 'floor',
      at: { alpha: 'last' },
      side: 'at-least',
      tolerance: (values) => 0.05 * floorOf(values),
      because: '5 % of the floor: the scatter of 4000 test points',
      rests: ['no-step', 'large-d'],
    },
    {
      name: 'after the step, at the last α: below the floor',
      measure: 'testErrorStepped',
      against: 'floor',
      at: { alpha: 'last' },
      side: 'at-most',
      tolerance: 0,
      because: 'to be below is the claim',
      rests: ['large-d', 'first-hermite', 'large-batch'],
    },
    {
      name: 'before the step, summed over α',
      measure: 'ratio',
      tolerance: 0.1,
      because: 'twice the spread of the mean of four seeds',
      rests: ['large-d', 'ridge', 'actual-width'],
    },
    {
      name: 'after the step, summed over α',
      measure: 'ratioStepped',
      tolerance: 0.15,
      because: 'spread of the mean of four seeds, and the few per cent by which networks and theory differ',
      rests: ['large-d', 'ridge', 'actual-width', 'odd-student', 'large-batch'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Before the step the error falls with the samples but stays above the floor; after the step it goes below with a few samples.',
      values: {},
    },
    {
      id: 'wide',
      label: 'Wider, more samples',
      sentence:
        'Twice as many neurons, three times as many samples: the error before the step comes closer to the floor, and stays above.',
      values: { beta: 4, d: 80, alpha: [1, 2, 4, 8, 16, 24] },
    },
    {
      id: 'sign',
      label: 'A target with a jump',
      sentence:
        'The sign has much that is not linear, and a high floor; the step goes below it, and leaves much to learn.',
      values: { target: 'sign', alpha0: 20, beta: 1 },
    },
    {
      id: 'take-the-step',
      label: 'Take the step after all',
      breaks: 'no-step',
      sentence: 'The network under test takes a step too, of size 3. The floor is no floor for it.',
      values: { eta: 3, steppedEta: 1.5 },
    },
    {
      id: 'nearly-linear',
      label: 'A nearly linear target',
      breaks: 'something to gain',
      sentence:
        'Almost all of tanh is linear, and the floor so low that after a step on only 2d samples the network does not reach it either.',
      values: { target: 'tanh', alpha0: 2 },
    },
    {
      id: 'no-linear-part',
      label: 'No linear part',
      breaks: 'first-hermite',
      sentence:
        'For He₂ the floor is the whole power of the target. The step finds nothing, and neither curve gets below 1.',
      values: { target: 'he2' },
    },
  ],
  work: (values) =>
    2 * fitWork(values, values.alpha) +
    stepWork(values) * (Number(values.eta > 0) + Number(values.steppedEta > 0)),
  refuse: (values) => refuseStep(values) ?? refuseReadout(values),
});
