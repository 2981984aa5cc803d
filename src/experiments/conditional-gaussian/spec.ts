import { defineSpec } from '#framework/spec.ts';
import { modelOf, neuronsOf, refuseSrf } from '../shared/srf-model.ts';
import { srfParameters } from '../shared/srf-parameters.ts';
import { fitWork } from '../shared/srf-fits.ts';
import { TEST_POINTS } from '../shared/srf.ts';

const { spike, bulkVariance, alignment, lambda, alpha, ...others } = srfParameters;

export const parameters = {
  spike: { ...spike, default: [2] },
  kappa: {
    kind: 'number',
    label: 'centre of the window',
    symbol: 'κ',
    description: 'Inputs are looked at whose length along the spike, κ = v·x, is near this value.',
    default: 0.5,
    min: -6,
    max: 6,
    slider: { min: -2, max: 2, step: 0.1 },
    primary: true,
  },
  window: {
    kind: 'number',
    label: 'width of the window',
    symbol: 'Δκ',
    description: 'Inputs count whose κ lies within half of this from the centre.',
    default: 0.2,
    min: 1e-3,
    max: 6,
    slider: { min: 0.05, max: 2, step: 0.05 },
    primary: true,
  },
  bulkVariance: { ...bulkVariance, default: [1.1], primary: false },
  alignment: { ...alignment, default: 0.9, primary: false },
  lambda: { ...lambda, primary: false },
  alpha: {
    kind: 'number',
    label: 'samples',
    symbol: 'α',
    description: alpha.description.replace('; one fit for each value', ''),
    default: 2,
    min: alpha.min,
    max: alpha.max,
    slider: alpha.slider,
  },
  ...others,
} as const;

/** Inputs in the window, and in each of the windows along κ. */
export const IN_WINDOW = 4000;
export const IN_EACH = 500;
/** Centres of the windows along κ, of the same width. */
export const CENTRES = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2] as const;

const single = { over: [] } as const;
const overCentres = { over: ['kappaGrid'] } as const;
const because = 'chosen after ten settings drawn at random in 120 dimensions, means of five draws';
const everything = ['large-dimension', 'not-saturated'];

