/**
 * The tangent kernel of the first layer (result rfa-7) and what training with it does. For
 * f(x) = Σ_j a_j max(0, ⟨w_j, x⟩) with a_j = ±1/√m the gradient ∂f/∂w_j = a_j x 1(⟨w_j, x⟩ > 0) gives, as m → ∞ with
 * Gaussian w_j of any scale, k(x, x′) = ⟨x, x′⟩ (π − θ) / (2π), θ the angle between x and x′ (arc-cosine kernel of
 * order 0: Cho and Saul 2009). Derived for this page.
 */
import { gramOfRows } from '#numbers/linalg/gram.ts';
import type { Matrix } from '#numbers/linalg/matrix.ts';
import { multiplyVector } from '#numbers/linalg/products.ts';
import type { Setting } from './setting.ts';

/** k(x, x′) from ⟨x, x′⟩ and the lengths of both. */
export function tangentKernel(product: number, length: number, other: number): number {
  const cosine = Math.max(-1, Math.min(1, product / (length * other)));
  return (product * (Math.PI - Math.acos(cosine))) / (2 * Math.PI);
}

/** Lengths of the rows. */
export function rowLengths({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let squares = 0;
    for (let k = i * columns; k < (i + 1) * columns; k++) squares += data[k] * data[k];
    return Math.sqrt(squares);
  });
}

/** Kernel of the rows of x with each other: n × n. */
export function tangentGram(x: Matrix): Matrix {
  const kernel = gramOfRows(x);
  const { data, rows: n } = kernel;
  const lengths = rowLengths(x);
  for (let i = 0; i < n; i++) {
    // On the diagonal the angle is zero; rounding would make it about 10⁻⁸.
    data[i * n + i] /= 2;
    for (let j = 0; j < i; j++)
      data[i * n + j] = data[j * n + i] = tangentKernel(data[i * n + j], lengths[i], lengths[j]);
  }
  return kernel;
}

/**
 * Turns products ⟨x_i, x′_j⟩, row-major in any number of rows, into kernel values, in place.
 *
 * @param lengths of the points x_i, one a row
 * @param others lengths of the points x′_j, one a column
 */
export function kernelFromProducts(
  products: Float64Array,
  lengths: ArrayLike<number>,
  others: ArrayLike<number>,
): void {
  const columns = others.length;
  for (let i = 0; i < lengths.length; i++)
    for (let j = 0; j < columns; j++)
      products[i * columns + j] = tangentKernel(products[i * columns + j], lengths[i], others[j]);
}

/**
 * Gradient descent on the mean logistic loss in the space of the kernel, from f = 0: the limit of the mirrored network
 * for large first weights and width. Returns the coefficients c of f(x) = Σ_i c_i k(x, x_i) after `steps` steps of
 * size α.
 *
 * @param kernel n × n
 * @param labels ±1, length n
 */
export function kernelDescent(
  kernel: Matrix,
  labels: ArrayLike<number>,
  { alpha, steps }: { readonly alpha: number; readonly steps: number },
): Float64Array {
  const n = kernel.rows;
  const coefficients = new Float64Array(n);
  const outputs = new Float64Array(n);
  for (let step = 0; step < steps; step++) {
    if (step > 0) multiplyVector(kernel, coefficients, outputs);
    for (let i = 0; i < n; i++)
      coefficients[i] += ((alpha / n) * labels[i]) / (1 + Math.exp(labels[i] * outputs[i]));
  }
  return coefficients;
}

/**
 * The initial scale ω at which T steps of undamped growth, αT/(8√m) a neuron, equal the first length ω√d: well below
 * it training replaces the first weights, well above it hardly turns them.
 */
export function crossover({ alpha, m, d }: Pick<Setting, 'alpha' | 'm' | 'd'>, steps: number): number {
  return (alpha * steps) / (8 * Math.sqrt(m * d));
}

/**
 * n_k = π²R⁴(½ + σ²R²)/(1−2ξ)² with R² = 1 + σ²d: the sample size at which, after one step with the tangent kernel, the
 * even part of the output (the signal) is as large as the linear part (noise). An estimate, to leading order in the
 * cosines between samples; Φ(√(n/n_k)) is then the accuracy, found within 0.08 and always a little too high.
 */
export function kernelSamples({ sigma, d, xi }: Pick<Setting, 'sigma' | 'd' | 'xi'>): number {
  const square = 1 + sigma * sigma * d;
  return (Math.PI ** 2 * square ** 2 * (0.5 + sigma * sigma * square)) / (1 - 2 * xi) ** 2;
}
