/** The mean absolute cosine at a finite size (derived for this page). */
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { coefficientOf, momentAlong, secondMoment, type Teacher } from '#theory/non-linear-spikes/teacher.ts';

/**
 * E |cos(β, β⋆)| with the entry of β along β⋆ Gaussian, of mean c_{⋆,1} and variance (E (zy)² − c²_{⋆,1})/n, and the
 * length of β at its root mean square. For c_{⋆,1} = 0 and n ≫ 1 it is √(2 E(zy)²/(π d E y²)).
 */
export function meanAbsoluteCosine(teacher: Teacher, { n, d }: { readonly n: number; readonly d: number }) {
  const mean = Math.abs(coefficientOf(teacher, 1));
  const variance = Math.max(0, momentAlong(teacher) - mean * mean) / n;
  const square = mean * mean + variance + ((d - 1) * secondMoment(teacher)) / n;
  const spread = Math.sqrt(variance);
  if (square === 0) return 0;
  if (spread === 0) return mean / Math.sqrt(square);
  const t = mean / spread;
  return (2 * spread * normalDensity(t) + mean * (1 - 2 * normalCdf(-t))) / Math.sqrt(square);
}
