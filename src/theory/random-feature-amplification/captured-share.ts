/** Label flips spent in one cluster (result rfa-4, derived for this page). */
import { normalCdf, normalQuantile } from '#numbers/normal.ts';

/**
 * Share of the positive neurons that the attacked cluster +μ₁ captures when all flips (a share ξ of all labels) are
 * made in it: Φ(−h★/κ) with h★ = Φ⁻¹(1/(2−8ξ)); 0 from ξ = ⅛ on.
 */
export function capturedShare(xi: number, kappa: number): number {
  if (xi >= 1 / 8) return 0;
  return normalCdf(-normalQuantile(1 / (2 - 8 * xi)) / kappa);
}
