/**
 * From one large gradient step to the spiked model (Cui et al. 2024; the formulas of their published code, with label
 * noise and students of non-zero mean added for this page).
 *
 * The step: w_i = w_i⁰ + η̃ a_i n₀⁻¹ Σ_μ (y_μ − f₀(x_μ)) σ′(w_i⁰·x_μ) x_μ with f₀ = p⁻¹ Σ_i a_i σ(w_i⁰·x), a_i of order
 * one and α₀ = n₀/d. With output p^{−½} Σ_i a_i σ and readout weights of order p^{−½} the same step is η = η̃ p.
 */
import { gaussHermite } from '#numbers/quadrature.ts';
import { functions } from './functions.ts';
import type { Group, Model, StudentName, TargetName } from './model.ts';
import { students } from './students.ts';

/** Values a_l of the readout at the first step, with the shares ρ_l of neurons that have them. */
export interface Readout {
  readonly values: readonly number[];
  /** Adds up to 1. */
  readonly fractions: readonly number[];
}

export interface FirstStep {
  readonly student: StudentName;
  readonly target: TargetName;
  /** η̃ ≥ 0. */
  readonly eta: number;
  /** α₀ = n₀/d > 0; Infinity for the population gradient. */
  readonly alpha0: number;
  /** Δ ≥ 0: variance of the label noise. */
  readonly delta: number;
  readonly readout: Readout;
}

/** Groups that stand for a ~ N(0, 1): the nodes of a Gauss–Hermite rule with eight nodes. */
const GAUSSIAN_GROUPS = 8;

/**
 * The readout of a list of values with equal shares unless shares are given, or of `gaussian` a_i ~ N(0, 1).
 *
 * Throws a RangeError for shares that do not pair up with the values or do not add up to 1.
 */
export function readoutOf(values: readonly number[] | 'gaussian', fractions?: readonly number[]): Readout {
  if (values === 'gaussian') {
    const { nodes, weights } = gaussHermite(GAUSSIAN_GROUPS);
    return { values: [...nodes], fractions: [...weights] };
  }
  const shares = fractions ?? values.map(() => 1 / values.length);
  if (shares.length !== values.length)
    throw new RangeError(`${values.length} readout values and ${shares.length} shares do not pair up`);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-6) throw new RangeError(`the shares of the groups add up to 1, got ${total}`);
  return { values, fractions: shares.map((share) => share / total) };
}

/**
 * E (σ⋆ − ā E σ)² + Δ: power of the labels that the step sees once the initial output f₀ → ā E σ, ā = Σ ρ_l a_l, is
 * taken away.
 */
function residualPower({ student, target, delta, readout }: FirstStep): number {
  const { mean, secondMoment } = functions[target];
  const average = readout.values.reduce((sum, a, l) => sum + readout.fractions[l] * a, 0);
  const initial = average * students[student].mean;
  return secondMoment - 2 * initial * mean + initial * initial + delta;
}

/**
 * The spiked model after the step: r_l = η̃ a_l h₁ √(h₁⋆² + P/α₀), c_l = 1 + η̃² a_l² P v_σ/α₀ and
 * γ = h₁⋆/√(h₁⋆² + P/α₀), with h₁ = E zσ, h₁⋆ = E zσ⋆, v_σ = E (σ′ − h₁)² and P as in {@link residualPower}.
 */
export function spikedModel(step: FirstStep): Model {
  const { student, target, eta, alpha0, readout } = step;
  if (!(alpha0 > 0)) throw new RangeError(`α₀ is positive, got ${alpha0}`);
  const noise = residualPower(step) / alpha0;
  const { slope, slopeVariance } = students[student];
  const signal = functions[target].slope;
  const length = Math.sqrt(signal * signal + noise);
  const groups = readout.values.map((a, l): Group => ({
    fraction: readout.fractions[l],
    spike: eta * a * slope * length,
    bulkVariance: 1 + (eta * a) ** 2 * noise * slopeVariance,
  }));
  return { student, target, groups, alignment: length === 0 ? 0 : signal / length };
}

/**
 * The model refined for trained networks of alignment near 1. The accidental overlap of a row with v is that of its
 * initial part, w_i⁰·v, of variance 1/d; and the squared norm of the row changes along with it,
 * δc_i ≈ 2η̃ a_l h₃ h₁⋆ (w_i⁰·θ). Not in the paper; derived for this page.
 */
export function withRowNorms(step: FirstStep): Model {
  const model = spikedModel(step);
  const factor = step.eta * students[step.student].third * functions[step.target].slope;
  return {
    ...model,
    groups: model.groups.map((group, l) => ({
      ...group,
      overlapVariance: 1,
      normSlope: factor * step.readout.values[l],
    })),
  };
}
