/** The density of the bulk. */
import { NEGLIGIBLE, type Bulk } from './bulk.ts';
import { monicRoots, type Complex } from './quartic.ts';

/**
 * Density at x > 0 of the eigenvalues of F Fᵀ/n without spikes; it integrates to 1 with `atomAtZero`, 0 outside of the
 * bulk.
 *
 * The Stieltjes transform m = 1/κ solves the two equations of the bulk at λ = −x. Without χ they are a quartic in κ,
 * κ²(c_1²D − Q) + (c_1²/φ) Q D = 0 with D = (1 − φ/ψ)κ − λ, Q = (φ/ψ)b²κ − (κ − λ)(κ + b²), c_1²χ = Q/D; the root to
 * take has Im m > 0 and Im mχ > 0 (derived for this page).
 */
export function bulkDensity(bulk: Bulk, x: number): number {
  const { c1Squared, bSquared, phi, psi } = bulk;
  const r = phi / psi;
  const lambda = -x;
  const width = 1 - r;
  // Q = −κ² + middle κ + last, D = width κ − λ.
  const middle = r * bSquared - bSquared + lambda;
  const last = lambda * bSquared;
  if (c1Squared < NEGLIGIBLE) {
    const square = -(middle * middle) / 4 - last;
    return square > 0 ? Math.sqrt(square) / -last / Math.PI : 0;
  }
  const share = c1Squared / phi;
  const roots = monicRoots([
    -share * last * lambda,
    share * (last * width - middle * lambda),
    share * (middle * width + lambda) - c1Squared * lambda - last,
    c1Squared * width - middle - share * width,
  ]);
  for (const kappa of roots) {
    const m = inverse(kappa);
    // Complex roots of a real polynomial come in pairs: below this it is rounding.
    if (m.im <= 1e-7 * Math.abs(m.re)) continue;
    if (featureShare(kappa, m, lambda, middle, last, width).im > 0) return m.im / Math.PI;
  }
  return 0;
}

/** m Q/D, of the sign of mχ. */
function featureShare(
  kappa: Complex,
  m: Complex,
  lambda: number,
  middle: number,
  last: number,
  width: number,
) {
  const square = product(kappa, kappa);
  const q = { re: -square.re + middle * kappa.re + last, im: -square.im + middle * kappa.im };
  const denominator = { re: width * kappa.re - lambda, im: width * kappa.im };
  return product(m, product(q, inverse(denominator)));
}

function product(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

function inverse({ re, im }: Complex): Complex {
  const square = re * re + im * im;
  return { re: re / square, im: -im / square };
}

/** Density of the singular values σ of F/√n, 2σ·density(σ²): without the peak that eigenvalues have near 0. */
export function singularValueDensity(bulk: Bulk, sigma: number): number {
  return sigma > 0 ? 2 * sigma * bulkDensity(bulk, sigma * sigma) : 0;
}

/** Share of zero eigenvalues among the n of F Fᵀ/n: 1 − N/n where N < n. */
export const atomAtZero = ({ phi, psi }: Bulk): number => Math.max(0, 1 - phi / psi);
