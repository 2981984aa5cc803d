/** The parameters that the experiments on non-linear spikes share, and the setting of the theory that they describe. */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { activation, type ActivationName } from '#theory/non-linear-spikes/activations/named.ts';
import type { Activation } from '#theory/non-linear-spikes/activations/activation.ts';
import type { Mode, Setting } from '#theory/non-linear-spikes/setting.ts';
import type { SignalOptions } from '#theory/non-linear-spikes/signal.ts';
import { twoValuedSecondLayer } from '#theory/non-linear-spikes/signal.ts';
import { teacher, type Teacher } from '#theory/non-linear-spikes/teacher.ts';

/** What the network is: sizes, activation, second layer. */
export const sizes = {
  n: {
    kind: 'number',
    label: 'samples',
    symbol: 'n',
    description:
      'Samples in each of the two halves: one for the gradient step, one for the features and the readout.',
    default: 600,
    min: 20,
    max: 4000,
    integer: true,
    slider: { min: 200, max: 1000, step: 50 },
  },
  d: {
    kind: 'number',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input.',
    default: 300,
    min: 4,
    max: 4000,
    integer: true,
    slider: { min: 50, max: 800, step: 10 },
  },
  N: {
    kind: 'number',
    label: 'width',
    symbol: 'N',
    description: 'Neurons.',
    default: 600,
    min: 10,
    max: 6000,
    integer: true,
    slider: { min: 100, max: 1200, step: 50 },
  },
} as const;

/** The same where n is swept: d and N grow along with it unless they are set. */
export const growingSizes = {
  d: {
    kind: 'optional',
    label: 'input dimension',
    symbol: 'd',
    description: 'Coordinates of an input; n/2, rounded, when left empty.',
    default: null,
    min: 4,
    max: 4000,
    integer: true,
  },
  N: {
    kind: 'optional',
    label: 'width',
    symbol: 'N',
    description: 'Neurons; as many as samples when left empty.',
    default: null,
    min: 10,
    max: 6000,
    integer: true,
  },
} as const;

/** d = n/2 and N = n unless they are set. */
export const sizesAt = (
  n: number,
  { d, N }: { readonly d: number | null; readonly N: number | null },
): { n: number; d: number; N: number } => ({ n, d: d ?? Math.max(1, Math.round(n / 2)), N: N ?? n });

export const activationParameters = {
  activation: {
    kind: 'choice',
    label: 'activation',
    symbol: 'σ',
    description: 'Activation of the network, centred: its mean over a standard Gaussian is taken off.',
    default: 'relu',
    options: [
      { value: 'relu', label: 'ReLU' },
      { value: 'sine', label: 'sin(wz + p)' },
      { value: 'tanh', label: 'tanh' },
      { value: 'silu', label: 'SiLU' },
      { value: 'quadratic', label: 'H₁ + κH₂' },
      { value: 'abs', label: '|z|' },
      { value: 'shiftedRelu', label: 'ReLU(z − θ)' },
    ],
    primary: true,
  },
  w: {
    kind: 'number',
    label: 'frequency of the sine',
    symbol: 'w',
    description: 'For the activation sin(wz + p).',
    default: 1.2,
    min: 0.05,
    max: 5,
    slider: { min: 0.4, max: 2, step: 0.1 },
  },
  p: {
    kind: 'number',
    label: 'phase of the sine',
    symbol: 'p',
    description: 'For the activation sin(wz + p).',
    default: 0.6,
    min: -6.3,
    max: 6.3,
    slider: { min: 0, max: 1.5, step: 0.1 },
  },
  curvature: {
    kind: 'number',
    label: 'weight of H₂',
    symbol: 'κ',
    description: 'For the activation H₁ + κH₂.',
    default: 0.5,
    min: -20,
    max: 20,
    slider: { min: 0, max: 3, step: 0.1 },
  },
  theta: {
    kind: 'number',
    label: 'threshold of the ReLU',
    symbol: 'θ',
    description: 'For the activation ReLU(z − θ).',
    default: 0.5,
    min: -4,
    max: 4,
    slider: { min: -1, max: 1.5, step: 0.1 },
  },
} as const;

export const teacherParameters = {
  teacher: {
    kind: 'list',
    label: 'teacher',
    symbol: 'c⋆',
    description:
      'Coefficients c⋆₁, c⋆₂, c⋆₃ of the teacher on the Hermite polynomials H₁, H₂, H₃; what is left out is 0.',
    default: [1, 0.5, 0],
    min: -20,
    max: 20,
    minLength: 1,
    maxLength: 3,
  },
  constant: {
    kind: 'number',
    label: 'mean of the labels',
    symbol: 'c⋆₀',
    description: 'Coefficient of the teacher on the constant H₀.',
    default: 0,
    min: -20,
    max: 20,
    slider: { min: -1, max: 1, step: 0.1 },
  },
  noise: {
    kind: 'number',
    label: 'label noise',
    symbol: 'σε',
    description: 'Standard deviation of the noise in the labels of both halves.',
    default: 0.3,
    min: 0,
    max: 20,
    slider: { min: 0, max: 1, step: 0.05 },
  },
} as const;

