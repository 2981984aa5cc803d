/** Population quantities of one ReLU neuron under the cluster XOR (result rfa-3, derived for this page). */
import { normalCdf, normalDensity } from '#numbers/normal.ts';

/** ψ(M, s) = E max(0, M + sZ) = MΦ(M/s) + sφ(M/s) for standard normal Z and s > 0. */
export function meanRelu(mean: number, deviation: number): number {
  const h = mean / deviation;
  return mean * normalCdf(h) + deviation * normalDensity(h);
}

/** Mean output E φ(⟨w, x⟩) over the two clusters ±μ along which w has component `along`; `norm` is ‖w‖. */
export function meanReluPair(along: number, norm: number, sigma: number): number {
  return 0.5 * (meanRelu(along, sigma * norm) + meanRelu(-along, sigma * norm));
}

/**
 * G(w) = E[ỹ x 1(⟨w, x⟩ > 0)], in closed form
 * ¼[μ₁(2Φ(h₁)−1) − μ₂(2Φ(h₂)−1) + 2σ(φ(h₁)−φ(h₂))ŵ] with h_k = ⟨ŵ, μ_k⟩/σ, for μ₁ = e₁ and μ₂ = e₂.
 *
 * @param w weights of one neuron, length d ≥ 2, not all zero
 * @returns length d
 */
export function populationGradient(w: Float64Array, sigma: number): Float64Array {
  const norm = Math.hypot(...w);
  const h1 = w[0] / (norm * sigma);
  const h2 = w[1] / (norm * sigma);
  const radial = (2 * sigma * (normalDensity(h1) - normalDensity(h2))) / norm;
  const gradient = w.map((component) => 0.25 * radial * component);
  gradient[0] += 0.25 * (2 * normalCdf(h1) - 1);
  gradient[1] -= 0.25 * (2 * normalCdf(h2) - 1);
  return gradient;
}
