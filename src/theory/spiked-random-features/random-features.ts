/**
 * The test error of random features in closed form: Mei and Montanari, "The generalization error of random features
 * regression" (arXiv 1908.05355), Theorem 2. The spiked theory contains it at r = 0, c = 1.
 *
 * In their units ψ₁ = β, ψ₂ = α and the ridge is λ/α; the strict limit p = ∞.
 */
import { bisect } from '#numbers/roots.ts';
import { checkConditions, type Conditions } from './conditions.ts';
import { functions } from './functions.ts';
import type { StudentName, TargetName } from './model.ts';
import { students } from './students.ts';

/** E (σ⋆ − ŷ)² of a ridge readout on random features. */
export function randomFeaturesError(
  student: StudentName,
  target: TargetName,
  conditions: Omit<Conditions, 'width'>,
): number {
  checkConditions({ ...conditions, width: Infinity });
  const { alpha, beta, lambda, delta } = conditions;
  const { mean, slope, secondMoment } = students[student];
  const nonlinear = secondMoment - mean * mean - slope * slope;
  const zeta2 = (slope * slope) / nonlinear;
  const { bias, variance } = biasAndVariance(zeta2, beta, alpha, lambda / (alpha * nonlinear));
  const { slope: linear, mean: offset, secondMoment: power } = functions[target];
  // What no linear function catches acts as noise; so does the mean of the target for a student without a mean.
  const hidden = power - linear * linear - (mean === 0 ? 0 : offset * offset);
  return linear * linear * bias + (delta + hidden) * variance + hidden;
}

/** The factors ℬ and 𝒱 of Theorem 2 for ζ², ψ₁, ψ₂ and the ridge over μ⋆². */
function biasAndVariance(z2: number, psi1: number, psi2: number, ridge: number) {
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const x = -overlap(z2, psi1, psi2, ridge);
  const x2 = x * x;
  const x3 = x2 * x;
  const x4 = x3 * x;
  const x5 = x4 * x;
  const product = psi1 * psi2;
  const e0 =
    -x5 * z6 +
    3 * x4 * z4 +
    (product - psi2 - psi1 + 1) * x3 * z6 -
    2 * x3 * z4 -
    3 * x3 * z2 +
    (psi1 + psi2 - 3 * product + 1) * x2 * z4 +
    2 * x2 * z2 +
    x2 +
    3 * product * x * z2 -
    product;
  const e1 = psi2 * x3 * z4 - psi2 * x2 * z2 + product * x * z2 - product;
  const e2 =
    x5 * z6 -
    3 * x4 * z4 +
    (psi1 - 1) * x3 * z6 +
    2 * x3 * z4 +
    3 * x3 * z2 +
    (-psi1 - 1) * x2 * z4 -
    2 * x2 * z2 -
    x2;
  return { bias: e1 / e0, variance: e2 / e0 };
}

/**
 * u = −ν₁ν₂ at ξ = i √(ψ₁ψ₂ ridge): with w = u + ζ²u/(1 + ζ²u) the two equations for ν become
 * u ψ₁ψ₂ ridge = (ψ₁ − w)(ψ₂ − w), whose two sides cross once for w below the smaller ψ.
 */
function overlap(z2: number, psi1: number, psi2: number, ridge: number): number {
  const w = (u: number) => u + (z2 * u) / (1 + z2 * u);
  const smaller = Math.min(psi1, psi2);
  const last = bisect((u) => w(u) - smaller, 0, smaller, { tolerance: 0 });
  return bisect((u) => u * psi1 * psi2 * ridge - (psi1 - w(u)) * (psi2 - w(u)), 0, last, { tolerance: 0 });
}