export const modeParameter = {
  kind: 'choice',
  label: 'update',
  symbol: 'ΔW',
  description:
    'R: the update is the rank-one part of the gradient, η c₁ a βᵀ, which the paper’s formula describes. G: the update is the full gradient.',
  default: 'G',
  options: [
    { value: 'R', label: 'R, rank one' },
    { value: 'G', label: 'G, full gradient' },
  ],
  primary: true,
} as const;

export const etaParameter = {
  kind: 'number',
  label: 'step size',
  symbol: 'η',
  description: 'Size of the gradient step. What is seen depends on s = η c₁‖β‖/√N.',
  default: 16,
  min: 0,
  max: 1000,
  slider: { min: 0.5, max: 40, scale: 'log', step: 76 },
  primary: true,
} as const;

export const alphaParameter = {
  kind: 'optional',
  label: 'exponent of the step size',
  symbol: 'α',
  description: 'Where it is set, η = n^α; leave η alone then.',
  default: null,
  min: -1,
  max: 1,
  slider: { min: 0, max: 0.6, step: 0.01 },
} as const;

export const literalParameter = {
  kind: 'switch',
  label: 'keep the first output',
  symbol: 'f₀',
  description:
    'Whether the gradient is taken at the residual y − f₀(x), f₀ = aᵀσ(W₀x), instead of at y. The predictions are those without f₀.',
  default: false,
} as const;

export const secondLayerParameter = {
  kind: 'choice',
  label: 'second layer',
  symbol: 'a',
  description: 'Law of the second layer’s weights at the step, of variance 1/N: Gaussian, or ±1/√N.',
  default: 'gaussian',
  options: [
    { value: 'gaussian', label: 'Gaussian' },
    { value: 'twoValued', label: '±1/√N' },
  ],
} as const;

/** Which constants the predicted bulk takes (`Constants` of the theory). */
export const constantsParameter = {
  kind: 'choice',
  label: 'constants of the bulk',
  symbol: 'c₁, b²',
  description:
    'Whether the predicted bulk takes the activation’s constants before the step (bare) or those after it (dressed).',
  default: 'dressed',
  options: [
    { value: 'dressed', label: 'dressed' },
    { value: 'bare', label: 'bare' },
  ],
} as const;

export interface ActivationValues {
  readonly activation: string;
  readonly w: number;
  readonly p: number;
  readonly curvature: number;
  readonly theta: number;
}

const activations = new Map<string, Activation>();

/** The activation of those names and parameters; smooth ones take milliseconds to make, so each is made once. */
export function activationOf({ activation: name, w, p, curvature, theta }: ActivationValues): Activation {
  const key = JSON.stringify([name, w, p, curvature, theta]);
  let made = activations.get(key);
  if (made === undefined) {
    made = activation(name as ActivationName, { w, p, curvature, theta });
    if (activations.size > 32) activations.clear();
    activations.set(key, made);
  }
  return made;
}

export interface TeacherValues {
  readonly teacher: readonly number[];
  readonly constant: number;
  readonly noise: number;
}

export const teacherOf = ({ teacher: coefficients, constant, noise }: TeacherValues): Teacher =>
  teacher(coefficients, noise, constant);

export interface SettingValues extends ActivationValues, TeacherValues {
  readonly n: number;
  readonly d: number;
  readonly N: number;
  readonly mode: string;
  readonly eta: number;
}

export function settingOf(values: SettingValues): Setting {
  const { n, d, N, eta } = values;
  return {
    n,
    d,
    N,
    eta,
    mode: values.mode as Mode,
    activation: activationOf(values),
    teacher: teacherOf(values),
  };
}

/** n^α, to the same bits everywhere. */
export const stepOfExponent = (alpha: number, n: number): number => portableExp(alpha * portableLog(n));

/** α = log η / log n. */
export const exponentOfStep = (eta: number, n: number): number => portableLog(eta) / portableLog(n);

/** The step size: n^α where the exponent is set, else η. */
export function stepSizeOf({ eta, alpha, n }: { eta: number; alpha: number | null; n: number }): number {
  return alpha === null ? eta : stepOfExponent(alpha, n);
}

/** A sentence when both η and α were set. @param standard the default of η, which counts as not set */
export function refuseBoth(
  { eta, alpha }: { eta: number; alpha: number | null },
  standard: number = etaParameter.default,
): string | null {
  if (alpha === null || eta === standard) return null;
  return `Set the step size η or its exponent α, not both: here η = ${eta} and α = ${alpha}.`;
}

/** The law of the second layer as the theory takes it. */
export function secondLayerOption(secondLayer: string): Pick<SignalOptions, 'secondLayer'> {
  return secondLayer === 'twoValued' ? { secondLayer: twoValuedSecondLayer } : {};
}
