import { defineSpec } from '#framework/spec.ts';
import { visibility } from '#theory/non-linear-spikes/outliers.ts';
import { scalesOf } from '#theory/non-linear-spikes/setting.ts';
import { bulkOf, signalOf } from '#theory/non-linear-spikes/signal.ts';
import {
  activationParameters,
  alphaParameter,
  constantsParameter,
  etaParameter,
  literalParameter,
  modeParameter,
  refuseBoth,
  secondLayerOption,
  secondLayerParameter,
  settingOf,
  sizes,
  stepSizeOf,
  teacherParameters,
  type SettingValues,
} from '../shared/nls-parameters.ts';
import { topWork } from '../shared/nls-spectrum.ts';
import { drawWork } from '../shared/nls.ts';

const { activation, w, p, curvature, theta } = activationParameters;

export const parameters = {
  eta: etaParameter,
  mode: modeParameter,
  activation,
  n: { ...sizes.n, default: 800, primary: true },
  d: { ...sizes.d, default: 400 },
  N: { ...sizes.N, default: 800 },
  alpha: alphaParameter,
  ...teacherParameters,
  w,
  p,
  curvature,
  theta,
  secondLayer: secondLayerParameter,
  literal: literalParameter,
  constants: constantsParameter,
} as const;

interface FeatureValues extends SettingValues {
  readonly alpha: number | null;
  readonly secondLayer: string;
}

const setting = (values: FeatureValues) => settingOf({ ...values, eta: stepSizeOf(values) });

const clear = new Map<string, boolean>();

/**
 * Whether the step is at least a quarter beyond the last threshold that it has passed: then as many spikes are outside of
 * the bulk at four fifths of it. The panel asks after every frame, so the answer is kept.
 */
function clearOfThresholds(values: FeatureValues): boolean {
  const here = setting(values);
  const key = JSON.stringify(values);
  let answer = clear.get(key);
  if (answer === undefined) {
    const visible = (eta: number): number => {
      const signal = signalOf({ ...here, eta }, secondLayerOption(values.secondLayer));
      return visibility(signal, bulkOf(signal, 'bare')).filter((value) => value > 1).length;
    };
    answer = visible(here.eta) === visible(0.8 * here.eta);
    if (clear.size >= 64) clear.clear();
    clear.set(key, answer);
  }
  return answer;
}

const overBoth = { over: ['vector', 'feature'] } as const;

