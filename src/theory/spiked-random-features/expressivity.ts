/**
 * How near the functions that the spike offers come to the target, at any α and β (derived for this page). At γ = 1 no
 * readout of few groups does better than the distance to the span of μ₀ₗ and κμ₁ₗ.
 */
import { solveLinear } from '#numbers/linalg/lu.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import type { Tables } from './tables.ts';

/** Keeps parallel functions solvable; far below any distance of interest. */
const RIDGE = 1e-13;

/**
 * E σ⋆² minus its projection, squared distance of the target to the span of the μ₀ₗ, and with `overlaps` of the κμ₁ₗ as
 * well; at γ < 1 what lies across the spike counts as distance.
 */
export function spanDistance({ rule, student, teacher }: Tables, overlaps: boolean): number {
  const span = student.map(({ mu0 }) => mu0);
  if (overlaps) span.push(...student.map(({ overlap }) => overlap));
  const inner = (f: Float64Array, g: Float64Array) =>
    rule.weights.reduce((sum, w, k) => sum + w * f[k] * g[k], 0);
  const size = span.length;
  const gram = matrix(size, size);
  span.forEach((f, a) => {
    span.forEach((g, b) => {
      gram.data[a * size + b] = inner(f, g) + (a === b ? RIDGE : 0);
    });
  });
  const pulls = Float64Array.from(span, (f) => inner(f, teacher.mean));
  const coefficients = solveLinear(gram, matrix(size, 1, pulls)).data;
  const power = rule.weights.reduce((sum, w, k) => sum + w * teacher.square[k], 0);
  return power - pulls.reduce((sum, pull, a) => sum + pull * coefficients[a], 0);
}
