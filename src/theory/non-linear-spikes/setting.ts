/**
 * The model of Moniri, Lee, Hassani and Dobriban, "A Theory of Non-Linear Feature Learning with One Gradient Step in
 * Two-Layer Neural Networks" (ICML 2024, arXiv 2310.07891), as the experiments simulate it.
 *
 * x ~ N(0, I_d), y = σ⋆(xᵀβ⋆) + ε, ‖β⋆‖ = 1; f(x) = aᵀσ(Wx) with rows of W₀ uniform on the unit sphere and
 * a_j ~ N(0, 1/N). One gradient step on n samples, the first output f₀ dropped, gives W; ridge regression on features
 * F = σ(X̃Wᵀ) of n fresh samples gives the readout. β = Xᵀy/n.
 *
 * Mode R keeps only the rank-one part of the gradient, W = W₀ + η c_1 a βᵀ: the paper's formula describes it. Mode G
 * is the full gradient.
 */
import type { Activation } from './activations/activation.ts';
import { alignmentOf, secondMoment, type Teacher } from './teacher.ts';

export type Mode = 'R' | 'G';

export interface Setting {
  /** Samples in each of the two halves. */
  readonly n: number;
  /** Input dimension. */
  readonly d: number;
  /** Hidden width. */
  readonly N: number;
  readonly activation: Activation;
  readonly mode: Mode;
  /** Step size, ≥ 0. */
  readonly eta: number;
  readonly teacher: Teacher;
}

/** Typical sizes behind a setting, in the limit of large n. */
export interface Scales {
  /** ‖β‖. */
  readonly betaNorm: number;
  /** cos(β, β⋆), of the sign of c_{⋆,1}. */
  readonly rho: number;
  /** s = η c_1 ‖β‖ / √N: typical shift of a pre-activation. It decides what is visible, more than the exponent does. */
  readonly shift: number;
  /**
   * v_B = φ E y² Var σ′(Z) in mode G, 0 in mode R: the left-over gradient adds η² a_j² v_B to the squared length of
   * row j (derived for this page).
   */
  readonly leftover: number;
  /** ω = v_B / (c_1 ‖β‖)²: weight of the constant in the quadratic spike g² + ω; infinite where c_1 = 0. */
  readonly omega: number;
}

/** @param betaNorm the actual ‖β‖ of a draw, instead of its limit */
export function scalesOf(
  { n, d, N, activation, mode, eta, teacher }: Setting,
  betaNorm = alignmentOf(teacher, d / n).betaNorm,
): Scales {
  const phi = d / n;
  const leftover = mode === 'G' ? phi * secondMoment(teacher) * activation.slopeVariance : 0;
  return {
    betaNorm,
    rho: alignmentOf(teacher, phi).rho,
    shift: (eta * activation.c1 * betaNorm) / Math.sqrt(N),
    leftover,
    omega: leftover === 0 ? 0 : leftover / (activation.c1 * betaNorm) ** 2,
  };
}
