/** The hard margin of a kernel machine without bias: the shortest point of a convex hull. */
import type { Matrix } from '#numbers/linalg/matrix.ts';

/** Below this a weight is what rounding left of zero. */
const NOTHING = 1e-18;

export interface HardMargin {
  /** lower ≤ γ ≤ upper. */
  readonly lower: number;
  readonly upper: number;
  /** Optimal weights of the points, length n, summing to 1; to within the tolerance. */
  readonly weights: Float64Array;
}

/**
 * γ = √(min over q in the simplex of qᵀGq) for G_ij = y_i y_j K(x_i, x_j), by steps along pairs of coordinates (Mitchell,
 * Demyanov and Malozemov 1974; the sequential minimal optimisation of support vector machines).
 *
 * @param gram symmetric, positive semi-definite, n × n
 * @param tolerance of the optimality gap, relative to γ²
 * @param most steps; when they do not suffice, the bracket is wider than the tolerance
 */
export function hardMargin(gram: Matrix, tolerance = 1e-9, most = 200_000): HardMargin {
  const { data, rows: n } = gram;
  const weights = new Float64Array(n).fill(1 / n);
  const slopes = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += data[i * n + j];
    slopes[i] = sum / n;
  }
  let square = 0;
  for (let step = 0; step < most; step++) {
    let low = 0;
    let high = -1;
    square = 0;
    for (let k = 0; k < n; k++) {
      if (slopes[k] < slopes[low]) low = k;
      if (weights[k] > 0 && (high < 0 || slopes[k] > slopes[high])) high = k;
      square += weights[k] * slopes[k];
    }
    const gap = slopes[high] - slopes[low];
    if (gap <= tolerance * Math.max(square, 1e-300)) break;
    const curvature = data[low * n + low] + data[high * n + high] - 2 * data[low * n + high];
    const move = curvature <= 0 ? weights[high] : Math.min(weights[high], gap / curvature);
    weights[low] += move;
    weights[high] -= move;
    if (weights[high] < NOTHING) weights[high] = 0;
    for (let k = 0; k < n; k++) slopes[k] += move * (data[low * n + k] - data[high * n + k]);
  }
  const least = slopes.reduce((a, b) => Math.min(a, b), Infinity);
  return {
    upper: Math.sqrt(Math.max(square, 0)),
    lower: square > 0 ? least / Math.sqrt(square) : 0,
    weights,
  };
}
