/** Features that are made of the spikes alone: F_ℓ, and F_2 with the constant of the full gradient. */
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { power } from '#theory/non-linear-spikes/activations/activation.ts';
import { errorsAfterStep, initialErrors, type Errors } from '#theory/non-linear-spikes/errors.ts';
import { scalesOf, type Setting } from '#theory/non-linear-spikes/setting.ts';
import { bulkOf, signalOf, type Constants, type SignalOptions } from '#theory/non-linear-spikes/signal.ts';
import type { Preactivations } from '../shared/nls.ts';

/** The compared matrices, in the order of the axis `matrix` = 1, 2, … */
export const matrices = [
  { name: 'F', degree: null, constant: false },
  { name: 'F₀', degree: 0, constant: false },
  { name: 'F₁', degree: 1, constant: false },
  { name: 'F₂', degree: 2, constant: false },
  { name: 'F₃', degree: 3, constant: false },
  { name: 'F₂ + ω', degree: 2, constant: true },
] as const;

export type Compared = (typeof matrices)[number];

/**
 * F_ℓ = F_0 + Σ_{k≤ℓ} c_k η^k u_k (a^k)ᵀ with u_k = (c_1 X̃β)^k, plus v_B in u_2 where the constant is asked for; F after
 * the step is not made here.
 *
 * @param before F_0
 */
export function spikedFeatures(
  before: Matrix,
  { projection, a }: Pick<Preactivations, 'projection' | 'a'>,
  setting: Setting,
  { degree, constant }: Compared,
): Matrix {
  const { activation, eta } = setting;
  const { c1, coefficient } = activation;
  const leftover = constant ? scalesOf({ ...setting, mode: 'G' }).leftover : 0;
  const coefficients = Array.from({ length: (degree ?? 0) + 1 }, (_, k) => (k === 0 ? 0 : coefficient(k)));
  const { rows: n, columns: N } = before;
  const result = matrix(n, N, before.data.slice());
  for (let i = 0, at = 0; i < n; i++) {
    const shift = eta * c1 * projection[i];
    for (let j = 0; j < N; j++, at++) {
      let sum = 0;
      for (let k = 1; k < coefficients.length; k++) sum += coefficients[k] * power(shift * a[j], k);
      if (constant) sum += coefficients[2] * power(eta * a[j], 2) * leftover;
      result.data[at] += sum;
    }
  }
  return result;
}

export interface ErrorOptions extends Pick<SignalOptions, 'secondLayer' | 'intercept'> {
  readonly lambda: number;
  readonly constants: Constants;
}

/** Predicted errors of one of the matrices; those made of spikes keep the bulk before the step. */
export function predictedOf(
  setting: Setting,
  { degree, constant }: Compared,
  { lambda, constants, ...options }: ErrorOptions,
): Errors {
  if (degree === 0 || setting.eta === 0)
    return initialErrors(bulkOf(signalOf(setting, options), 'bare'), setting.teacher, lambda);
  if (degree === null) {
    const signal = signalOf(setting, options);
    return errorsAfterStep(signal, bulkOf(signal, constants), lambda);
  }
  const mode = constant ? 'G' : 'R';
  const signal = signalOf({ ...setting, mode }, { ...options, degree });
  return errorsAfterStep(signal, bulkOf(signal, 'bare'), lambda);
}
