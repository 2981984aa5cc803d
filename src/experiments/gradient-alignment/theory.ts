/** The alignment of a β that is nothing but sampling noise. */
import { hermite } from '#numbers/hermite.ts';
import { gaussHermite, integrate } from '#numbers/quadrature.ts';
import { secondMoment, type Teacher } from '#theory/non-linear-spikes/teacher.ts';

/**
 * Mean of |cos(β, β⋆)| where the teacher has no linear part, to leading order in 1/d: √(2/(πd)) as for a random
 * direction, times the root of E y²z²/E y², z = ⟨β⋆, x⟩, because labels that are large where |z| is large make more noise
 * along β⋆ than across it (derived for this page).
 */
export function noiseAlignment(teacher: Teacher, d: number): number {
  const { coefficients, noise } = teacher;
  // Polynomials: exact.
  const along = integrate((z) => {
    const h = hermite(z, coefficients.length);
    const mean = coefficients.reduce((sum, c, k) => sum + c * h[k], 0);
    return z * z * (mean * mean + noise * noise);
  }, gaussHermite(24));
  return Math.sqrt(((2 / Math.PI) * along) / (d * secondMoment(teacher)));
}
