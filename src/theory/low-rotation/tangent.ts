/** The tangent kernel of a network of finite width at its present weights, and the margins that it gives (note 1.3 and 3.2). */
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import type { Labelled } from './data.ts';
import type { Trained } from './flow.ts';
import { hardMargin } from './hard-margin.ts';
import { squaredLength, type Weights } from './network.ts';

/**
 * Gram matrix of y_i ∇f(x_i), the gradient with respect to what is trained, n × n:
 * Σ_j σ_j σ_j′ for the output weights, and ⟨x, x′⟩ Σ_j a_j² on_j on_j′ for the first layer. When only lengths are trained,
 * the gradient of v_j counts along v_j alone: Σ_j (a_j²/‖v_j‖²) σ_j σ_j′.
 */
export function tangentGram(points: Labelled, weights: Weights, trained: Trained = 'both'): Matrix {
  const { n, d, inputs, labels } = points;
  const { m, a, v } = weights;
  const outer = new Float64Array(n * n);
  const inner = new Float64Array(n * n);
  const z = new Float64Array(n);
  const on = new Int32Array(n);
  for (let j = 0; j < m; j++) {
    let count = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += v[j * d + k] * inputs[i * d + k];
      z[i] = sum;
      if (sum > 0) on[count++] = i;
    }
    const square = a[j] * a[j];
    // What the first layer adds to a product of two features when only lengths move.
    const squares = trained === 'norm' ? squaredLength(weights, j) : 0;
    const factor = squares > 0 ? 1 + square / squares : 1;
    for (let p = 0; p < count; p++) {
      const row = on[p] * n;
      const scaled = factor * z[on[p]];
      for (let q = p; q < count; q++) {
        outer[row + on[q]] += scaled * z[on[q]];
        inner[row + on[q]] += square;
      }
    }
  }
  const gram = matrix(n, n);
  for (let i = 0; i < n; i++)
    for (let k = i; k < n; k++) {
      let value = outer[i * n + k];
      if (trained === 'both') {
        let product = 0;
        for (let l = 0; l < d; l++) product += inputs[i * d + l] * inputs[k * d + l];
        value += product * inner[i * n + k];
      }
      gram.data[i * n + k] = gram.data[k * n + i] = labels[i] * labels[k] * value;
    }
  return gram;
}

/**
 * γ_m(W) = min over q in the simplex of ‖Σ_i q_i y_i ∇f(x_i)‖, from below: what is returned is a certified lower bound,
 * within the tolerance of the value unless the margin is about zero.
 */
export function tangentMargin(
  points: Labelled,
  weights: Weights,
  trained: Trained = 'both',
  most = 20_000,
): number {
  return Math.max(0, hardMargin(tangentGram(points, weights, trained), 1e-6, most).lower);
}

/**
 * The best normalised margin with the first layer frozen, γ_{m,out}/(2‖V‖): the maximum of
 * min_i y_i aᵀσ(Vx_i) / (‖a‖² + ‖V‖²) over a, attained at ‖a‖ = ‖V‖ (note R2, derived).
 */
export function frozenLevel(points: Labelled, weights: Weights): number {
  let square = 0;
  for (const one of weights.v) square += one * one;
  return tangentMargin(points, weights, 'outer', 200_000) / (2 * Math.sqrt(square));
}
