/** Single-index teachers y = Σ_k c_{⋆,k} H_k(xᵀβ⋆) + ε by their Hermite coefficients, and where β = Xᵀy/n points. */
import { factorial, type Activation } from './activations/activation.ts';

export interface Teacher {
  /** c_{⋆,0}, c_{⋆,1}, …: index k belongs to H_k, of variance k!. */
  readonly coefficients: readonly number[];
  /** σ_ε: standard deviation of the label noise. */
  readonly noise: number;
}

/**
 * @param coefficients on H_1, H_2, H_3 …
 * @param constant on H_0, the mean of the labels
 */
export function teacher(coefficients: readonly number[], noise: number, constant = 0): Teacher {
  return { coefficients: [constant, ...coefficients], noise };
}

/** c_{⋆,k}, 0 beyond the list. */
export const coefficientOf = ({ coefficients }: Teacher, k: number): number => coefficients[k] ?? 0;

/** E y² = Σ_k k! c_{⋆,k}² + σ_ε². */
export function secondMoment({ coefficients, noise }: Teacher): number {
  return coefficients.reduce((sum, c, k) => sum + factorial(k) * c * c, noise * noise);
}

/** The same teacher with labels of mean zero, as a readout with an intercept sees it. */
export function centredTeacher({ coefficients, noise }: Teacher): Teacher {
  return { coefficients: [0, ...coefficients.slice(1)], noise };
}

export interface Alignment {
  readonly betaNorm: number;
  /** cos(β, β⋆), of the sign of c_{⋆,1}; 0 for a teacher without a linear part. */
  readonly rho: number;
}

/**
 * Limits of ‖β‖ and cos(β, β⋆): E β = c_{⋆,1} β⋆ by Stein's lemma, and sampling adds an isotropic part of squared norm
 * φ E y² (stated in the paper; derivation for this page).
 *
 * @param phi d/n
 */
export function alignmentOf(teacher: Teacher, phi: number): Alignment {
  const linear = coefficientOf(teacher, 1);
  const betaNorm = Math.sqrt(linear * linear + phi * secondMoment(teacher));
  return { betaNorm, rho: betaNorm > 0 ? linear / betaNorm : 0 };
}

/**
 * The same for the residual, β = Xᵀ(y − f₀)/n with f₀ = aᵀσ(W₀x) of variance E σ²: the linear part of f₀ adds a
 * direction of length c_1, the whole of it adds noise (derived for this page).
 */
export function literalAlignment(teacher: Teacher, { c1, bSquared }: Activation, phi: number): Alignment {
  const linear = coefficientOf(teacher, 1);
  const square = linear * linear + c1 * c1 + phi * (secondMoment(teacher) + c1 * c1 + bSquared);
  return { betaNorm: Math.sqrt(square), rho: linear / Math.sqrt(square) };
}

/** Squared error of the best linear predictor with an intercept: E y² − c_{⋆,0}² − c_{⋆,1}². */
export function linearFloor(teacher: Teacher): number {
  return secondMoment(teacher) - coefficientOf(teacher, 0) ** 2 - coefficientOf(teacher, 1) ** 2;
}

/**
 * E (zy)² with z = xᵀβ⋆: n times the mean square of β along β⋆, but for the mean's own part (derived for this page). With
 * z H_k = H_{k+1} + k H_{k−1}. In any other direction it is E y²; many times more than that means heavy tails.
 */
export function momentAlong(teacher: Teacher): number {
  let sum = teacher.noise * teacher.noise;
  for (let k = 0; k <= teacher.coefficients.length; k++)
    sum += factorial(k) * (coefficientOf(teacher, k - 1) + (k + 1) * coefficientOf(teacher, k + 1)) ** 2;
  return sum;
}
