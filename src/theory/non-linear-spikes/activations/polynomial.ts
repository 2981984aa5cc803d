/** Activations that are finite sums of Hermite polynomials. */
import { hermite } from '#numbers/hermite.ts';
import { factorial, power, type Activation } from './activation.ts';

/**
 * E H_k(rZ + t) = E (t + √(r²−1) Z)ᵏ for k < count, as polynomials in t and `excess` = r² − 1. At r = 1 these are the
 * monomials tᵏ: averaging over Z turns Hermite polynomials into powers of the shift. Both sides have the exponential
 * generating function exp(λt + λ²(r²−1)/2).
 */
export function smoothedHermite(t: number, excess: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++)
    values[k] = k === 0 ? 1 : k === 1 ? t : t * values[k - 1] + (k - 1) * excess * values[k - 2];
  return values;
}

/**
 * σ = Σ_{k≥1} c_k H_k. Of third degree and up its tails are too heavy for simulations with a thousand samples.
 *
 * @param coefficients c_1, c_2, …
 */
export function polynomial(coefficients: readonly number[]): Activation {
  const c = [0, ...coefficients];
  const degree = coefficients.length;
  let bSquared = 0;
  let slopeVariance = 0;
  for (let k = 2; k <= degree; k++) {
    bSquared += factorial(k) * c[k] ** 2;
    slopeVariance += k * factorial(k) * c[k] ** 2;
  }
  return {
    value: (z) => {
      const h = hermite(z, degree + 1);
      return c.reduce((sum, coefficient, k) => sum + coefficient * h[k], 0);
    },
    slope: (z) => {
      const h = hermite(z, degree);
      // H_k′ = k H_{k−1}.
      return coefficients.reduce((sum, coefficient, j) => sum + (j + 1) * coefficient * h[j], 0);
    },
    smoothed: (r, t) => {
      const powers = smoothedHermite(t, r * r - 1, degree + 1);
      // σ(rZ + t) = Σ_j (rʲ/j!) E σ⁽ʲ⁾(rZ + t) H_j(Z), and H_k⁽ʲ⁾ = k!/(k−j)! H_{k−j}.
      const expanded = c.map((_, j) => {
        let sum = 0;
        for (let k = j; k <= degree; k++) sum += c[k] * (factorial(k) / factorial(k - j)) * powers[k - j];
        return (power(r, j) / factorial(j)) * sum;
      });
      let variance = 0;
      for (let j = 1; j <= degree; j++) variance += factorial(j) * expanded[j] ** 2;
      return { mean: expanded[0], slope: degree > 0 ? expanded[1] : 0, variance };
    },
    coefficient: (k) => c[k] ?? 0,
    c1: c[1] ?? 0,
    bSquared,
    slopeVariance,
  };
}
