/** Training loss and test error of ridge regression on the features, at finite step size (derived for this page). */
import { power } from './activations/activation.ts';
import { cholesky, solveCholeskyVector } from '#numbers/linalg/cholesky.ts';
import { hermite } from '#numbers/hermite.ts';
import { matrix, row } from '#numbers/linalg/matrix.ts';
import { dot } from '#numbers/linalg/products.ts';
import { chi, chiSlope, effectiveRidge, ridgeSlope, trace, traceSlope, type Bulk } from './bulk.ts';
import { NODES, type Signal } from './signal.ts';
import { centredTeacher, coefficientOf, secondMoment, type Teacher } from './teacher.ts';

export interface Errors {
  /** ‖ỹ − Fâ‖²/n + λ‖â‖²: with the penalty. */
  readonly trainLoss: number;
  /** ‖ỹ − Fâ‖²/n: without. */
  readonly trainError: number;
  /** E (y − σ(Wx)ᵀâ)², label noise included. */
  readonly testError: number;
}

/**
 * Errors from T(κ), the value of population ridge regression with penalty κ, and its derivative: n samples with ridge λ
 * act like the population with ridge κ(λ).
 *
 * trainLoss = (λ/κ) T, testError = (dκ/dλ)(T − κT′), trainError = (λ/κ)² testError (generalised cross-validation).
 */
export function errorsFrom(bulk: Bulk, lambda: number, kappa: number, value: number, slope: number): Errors {
  const testError = (value - kappa * slope) / ridgeSlope(bulk, kappa);
  const share = lambda / kappa;
  return { trainLoss: share * value, trainError: share * share * testError, testError };
}

/** Before the step only the linear part of the labels is within reach: T₀ = E y² − c_{⋆,1}²(1 − χ). */
export function initialErrors(bulk: Bulk, teacher: Teacher, lambda: number): Errors {
  const kappa = effectiveRidge(bulk, lambda);
  const linear = coefficientOf(teacher, 1) ** 2;
  const value = secondMoment(teacher) - linear * (1 - chi(bulk, kappa));
  return errorsFrom(bulk, lambda, kappa, value, linear * chiSlope(bulk, kappa));
}

/**
 * Errors after the step: a spike of finite strength is a regressor with a finite penalty,
 * T = T₀ − vᵀ(τ⁻¹ + A)⁻¹v with A = diag(ς_i²) − (1 − χ) ε εᵀ and v = (Kp_i)ᵀh − (1 − χ) ε_i eᵀh, h the teacher as a
 * function of g. With an intercept (see the signal) the constant drops out of the teacher.
 *
 * @param bulk `halfDressed` follows simulations best at finite step size
 */
export function errorsAfterStep(signal: Signal, bulk: Bulk, lambda: number): Errors {
  const { strengths, columns, linear, setting, intercept, scales } = signal;
  const teacher = intercept ? centredTeacher(setting.teacher) : setting.teacher;
  const kappa = effectiveRidge(bulk, lambda);
  const x = chi(bulk, kappa);
  const xSlope = chiSlope(bulk, kappa);
  const tau = trace(bulk, kappa);
  const { h, linearPart } = teacherOnNodes(signal, teacher, scales.rho);
  const size = strengths.length;
  const system = matrix(size, size);
  const v = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    v[i] = dot(row(columns, i), h) - (1 - x) * linear[i] * linearPart;
    for (let j = 0; j < size; j++)
      system.data[i * size + j] = (i === j ? strengths[i] + 1 / tau : 0) - (1 - x) * linear[i] * linear[j];
  }
  const w = solveCholeskyVector(cholesky(system), v);
  const seen = dot(w, linear);
  const gain = dot(v, w);
  const gainSlope =
    xSlope * (2 * seen * linearPart - seen * seen) + (traceSlope(bulk, kappa) / (tau * tau)) * dot(w, w);
  const initial = coefficientOf(teacher, 1) ** 2;
  const value = secondMoment(teacher) - initial * (1 - x) - gain;
  return errorsFrom(bulk, lambda, kappa, value, initial * xSlope - gainSlope);
}

/** h_p = √w_p Σ_k c_{⋆,k} ρᵏ H_k(g_p), 0 for ν; and eᵀh. */
function teacherOnNodes({ projection: { nodes, weights } }: Signal, teacher: Teacher, rho: number) {
  const count = teacher.coefficients.length;
  const h = new Float64Array(NODES + 1);
  let linearPart = 0;
  for (let p = 0; p < NODES; p++) {
    const values = hermite(nodes[p], count);
    let sum = 0;
    for (let k = 0; k < count; k++) sum += coefficientOf(teacher, k) * power(rho, k) * values[k];
    h[p] = Math.sqrt(weights[p]) * sum;
    linearPart += Math.sqrt(weights[p]) * nodes[p] * h[p];
  }
  return { h, linearPart };
}
