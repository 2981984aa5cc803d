/** Complex roots of real polynomials of low degree. */
import { power } from './activations/activation.ts';
import { portableCos, portableExp, portableLog, portableSin } from '#numbers/elementary.ts';

export interface Complex {
  readonly re: number;
  readonly im: number;
}

/**
 * All roots of xⁿ + a_{n−1}x^{n−1} + … + a_0 by the iteration of Weierstrass (Durand and Kerner): every root is
 * corrected by the polynomial's value over the product of its distances to the others.
 *
 * @param a real coefficients, lowest first, without the leading 1
 */
export function monicRoots(a: readonly number[]): Complex[] {
  const n = a.length;
  // A scale near the largest root (Fujiwara's bound, halved) keeps the powers in range.
  let scale = 0;
  a.forEach((coefficient, k) => {
    if (coefficient !== 0) scale = Math.max(scale, portableExp(portableLog(Math.abs(coefficient)) / (n - k)));
  });
  if (scale === 0) return a.map(() => ({ re: 0, im: 0 }));
  const c = a.map((coefficient, k) => coefficient / power(scale, n - k));
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    // On a circle, at angles that no symmetry of the polynomial shares.
    re[k] = portableCos((2 * Math.PI * k) / n + 0.4);
    im[k] = portableSin((2 * Math.PI * k) / n + 0.4);
  }
  for (let step = 0; step < 300; step++) {
    let largest = 0;
    for (let k = 0; k < n; k++) {
      let [vr, vi] = [1, 0];
      for (let j = n - 1; j >= 0; j--) [vr, vi] = [vr * re[k] - vi * im[k] + c[j], vr * im[k] + vi * re[k]];
      for (let j = 0; j < n; j++) {
        if (j === k) continue;
        const dr = re[k] - re[j];
        const di = im[k] - im[j];
        const square = dr * dr + di * di || Number.MIN_VALUE;
        [vr, vi] = [(vr * dr + vi * di) / square, (vi * dr - vr * di) / square];
      }
      re[k] -= vr;
      im[k] -= vi;
      largest = Math.max(largest, Math.abs(vr) + Math.abs(vi));
    }
    if (largest < 1e-15) break;
  }
  return Array.from(re, (value, k) => ({ re: value * scale, im: im[k] * scale }));
}
