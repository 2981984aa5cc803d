/**
 * Hermite polynomials of the probabilists: He_0 = 1, He_1 = x, He_{k+1} = x He_k − k He_{k−1}, orthogonal under the
 * standard normal law with E He_k² = k!. The normalised ones are h_k = He_k/√k!.
 */
import { integrate, type Rule } from './quadrature.ts';

/** He_0(x) … He_{count−1}(x). */
export function hermite(x: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++)
    values[k] = k === 0 ? 1 : k === 1 ? x : x * values[k - 1] - (k - 1) * values[k - 2];
  return values;
}

/** h_0(x) … h_{count−1}(x), normalised: E h_j h_k = δ_jk. */
export function normalisedHermite(x: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++)
    values[k] =
      k === 0 ? 1 : k === 1 ? x : (x * values[k - 1] - Math.sqrt(k - 1) * values[k - 2]) / Math.sqrt(k);
  return values;
}

/**
 * Coefficients c_k = E f(Z) h_k(Z), k < count, of f = Σ c_k h_k; E f² = Σ c_k². The coefficient with respect to He_k is
 * c_k/√k!.
 *
 * @param rule a rule for the standard normal law that suits f: `normalTrapezoid` for smooth f, `normalPieces` with the
 *   kinks of f, `gaussHermite` for polynomials
 */
export function hermiteCoefficients(f: (x: number) => number, count: number, rule: Rule): Float64Array {
  const sums = new Float64Array(count);
  rule.nodes.forEach((x, i) => {
    const weighted = rule.weights[i] * f(x);
    const h = normalisedHermite(x, count);
    for (let k = 0; k < count; k++) sums[k] += weighted * h[k];
  });
  return sums;
}

/** E f(Z)² by the same rule, so that E f² − Σ c_k² is what the coefficients leave out. */
export function secondMoment(f: (x: number) => number, rule: Rule): number {
  return integrate((x) => f(x) ** 2, rule);
}
