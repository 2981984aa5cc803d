/** Parameters and assumptions that the experiments on errors after the step share. */
import { scalesOf } from '#theory/non-linear-spikes/setting.ts';
import {
  activationParameters,
  literalParameter,
  modeParameter,
  secondLayerParameter,
  settingOf,
  sizes,
  stepOfExponent,
  teacherParameters,
  type SettingValues,
} from './nls-parameters.ts';

export const lambdaParameter = {
  kind: 'number',
  label: 'ridge',
  symbol: 'λ',
  description: 'Penalty of the readout: (FᵀF + λnI) â = Fᵀỹ.',
  default: 0.1,
  min: 1e-5,
  max: 1e4,
  slider: { min: 1e-3, max: 10, scale: 'log', step: 80 },
  primary: true,
} as const;

export const interceptParameter = {
  kind: 'switch',
  label: 'intercept',
  symbol: 'b',
  description: 'Whether the readout has an intercept without penalty: features and labels are centred.',
  default: false,
  primary: true,
} as const;

export const errorConstantsParameter = {
  kind: 'choice',
  label: 'constants of the bulk',
  symbol: 'c₁, b²',
  description:
    'Which constants the predicted errors take: half-dressed ones follow simulations best at a finite step size, bare ones are those of the limit.',
  default: 'halfDressed',
  options: [
    { value: 'halfDressed', label: 'half-dressed' },
    { value: 'bare', label: 'bare' },
    { value: 'dressed', label: 'dressed' },
  ],
} as const;

/** The step sizes of a sweep unless told otherwise. */
export const STANDARD_ETAS = [0.5, 1, 1.5, 2, 3, 4.5, 6.5, 9, 12, 17] as const;

const { activation, w, p, curvature, theta } = activationParameters;

export const errorParameters = {
  eta: {
    kind: 'list',
    label: 'step sizes',
    symbol: 'η',
    description: 'Sizes of the gradient step; one readout for each, all on the same draw.',
    default: STANDARD_ETAS,
    min: 0,
    max: 1000,
    maxLength: 40,
    slider: { min: 0.5, max: 40, scale: 'log', step: 76 },
  },
  mode: modeParameter,
  lambda: lambdaParameter,
  intercept: interceptParameter,
  activation,
  n: { ...sizes.n, default: 500 },
  d: { ...sizes.d, default: 250 },
  N: { ...sizes.N, default: 375 },
  alpha: {
    kind: 'list',
    label: 'exponents of the step size',
    symbol: 'α',
    description: 'Where it is not empty, the step sizes are n^α; leave η alone then.',
    default: [],
    min: -1,
    max: 1,
    minLength: 0,
    maxLength: 40,
  },
  ...teacherParameters,
  w,
  p,
  curvature,
  theta,
  secondLayer: secondLayerParameter,
  literal: literalParameter,
  constants: errorConstantsParameter,
} as const;

export interface ErrorValues extends Omit<SettingValues, 'eta'> {
  readonly eta: readonly number[];
  readonly alpha: readonly number[];
  readonly lambda: number;
  readonly intercept: boolean;
  readonly secondLayer: string;
  readonly literal: boolean;
  readonly constants: string;
}

/** The step sizes of a sweep: n^α where exponents are given, else η. */
export const etasOf = ({ eta, alpha, n }: Pick<ErrorValues, 'eta' | 'alpha' | 'n'>): readonly number[] =>
  alpha.length === 0 ? eta : alpha.map((exponent) => stepOfExponent(exponent, n));

/** A sentence when both lists were set. */
export function refuseBothLists(
  { eta, alpha }: Pick<ErrorValues, 'eta' | 'alpha'>,
  standard: readonly number[] = STANDARD_ETAS,
): string | null {
  const untouched = eta.length === standard.length && eta.every((value, i) => value === standard[i]);
  if (alpha.length === 0 || untouched) return null;
  return 'Set the step sizes η or their exponents α, not both.';
}

/** |s| at the largest step of a sweep. */
export const largestShift = (values: ErrorValues): number =>
  Math.abs(scalesOf(settingOf({ ...values, eta: Math.max(0, ...etasOf(values)) })).shift);

/** Assumptions of the results on errors. The thresholds are ours. */
export const errorAssumptions = [
  {
    id: 'large-n',
    name: 'n ≥ 200',
    text: 'The theory is for n → ∞ at fixed d/n and N/n. The threshold is ours.',
    holds: ({ n }: ErrorValues): boolean => n >= 200,
  },
  {
    id: 'large-d',
    name: 'd ≥ 200',
    text: 'The inputs have many dimensions. With few of them, random features see a part of quadratic functions too, which the limit forgets: at d = 125 errors lie 5 to 10 % below the theory. The threshold is ours.',
    holds: ({ d }: ErrorValues): boolean => d >= 200,
  },
  {
    id: 'shift',
    name: 's ≤ 0.6',
    text: 'The step shifts pre-activations by less than their own size. Beyond it the corrections to the bulk are guesswork, and the predicted errors are too low for ReLU. The threshold is ours.',
    // A hair for steps that were chosen to reach it.
    holds: (values: ErrorValues): boolean => largestShift(values) <= 0.6 + 1e-9,
  },
  {
    id: 'linear-activation',
    name: 'c₁ ≠ 0',
    text: 'The activation has a linear part. Without one the gradient has no common direction β.',
    holds: (values: ErrorValues): boolean => values.activation !== 'abs',
  },
  {
    id: 'linear-teacher',
    name: 'c⋆₁ ≠ 0',
    text: 'The teacher has a linear part. Without one β is noise, and the spikes buy nothing.',
    holds: ({ teacher }: ErrorValues): boolean => teacher[0] !== 0,
  },
  {
    id: 'centred-labels',
    name: 'labels of mean zero',
    text: 'With the full gradient, labels with a mean make each row longer or shorter along itself, in proportion to c₂ and its output weight, which the limits leave out; with the rank-one update or an intercept the mean does no harm.',
    holds: ({ constant, mode, intercept }: ErrorValues): boolean =>
      constant === 0 || mode === 'R' || intercept,
  },
  {
    id: 'no-output',
    name: 'f₀ dropped',
    text: 'The gradient is taken at y and not at the residual y − f₀.',
    holds: ({ literal }: ErrorValues): boolean => !literal,
  },
] as const;
