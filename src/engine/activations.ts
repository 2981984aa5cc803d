/** The activations in float64: value and slope, for the loops path and as the definition of each name. */
import type { ActivationName, ActivationOptions } from './engine.ts';
import { portableCos, portableExp, portableSin, portableTanh } from '#numbers/elementary.ts';
import { erf } from './erf.ts';

/** An activation with every parameter filled in. */
export type Activation = Required<ActivationOptions>;

export const activationNames: readonly ActivationName[] = [
  'relu',
  'shiftedRelu',
  'truncatedRelu',
  'tanh',
  'erf',
  'sine',
  'silu',
  'quadratic',
  'abs',
  'linear',
];

/** Fills in the defaults that the contract states. */
export function resolveActivation(given: ActivationName | ActivationOptions): Activation {
  const defaults = { w: 1.2, p: 0.6, curvature: 0.5, theta: 0.5, centre: 0 };
  return typeof given === 'string' ? { ...defaults, name: given } : { ...defaults, ...given };
}

/** Value and slope of an activation at a pre-activation z. Slopes at kinks are those from the left. */
export interface ScalarActivation {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
}

const sigmoid = (z: number): number => 1 / (1 + portableExp(-z));

function uncentred({ name, w, p, curvature, theta }: Activation): ScalarActivation {
  switch (name) {
    case 'relu':
      return { value: (z) => (z > 0 ? z : 0), slope: (z) => (z > 0 ? 1 : 0) };
    case 'shiftedRelu':
      return { value: (z) => (z > theta ? z - theta : 0), slope: (z) => (z > theta ? 1 : 0) };
    case 'truncatedRelu':
      return { value: (z) => (z > 1 ? 1 : z > 0 ? z : 0), slope: (z) => (z > 0 && z <= 1 ? 1 : 0) };
    case 'tanh':
      return { value: portableTanh, slope: (z) => 1 - portableTanh(z) ** 2 };
    case 'erf':
      return {
        value: (z) => erf(z * Math.SQRT1_2),
        slope: (z) => Math.sqrt(2 / Math.PI) * portableExp((-z * z) / 2),
      };
    case 'sine':
      return { value: (z) => portableSin(w * z + p), slope: (z) => w * portableCos(w * z + p) };
    case 'silu':
      return {
        value: (z) => z * sigmoid(z),
        slope: (z) => {
          const s = sigmoid(z);
          return s * (1 + z * (1 - s));
        },
      };
    case 'quadratic':
      return { value: (z) => z + curvature * (z * z - 1), slope: (z) => 1 + 2 * curvature * z };
    case 'abs':
      return { value: Math.abs, slope: Math.sign };
    case 'linear':
      return { value: (z) => z, slope: () => 1 };
  }
}

export function scalarActivation(activation: Activation): ScalarActivation {
  const { value, slope } = uncentred(activation);
  const { centre } = activation;
  return { value: centre === 0 ? value : (z) => value(z) - centre, slope };
}
