/** The activations by the names that the experiments use. */
import type { Activation } from './activation.ts';
import { polynomial } from './polynomial.ts';
import { absolute, shiftedRelu } from './rectifiers.ts';
import { sine } from './sine.ts';
import { hyperbolicTangent, silu } from './smooth.ts';

export const activationNames = ['relu', 'sine', 'tanh', 'silu', 'quadratic', 'abs', 'shiftedRelu'] as const;
export type ActivationName = (typeof activationNames)[number];

/** Parameters of the activations that have some. */
export interface ActivationParameters {
  /** Frequency of `sine`, sin(wz + p). */
  readonly w: number;
  /** Phase of `sine`. */
  readonly p: number;
  /** κ of `quadratic`, H_1 + κH_2. */
  readonly curvature: number;
  /** θ of `shiftedRelu`, max(0, z − θ). */
  readonly theta: number;
}

export const defaultParameters: ActivationParameters = { w: 1.2, p: 0.6, curvature: 0.5, theta: 0 };

/** The centred activation of that name; what is not given is as in `defaultParameters`. */
export function activation(name: ActivationName, parameters: Partial<ActivationParameters> = {}): Activation {
  const { w, p, curvature, theta } = { ...defaultParameters, ...parameters };
  switch (name) {
    case 'relu':
      return shiftedRelu(0);
    case 'sine':
      return sine(w, p);
    case 'tanh':
      return hyperbolicTangent();
    case 'silu':
      return silu();
    case 'quadratic':
      return polynomial([1, curvature]);
    case 'abs':
      return absolute();
    case 'shiftedRelu':
      return shiftedRelu(theta);
  }
}
