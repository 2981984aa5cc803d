import { defineSpec } from '#framework/spec.ts';
import { scalesOf } from '#theory/non-linear-spikes/setting.ts';
import {
  activationParameters,
  alphaParameter,
  constantsParameter,
  etaParameter,
  literalParameter,
  modeParameter,
  refuseBoth,
  secondLayerParameter,
  settingOf,
  sizes,
  stepSizeOf,
  teacherParameters,
  type SettingValues,
} from '../shared/nls-parameters.ts';
import { eigenvaluesWork, topWork } from '../shared/nls-spectrum.ts';
import { drawWork } from '../shared/nls.ts';
import { partialEtas } from './theory.ts';

export const parameters = {
  eta: { ...etaParameter, slider: { min: 0, max: 30, step: 0.25 } },
  mode: modeParameter,
  activation: activationParameters.activation,
  n: { ...sizes.n, default: 800, primary: true },
  d: { ...sizes.d, default: 400 },
  N: { ...sizes.N, default: 800 },
  alpha: alphaParameter,
  ...teacherParameters,
  w: activationParameters.w,
  p: activationParameters.p,
  curvature: activationParameters.curvature,
  theta: activationParameters.theta,
  secondLayer: secondLayerParameter,
  literal: literalParameter,
  constants: constantsParameter,
  parts: {
    kind: 'number',
    label: 'looks on the way',
    symbol: 'parts',
    description:
      'How many times the spectrum is computed while the step grows to its full size; 0 for the end only.',
    default: 6,
    min: 0,
    max: 60,
    integer: true,
    slider: { min: 0, max: 24, step: 1 },
  },
} as const;

interface SpectrumValues extends SettingValues {
  readonly alpha: number | null;
  readonly secondLayer: string;
}

const setting = (values: SpectrumValues) => settingOf({ ...values, eta: stepSizeOf(values) });
const shiftOf = (values: SpectrumValues) => Math.abs(scalesOf(setting(values)).shift);
/** Beyond this shift, tails are heavy. */
function largestShift({ activation, mode }: SpectrumValues): number {
  if (activation === 'quadratic') return 0.2;
  return mode === 'R' || activation === 'tanh' || activation === 'sine' ? Infinity : 0.5;
}
/** Beyond this, one eigenvalue problem takes most of a minute. */
const MOST_EIGENVALUES = 3000;

/** Samples of a quick run: ten or more spectra a second. */
const QUICK = 400;

/** The same proportions with fewer samples. */
function quickly<V extends Pick<SpectrumValues, 'n' | 'd' | 'N'>>(values: V): V & { parts: number } {
  const scale = Math.min(1, QUICK / Math.max(values.n, values.N));
  const least = ({ min }: { readonly min: number }, size: number) => Math.max(min, Math.round(scale * size));
  return {
    ...values,
    n: least(sizes.n, values.n),
    d: least(sizes.d, values.d),
    N: least(sizes.N, values.N),
    parts: 0,
  };
}

const single = { over: [] } as const;
const overSpike = { over: ['spike'] } as const;