export default defineSpec({
  id: 'conditional-gaussian',
  version: 1,
  title: 'Gaussian once κ is known',
  summary:
    'A ridge readout is fitted on spiked random features; the law of its prediction over all inputs, and over inputs with nearly the same κ, is set against a Gaussian.',
  parameters,
  seeds: { default: 5, max: 20 },
  axes: {
    kappaGrid: { label: 'length along the spike', symbol: 'κ' },
    output: { label: 'prediction', symbol: 'ŷ' },
    outputInWindow: { label: 'prediction', symbol: 'ŷ' },
  },
  measures: {
    mean: {
      label: 'mean in the window',
      ...single,
      description: `Mean of the prediction over ${IN_WINDOW} fresh inputs with κ in the window.`,
    },
    variance: {
      label: 'variance in the window',
      ...single,
      description: 'Variance of the prediction over the same inputs.',
    },
    kurtosis: {
      label: 'excess kurtosis in the window',
      ...single,
      description: 'Fourth moment about the mean over the squared variance, minus 3: zero for a Gaussian.',
    },
    kurtosisAll: {
      label: 'excess kurtosis over all inputs',
      ...single,
      description: `The same over ${TEST_POINTS} fresh inputs, whatever their κ.`,
    },
    meanOver: {
      label: 'mean',
      ...overCentres,
      description: `Mean of the prediction over ${IN_EACH} inputs in a window at each κ.`,
    },
    sdOver: {
      label: 'standard deviation',
      ...overCentres,
      description: 'Standard deviation of the prediction over the same inputs.',
    },
    kurtosisOver: {
      label: 'excess kurtosis',
      ...overCentres,
      description: 'Excess kurtosis of the prediction over the same inputs.',
    },
  },
  predictions: {
    mean: { label: 'mean in the window', ...single, description: 'Mean of C(κ) over the window.' },
    variance: {
      label: 'variance in the window',
      ...single,
      description: 'Mean of the fluctuation given κ, plus the variance of C(κ) over the window.',
    },
    kurtosis: {
      label: 'excess kurtosis in the window',
      ...single,
      description: 'That of the mixture of Gaussians over the window; 0 for a window of no width.',
    },
    kurtosisAll: {
      label: 'excess kurtosis over all inputs',
      ...single,
      description: 'That of the mixture of Gaussians over all κ.',
    },
    meanOver: { label: 'mean', ...overCentres, description: 'Mean of C(κ) over each window.' },
    sdOver: {
      label: 'standard deviation',
      ...overCentres,
      description: 'Standard deviation of the mixture over each window.',
    },
    kurtosisOver: {
      label: 'excess kurtosis',
      ...overCentres,
      description: 'Excess kurtosis of the mixture over each window.',
    },
    density: {
      label: 'density over all inputs',
      over: ['output'],
      description: 'Density of the mixture of Gaussians over all κ.',
    },
    densityInWindow: {
      label: 'density in the window',
      over: ['outputInWindow'],
      description: 'Density of the mixture over the window.',
    },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'large-dimension',
      name: 'd ≥ 100',
      text: 'The dimension is large. Given κ the prediction is a sum over many coordinates; in few dimensions it is not yet Gaussian, and it differs from draw to draw.',
      holds: (values) => values.d >= 100 && neuronsOf(values) >= 50,
    },
    {
      id: 'not-saturated',
      name: '|rκ| ≤ √(1+c)',
      text: 'The neurons are not saturated in the window. Where they are, little is left to fluctuate, and at these dimensions what is left has heavier tails than a Gaussian. For ReLU: rκ ≥ −√c/2, the neurons are not off. The thresholds are ours.',
      holds: (values) =>
        modelOf(values).groups.every(({ spike: r, bulkVariance: c }) =>
          values.student === 'relu'
            ? r * values.kappa >= -0.5 * Math.sqrt(c)
            : Math.abs(r * values.kappa) <= Math.sqrt(1 + c),
        ),
    },
    {
      id: 'narrow-window',
      name: 'Δκ ≤ 0.5',
      text: 'The window is narrow. Over a wide one the mean of the prediction varies, and a mixture of Gaussians is not Gaussian; the theory says by how much.',
      holds: (values) => values.window <= 0.5,
    },
  ],
  checks: [
    { name: 'mean in the window', measure: 'mean', tolerance: 0.08, because, rests: everything },
    {
      name: 'variance in the window',
      measure: 'variance',
      tolerance: ({ student }) => (student === 'relu' ? 0.06 : 0.045),
      because,
      rests: everything,
    },
    {
      name: 'excess kurtosis in the window',
      measure: 'kurtosis',
      tolerance: 0.25,
      because,
      rests: everything,
    },
    {
      name: 'excess kurtosis over all inputs',
      measure: 'kurtosisAll',
      tolerance: ({ student }) => (student === 'relu' ? 0.4 : 0.2),
      because,
      rests: ['large-dimension'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'Over all inputs the prediction has two humps; over inputs with nearly the same κ it has one, a Gaussian.',
      values: {},
    },
    {
      id: 'centre',
      label: 'κ near 0',
      sentence:
        'Between the humps: few inputs have a prediction near zero, and those that do are Gaussian around it.',
      values: { kappa: 0 },
    },
    {
      id: 'no-spike',
      label: 'No spike',
      sentence: 'Without a spike there is no shared variable: the prediction is Gaussian over all inputs.',
      values: { spike: [0], bulkVariance: [1] },
    },
    {
      id: 'two-strengths',
      label: 'Two strengths',
      sentence:
        'Half of the neurons have a weak spike and half a strong one; given κ the prediction is still Gaussian.',
      values: { spike: [0.6, 2.4], bulkVariance: [1.01, 1.2] },
    },
    {
      id: 'wide-window',
      label: 'A wide window',
      breaks: 'narrow-window',
      sentence:
        'Over a window of width 3 around zero the mean varies more than the prediction fluctuates, and the two humps are back.',
      values: { kappa: 0, window: 3 },
    },
    {
      id: 'saturated',
      label: 'Saturated neurons',
      breaks: 'not-saturated',
      sentence:
        'At κ = 2 nearly all neurons are saturated: the little that is left of the fluctuation is far from Gaussian.',
      values: { kappa: 2 },
    },
    {
      id: 'few-dimensions',
      label: 'Few dimensions',
      breaks: 'large-dimension',
      sentence:
        'With 15 inputs and 15 neurons the prediction is a sum of few bounded terms: in the window its tails are lighter than those of a Gaussian.',
      values: { d: 15, kappa: 0 },
    },
  ],
  work: (values) => {
    const extra = IN_WINDOW + IN_EACH * CENTRES.length;
    return (
      fitWork(values, [values.alpha]) +
      extra * neuronsOf(values) * (2 * values.d + 60) +
      60 * extra * values.d
    );
  },
  refuse: (values) => refuseSrf({ ...values, alpha: [values.alpha] }),
});
