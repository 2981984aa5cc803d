/** Gaussian constants of the student activations σ, which the first step and its refinements need. */
import { portableTanh } from '#numbers/elementary.ts';
import { integrate, normalTrapezoid } from '#numbers/quadrature.ts';
import { functions, type SmoothFunction } from './functions.ts';
import type { StudentName } from './model.ts';

export interface Student extends SmoothFunction {
  /** v_σ = E (σ′ − h₁)²: what of σ′ the spike does not catch. */
  readonly slopeVariance: number;
  /** h₃ = E σ(z)(z³ − 3z) = E σ‴. */
  readonly third: number;
}

const rule = normalTrapezoid(321);
const tanhSlope = functions.tanh.slope;

export const students: Readonly<Record<StudentName, Student>> = {
  tanh: {
    ...functions.tanh,
    slopeVariance: integrate((z) => (1 - portableTanh(z) ** 2 - tanhSlope) ** 2, rule),
    third: integrate((z) => portableTanh(z) * (z * z * z - 3 * z), rule),
  },
  erf: {
    ...functions.erf,
    slopeVariance: 2 / (Math.PI * Math.sqrt(3)) - 1 / Math.PI,
    third: -0.5 / Math.sqrt(Math.PI),
  },
  relu: { ...functions.relu, slopeVariance: 0.25, third: 0 },
};