export default defineSpec({
  id: 'feature-spectrum',
  version: 1,
  title: 'Spikes leave the bulk',
  summary:
    'A network takes one gradient step of growing size; the spectrum of its features on fresh samples is set against the predicted bulk, its edge, and the predicted spikes.',
  parameters,
  seeds: { default: 4, max: 40 },
  axes: {
    spike: { label: 'spike', symbol: 'j' },
    rank: { label: 'rank', symbol: 'k' },
    top: { label: 'rank', symbol: 'k' },
    partialEta: { label: 'step size', symbol: 'η' },
    etaFine: { label: 'step size', symbol: 'η' },
    curve: { label: 'spike', symbol: 'j' },
    eigenvalue: { label: 'eigenvalue', symbol: 'z' },
    threshold: { label: 'spike', symbol: 'j' },
  },
  measures: {
    eigenvalues: {
      label: 'eigenvalues',
      over: ['rank'],
      description: 'Eigenvalues of F Fᵀ/n, largest first: all n of them, those beyond N being zero.',
    },
    outliers: {
      label: 'spikes',
      ...overSpike,
      description: 'The largest eigenvalues of F Fᵀ/n, as many as spikes are predicted.',
    },
    bulkEdge: {
      label: 'largest of the bulk',
      symbol: 'z_e',
      ...single,
      description: 'The largest eigenvalue that is not counted as a spike.',
    },
    count: {
      label: 'number of spikes',
      ...single,
      format: 'count',
      description:
        'Eigenvalues above 1.03 times the predicted (dressed) edge whose left singular vector has squared overlap above 0.15 with the span of 1, g, H₂, H₃, H₄ and the norm of the input.',
    },
    firstRatio: {
      label: 'first spike over its prediction from the draw',
      ...single,
      description:
        'Largest eigenvalue divided by what the theory says for the actual ‖β‖ and second layer of that draw.',
    },
    secondRatio: {
      label: 'second spike over its prediction from the draw',
      ...single,
      description: 'The same for the second largest.',
    },
    topOverEta: {
      label: 'largest singular values on the way',
      over: ['partialEta', 'top'],
      description: 'The five largest singular values of F/√n while the step grows.',
    },
  },
  predictions: {
    outliers: {
      label: 'spikes',
      ...overSpike,
      description: 'All solutions outside of the bulk, at the actual sizes and with the chosen constants.',
    },
    bulkEdge: {
      label: 'edge of the bulk',
      ...single,
      description: 'Where the bulk ends, with the chosen constants.',
    },
    density: {
      label: 'density of the bulk',
      over: ['eigenvalue'],
      description:
        'Density of the eigenvalues of F Fᵀ/n at z > 0; with the zeros that there are for N < n it integrates to 1.',
    },
    count: {
      label: 'number of spikes',
      ...single,
      format: 'count',
      description: 'Predicted spikes that the counting rule would count.',
    },
    shift: {
      label: 'shift',
      symbol: 's',
      ...single,
      description: 'η c₁‖β‖/√N: typical shift of a pre-activation, in the limit.',
    },
    firstRatio: { label: 'agreement', ...single, description: 'One, if the theory is exact.' },
    secondRatio: { label: 'agreement', ...single, description: 'One, if the theory is exact.' },
    outlierCurve: {
      label: 'spikes over the step size',
      over: ['etaFine', 'curve'],
      description: 'The same as the spikes, along the step size.',
    },
    edgeCurve: {
      label: 'edge over the step size',
      over: ['etaFine'],
      description: 'The same as the edge, along the step size.',
    },
    thresholds: {
      label: 'thresholds of the step size',
      over: ['threshold'],
      description: 'Smallest step size with one, two, three spikes outside of the bulk, with bare constants.',
    },
    alphaThresholds: {
      label: 'thresholds of the exponent',
      over: ['threshold'],
      description: 'The exponents log η / log n of those step sizes.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-n',
      name: 'n ≥ 200',
      text: 'The theory is for n → ∞ at fixed d/n and N/n. Below 200 samples the largest eigenvalue of the bulk lies well inside its edge. The threshold is ours.',
      holds: ({ n }) => n >= 200,
    },
    {
      id: 'linear-activation',
      name: 'c₁ ≠ 0',
      text: 'The activation has a linear part. Without one the gradient has no common direction β.',
      holds: ({ activation }) => activation !== 'abs',
    },
    {
      id: 'exponent',
      name: 'α < ½',
      text: 'The step is smaller than √n. From there on the shift of a pre-activation is of order one, and the ladder of polynomials gives way to all degrees at once.',
      holds: (values) => stepSizeOf(values) < Math.sqrt(values.n),
    },
    {
      id: 'light-tails',
      name: 'no heavy tails',
      text: 'Single neurons and samples make no outliers of their own. They do with a polynomial activation once s exceeds 0.2 or so, and with the full gradient and an unbounded activation beyond 0.5. The thresholds are ours.',
      holds: (values) => shiftOf(values) <= largestShift(values),
    },
    {
      id: 'gaussian-layer',
      name: 'Gaussian second layer',
      text: 'The weights of the second layer are Gaussian. With two values only, no more than two spikes can ever appear.',
      holds: ({ secondLayer }) => secondLayer === 'gaussian',
    },
    {
      id: 'no-output',
      name: 'f₀ dropped',
      text: 'The gradient is taken at y and not at the residual y − f₀.',
      holds: ({ literal }) => !literal,
    },
  ],
  checks: [
    {
      name: 'first spike',
      measure: 'outliers',
      at: { spike: 1 },
      tolerance: 0.2,
      relative: true,
      because:
        'single draws scatter by 15 %, with ‖β‖ and the fourth moment of a; four of them by half of that',
    },
    {
      name: 'second spike',
      measure: 'outliers',
      at: { spike: 2 },
      tolerance: 0.3,
      relative: true,
      because: 'single draws scatter by 25 %, with a high power of ‖β‖',
    },
    {
      name: 'first spike, given the draw',
      measure: 'firstRatio',
      tolerance: 0.08,
      because:
        'with the draw’s own ‖β‖ and a, what is left scatters by 5 to 9 %, with the inputs of the second half',
    },
    {
      name: 'second spike, given the draw',
      measure: 'secondRatio',
      tolerance: 0.12,
      because:
        'with the draw’s own ‖β‖ and a, what is left scatters by 8 to 13 %, with the inputs of the second half',
    },
    {
      name: 'edge of the bulk',
      measure: 'bulkEdge',
      tolerance: 0.06,
      relative: true,
      because:
        'the largest eigenvalue of the bulk lies 1 to 4 % inside at these sizes; with the full gradient, or a long step, it may lie outside',
    },
    {
      name: 'number of spikes',
      measure: 'count',
      tolerance: 0.5,
      because: 'a spike near its threshold is there in some draws only',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'ReLU, full gradient',
      sentence:
        'Two spikes leave the bulk, first the linear one, then the quadratic one. Their curves are the theory’s; the dots are one network.',
      values: {},
    },
    {
      id: 'relu-rank-one',
      label: 'ReLU, rank one',
      sentence:
        'The same with the rank-one part of the gradient only. The second spike is a fifth lower: it has lost the constant that the full gradient adds.',
      values: { mode: 'R' },
    },
    {
      id: 'three-spikes',
      label: 'Sine: three spikes',
      sentence:
        'A sine has all degrees. The third spike comes out of the bulk near η = 22, and all three follow their curves.',
      values: { activation: 'sine', mode: 'R', eta: 28 },
    },
    {
      id: 'tanh',
      label: 'tanh: odd only',
      sentence:
        'The activation tanh has no quadratic part, so that there is no second rung: one spike, and the next one, of degree three, would need η ≈ 38.',
      values: { activation: 'tanh', mode: 'R', eta: 14 },
    },
    {
      id: 'below',
      label: 'Below the first threshold',
      sentence:
        'At η = 2 the linear spike is still inside the bulk. The histogram is that of random features.',
      values: { eta: 2 },
    },
    {
      id: 'before-training',
      label: 'An outlier before training',
      sentence:
        'No step at all. The activation is mostly quadratic; all neurons see the same lengths of the inputs and follow them together: an outlier that no teacher has made.',
      values: { activation: 'quadratic', curvature: 2.33, d: 200, eta: 0, mode: 'R' },
    },
    {
      id: 'no-linear-part',
      label: 'Teacher without linear part',
      breaks: 'no linear part in the teacher',
      sentence:
        'The teacher is H₂ alone, and β is sampling noise. A spike appears all the same, on its curve. It says nothing about the teacher.',
      values: { teacher: [0, 0.7071], mode: 'R' },
    },
    {
      id: 'beyond-half',
      label: 'α beyond ½',
      breaks: 'exponent',
      sentence:
        'η = 40 is more than √n. The bulk has shrunk, and there are four or five spikes: the ladder is over, all degrees come at once.',
      values: { activation: 'sine', mode: 'R', eta: 40 },
    },
    {
      id: 'two-valued',
      label: 'Two-valued second layer',
      breaks: 'gaussian-layer',
      sentence:
        'The same sine and the same step, but a = ±1/√N: its powers span two dimensions, and the third spike is gone.',
      values: { activation: 'sine', mode: 'R', eta: 28, secondLayer: 'twoValued' },
    },
    {
      id: 'ragged',
      label: 'Quadratic, full gradient',
      breaks: 'light-tails',
      sentence:
        'H₁ + H₂/2 has heavy tails after a large step: the edge of the bulk frays, and eigenvalues beyond it belong to single neurons. The counting rule leaves them out.',
      values: { activation: 'quadratic', eta: 10 },
    },
    {
      id: 'even',
      label: 'Even activation',
      breaks: 'linear-activation',
      sentence:
        '|z| has no linear part, and the gradient no common direction. The top eigenvalue grows, but its vector is the constant one.',
      values: { activation: 'abs' },
    },
    {
      id: 'literal',
      label: 'Keep the first output',
      breaks: 'no-output',
      sentence:
        'With the residual y − f₀ in the gradient the spikes hardly move: β is a little longer. Where it points has changed, and the spectrum does not tell.',
      values: { literal: true },
    },
  ],
  work: (values) =>
    drawWork(values) +
    eigenvaluesWork(values) +
    partialEtas(stepSizeOf(values), values.parts).length * (topWork(values) + 100 * values.n * values.N),
  follow: {
    parameter: 'eta',
    told: ['n', 'd', 'N'],
    quick: quickly,
    film: { preset: 'three-spikes', step: 1, values: { parts: 0 } },
  },
  refuse: (values) => {
    const both = refuseBoth(values);
    if (both !== null) return both;
    if (Math.min(values.n, values.N) > MOST_EIGENVALUES)
      return `The spectrum of ${values.n} × ${values.N} features takes minutes: take n or N up to ${MOST_EIGENVALUES}.`;
    return null;
  },
});
