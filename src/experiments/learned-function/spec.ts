import { defineSpec } from '#framework/spec.ts';
import { neuronsOf, refuseSrf } from '../shared/srf-model.ts';
import { srfParameters } from '../shared/srf-parameters.ts';
import { fitWork } from '../shared/srf-fits.ts';
import { TEST_POINTS } from '../shared/srf.ts';

const { spike, bulkVariance, alignment, target, alpha, lambda, ...others } = srfParameters;

export const parameters = {
  spike: { ...spike, default: [2] },
  target: { ...target, primary: true },
  alpha: {
    kind: 'number',
    label: 'samples',
    symbol: 'α',
    description: alpha.description.replace('; one fit for each value', ''),
    default: 3,
    min: alpha.min,
    max: alpha.max,
    slider: alpha.slider,
    primary: true,
  },
  alignment: { ...alignment, default: 0.9 },
  bulkVariance: { ...bulkVariance, default: [1.1], primary: false },
  lambda: { ...lambda, primary: false },
  ...others,
} as const;

const every = (from: number, to: number, count: number): readonly number[] =>
  Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);

/** Where the curve is measured along the spike, and the line across it. */
export const ALONG = every(-2.5, 2.5, 20);
export const ACROSS = every(-2.5, 2.5, 10);
/** Fresh inputs at each of these places. */
export const AT_EACH = 300;

const overKappa = { over: ['kappa'] } as const;
const overAcross = { over: ['across'] } as const;
const overFine = { over: ['kappaFine'] } as const;
const single = { over: [] } as const;

const because = 'chosen after runs of the presets, means of five draws';
/** Single draws scatter as 1/√d. */
const scatter = (size: number) => (values: { readonly d: number }) =>
  size * Math.sqrt(150 / Math.max(150, values.d));