export default defineSpec({
  id: 'spike-features',
  version: 1,
  title: 'What the spikes are made of',
  summary:
    'The largest left singular vectors of the features after one step are drawn against the projection of the inputs, and compared with polynomials of it.',
  parameters,
  seeds: { default: 6, max: 60 },
  axes: {
    vector: { label: 'left singular vector', symbol: 'i' },
    feature: { label: 'function (1: constant, 2: g, 3: H₂, 4: H₃, 5: ν)', symbol: 'h' },
    projection: { label: 'projection', symbol: 'g' },
  },
  measures: {
    overlap: {
      label: 'squared overlap',
      ...overBoth,
      format: 'share',
      description:
        'Squared cosine of a left singular vector with a function on the samples: 1, g, H₂(g), H₃(g), or the length of the input, ν = (‖x‖² − d)/√(2d).',
    },
    eigenvalue: {
      label: 'eigenvalue',
      over: ['vector'],
      description: 'Eigenvalue of F Fᵀ/n that belongs to the vector.',
    },
  },
  predictions: {
    overlap: {
      label: 'squared overlap',
      ...overBoth,
      format: 'share',
      description:
        'The theory at the actual sizes; no value for a vector that belongs to no predicted spike.',
    },
    shape: {
      label: 'shape',
      over: ['vector', 'projection'],
      description: 'Predicted mean of √n times the vector, as a function of the projection.',
    },
    omega: {
      label: 'constant of the quadratic spike',
      symbol: 'ω',
      over: [],
      description: 'The limit’s weight of the constant beside g²; 0 with the rank-one update.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-n',
      name: 'n ≥ 300',
      text: 'The theory is for n → ∞. A vector has an overlap of 3/n to 5/n with any function by chance. The threshold is ours.',
      holds: ({ n }) => n >= 300,
    },
    {
      id: 'linear-activation',
      name: 'c₁ ≠ 0',
      text: 'The activation has a linear part. Without one the gradient has no common direction.',
      holds: (values) => values.activation !== 'abs',
    },
    {
      id: 'clear',
      name: 'η clear of the thresholds',
      text: 'The step is at least a quarter longer than the last threshold that it has passed. Just above one, a spike is mostly noise, and draws differ widely. The margin is ours.',
      holds: clearOfThresholds,
    },
    {
      id: 'shift',
      name: 's ≤ 1',
      text: 'The step shifts pre-activations by at most their own size. The threshold is ours.',
      holds: (values) => Math.abs(scalesOf(setting(values)).shift) <= 1,
    },
    {
      id: 'apart',
      name: 'spikes apart',
      text: 'The spikes have different strengths. With H₁ + κH₂ and the full gradient two of them nearly meet, and single draws mix their vectors, within the same plane.',
      holds: ({ activation: name, mode }) => name !== 'quadratic' || mode === 'R',
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
      name: 'first vector on g',
      measure: 'overlap',
      at: { vector: 1, feature: 2 },
      tolerance: 0.05,
      because: 'single draws scatter by 0.02 to 0.05',
    },
    {
      name: 'second vector on the constant',
      measure: 'overlap',
      at: { vector: 2, feature: 1 },
      tolerance: 0.08,
      because: 'single draws scatter by 0.07',
    },
    {
      name: 'second vector on H₂',
      measure: 'overlap',
      at: { vector: 2, feature: 3 },
      tolerance: 0.08,
      because: 'single draws scatter by 0.07',
    },
    {
      name: 'third vector on H₃',
      measure: 'overlap',
      at: { vector: 3, feature: 4 },
      tolerance: 0.15,
      because: 'the third spike of the sine is close to its threshold, and draws scatter by 0.15',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'ReLU, full gradient',
      sentence:
        'The first vector is a line in g. The second is a parabola that stands above zero: g² plus a constant.',
      values: {},
    },
    {
      id: 'relu-rank-one',
      label: 'ReLU, rank one',
      sentence:
        'With the rank-one update the parabola touches zero: it is g² alone, that is H₂ + 1; a third of its mean square is the constant.',
      values: { mode: 'R' },
    },
    {
      id: 'three-spikes',
      label: 'Sine: three spikes',
      sentence:
        'A bent line, a parabola, and a cubic that is mostly H₃: what is left of g³ when the line has been taken out.',
      values: { activation: 'sine', mode: 'R', eta: 28 },
    },
    {
      id: 'tanh',
      label: 'tanh: odd only',
      sentence: 'One spike, an odd function of g. The second vector is noise: a cloud without a shape.',
      values: { activation: 'tanh', mode: 'R', eta: 14 },
    },
    {
      id: 'constant-first',
      label: 'The constant comes first',
      sentence:
        'A trap: with a strongly bent activation and the full gradient the largest spike is the constant one, and the line is second.',
      values: { activation: 'sine', w: 1.5, p: 0.7854, d: 300, N: 600, eta: 14 },
    },
    {
      id: 'at-threshold',
      label: 'Just above the threshold',
      breaks: 'clear',
      sentence:
        'At η = 12 the second spike has just left the bulk. Its vector is a noisy parabola, a different one in each draw.',
      values: { eta: 12 },
    },
    {
      id: 'mixed',
      label: 'Two spikes that meet',
      breaks: 'apart',
      sentence:
        'H₁ + H₂/2 with the full gradient: two spikes of nearly equal strength. In single draws the vectors mix line and parabola; the plane that they span is right.',
      values: { activation: 'quadratic', eta: 10 },
    },
    {
      id: 'giant',
      label: 'A giant step',
      breaks: 'shift',
      sentence:
        'At η = 60 the shift is larger than the pre-activation. No polynomial any more: the first vector is a saturated curve.',
      values: { activation: 'tanh', mode: 'R', eta: 60 },
    },
  ],
  work: (values) => drawWork(values) + topWork(values) + 100 * values.n * values.N,
  refuse: (values) => refuseBoth(values),
});