export default defineSpec({
  id: 'learned-function',
  version: 1,
  title: 'The learned function',
  summary:
    'A ridge readout is fitted on spiked random features; its mean output at each place along the spike, and across it, is set against the curve and the line of the theory.',
  parameters,
  seeds: { default: 5, max: 20 },
  axes: {
    kappa: { label: 'length along the spike', symbol: 'κ' },
    kappaFine: { label: 'length along the spike', symbol: 'κ' },
    across: { label: 'length along the rest of the target', symbol: 'ζ·x' },
  },
  measures: {
    curve: {
      label: 'learned function',
      symbol: 'C(κ)',
      ...overKappa,
      description: `Mean output over ${AT_EACH} fresh inputs at each κ.`,
    },
    slope: {
      label: 'slope across',
      ...single,
      description: `Regression coefficient of the output on ζ·x, over ${TEST_POINTS} fresh inputs.`,
    },
    fluctuation: {
      label: 'fluctuation',
      ...overKappa,
      description: 'Standard deviation of the output over the inputs at each κ.',
    },
    line: {
      label: 'mean output',
      ...overAcross,
      description: `Mean output over ${AT_EACH} fresh inputs at each value of ζ·x.`,
    },
    testError: {
      label: 'test error',
      ...single,
      description: `Mean squared distance of the output to the noiseless target on ${TEST_POINTS} fresh inputs.`,
    },
  },
  predictions: {
    curve: {
      label: 'learned function',
      symbol: 'C(κ)',
      ...overKappa,
      description: 'Σ m μ₀(κ) + Σ τ κ μ₁(κ).',
    },
    slope: { label: 'slope across', ...single, description: 'Σ E[μ₁(κ)] ψ, averaged over κ.' },
    fluctuation: {
      label: 'fluctuation',
      ...overKappa,
      description: 'Standard deviation of the output given κ.',
    },
    line: { label: 'mean output', ...overAcross, description: 'E C(κ) plus the slope times ζ·x.' },
    testError: { label: 'test error', ...single, description: 'The exact limit at this width.' },
    curveFine: { label: 'learned function', ...overFine, description: 'The same on a finer grid.' },
    fluctuationFine: { label: 'fluctuation', ...overFine, description: 'The same on a finer grid.' },
    targetAlong: {
      label: 'target, averaged over the rest',
      ...overFine,
      description: 'E[σ⋆ | κ]: the best that a function of κ can do.',
    },
    targetAcross: {
      label: 'target, averaged over the rest',
      ...overAcross,
      description: 'E[σ⋆ | ζ·x]: the best that a function of ζ·x can do.',
    },
    floor: {
      label: 'kernel floor',
      ...single,
      description: 'What functions linear in x leave of the target: no network before the step does better.',
    },
    spanDistance: {
      label: 'distance to the spike’s functions',
      ...single,
      description: 'Squared distance of the target to the span of the μ₀(κ).',
    },
    spanDistanceBoth: {
      label: 'distance to both kinds',
      ...single,
      description: 'Squared distance of the target to the span of the μ₀(κ) and κμ₁(κ).',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-d',
      name: 'd ≥ 50',
      text: 'The theory is for d → ∞ at fixed n/d and p/d. In few dimensions each network has a curve of its own. The threshold is ours.',
      holds: ({ d }) => d >= 50,
    },
    {
      id: 'ridge',
      name: 'λ ≥ 0.001',
      text: 'The ridge is not tiny; near n = p a single small eigenvalue would decide. The threshold is ours.',
      holds: ({ lambda: value }) => value >= 1e-3,
    },
    {
      id: 'actual-width',
      name: 'the actual width',
      text: 'The theory is told the number of neurons. With p = ∞ the curve along the spike escapes the ridge.',
      holds: ({ width }) => width === 'actual',
    },
  ],
  checks: [
    {
      name: 'learned function at κ = 1',
      measure: 'curve',
      at: { kappa: 1 },
      tolerance: scatter(0.08),
      because,
    },
    {
      name: 'learned function at κ = 2',
      measure: 'curve',
      at: { kappa: 2 },
      tolerance: scatter(0.08),
      because,
    },
    { name: 'slope across', measure: 'slope', tolerance: scatter(0.05), because },
    {
      name: 'fluctuation at κ = 0',
      measure: 'fluctuation',
      at: { kappa: 0 },
      tolerance: scatter(0.08),
      because,
    },
    {
      name: 'test error',
      measure: 'testError',
      tolerance: (values) => scatter(errorScatter(values.target))(values),
      because,
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence: 'Along the spike the network bends with the target; across it, it draws a straight line.',
      values: {},
    },
    {
      id: 'step',
      label: 'A jump',
      sentence: 'The sign of one direction: the curve is as steep as r allows, and no steeper.',
      values: { target: 'sign' },
    },
    {
      id: 'perfect-direction',
      label: 'Perfect direction',
      sentence:
        'With γ = 1 nothing of the target is left across the spike. What remains of the error is shape and noise.',
      values: { alignment: 1 },
    },
    {
      id: 'three-strengths',
      label: 'Three strengths',
      sentence: 'Three groups of neurons with different r offer three functions of κ to combine.',
      values: { spike: [0.6, 2, 6], bulkVariance: [1.1], target: 'he1he3', alignment: 1, beta: 2 },
    },
    {
      id: 'cubic',
      label: 'A cubic target',
      breaks: 'one saturating function',
      sentence:
        'One saturating function cannot follow a cubic: the network is worse than a linear one, although the spike points the right way.',
      values: { target: 'he1he3' },
    },
    {
      id: 'no-spike',
      label: 'No spike',
      breaks: 'a large step',
      sentence:
        'Random features without a spike: the learned function is a straight line in every direction.',
      values: { spike: [0], bulkVariance: [1] },
    },
    {
      id: 'few-dimensions',
      label: 'Ten dimensions',
      breaks: 'large-d',
      sentence:
        'With ten neurons in ten dimensions each network has its own curve, and their mean is not the predicted one.',
      values: { d: 10 },
    },
  ],
  work: (values) => {
    const extra = AT_EACH * (ALONG.length + ACROSS.length);
    return (
      fitWork(values, [values.alpha]) +
      extra * neuronsOf(values) * (2 * values.d + 60) +
      60 * extra * values.d
    );
  },
  refuse: (values) => refuseSrf({ ...values, alpha: [values.alpha] }),
});

/** The test error of a cubic rests on few large targets, that of a jump on more than those of smooth ones. */
function errorScatter(target: string): number {
  return target === 'he1he3' || target === 'he2'
    ? 0.25
    : target === 'sign' || target === 'relu'
      ? 0.05
      : 0.025;
}
