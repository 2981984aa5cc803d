/**
 * The average over the random bulk rows w_i⁰, in closed form: for one group the Stieltjes transform of the
 * Marchenko–Pastur law, for several a deterministic equivalent (derived for this page). The published code of Cui et al.
 * (2024) averages over a sampled spectrum instead.
 */
import { cholesky, solveCholesky } from '#numbers/linalg/cholesky.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import type { Group } from './model.ts';

/** The response of K groups of neurons to given 𝖡 = V̂₁ and V̂₂. */
export interface Neurons {
  /** g_l = 1/(λ + V̂₂ₗ + c_l 𝖳_ll): the response of one neuron. */
  readonly g: Float64Array;
  /** χ_l = c_l β ρ_l g_l. */
  readonly chi: Float64Array;
  /** (I + 𝖡χ)⁻¹, K × K. */
  readonly damping: Matrix;
  /** 𝖳 = (I + 𝖡χ)⁻¹ 𝖡, K × K symmetric. */
  readonly t: Matrix;
  /** V₁ = (χ − χ𝖳χ)/β, K × K symmetric. */
  readonly v1: Matrix;
  /** V₂ₗ = ρ_l g_l. */
  readonly v2: Float64Array;
}

/** Sweeps over the equations for g that one call makes; the caller iterates anyway. */
const SWEEPS = 4;

/**
 * Solves for the neurons; with several groups improves on `from`, by half steps, and does not wait until g has settled.
 *
 * @param stiffness s_l = λ + V̂₂ₗ > 0
 * @param from g of the last call
 */
export function respond(
  groups: readonly Group[],
  beta: number,
  b: Matrix,
  stiffness: Float64Array,
  from: Float64Array,
): Neurons {
  if (groups.length === 1) return withG(groups, beta, b, oneGroup(groups[0], beta, b.data[0], stiffness[0]));
  const g = from.slice();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const { t } = resolvent(b, chiOf(groups, beta, g));
    groups.forEach(({ bulkVariance }, l) => {
      g[l] = 0.5 * g[l] + 0.5 / (stiffness[l] + bulkVariance * t.data[l * groups.length + l]);
    });
  }
  return withG(groups, beta, b, g);
}

/** The positive root g of s b c β g² + (s + b c (1 − β)) g = 1, written without cancellation. */
function oneGroup({ bulkVariance: c }: Group, beta: number, b: number, s: number): Float64Array {
  const linear = s + b * c * (1 - beta);
  const root = Math.sqrt(linear * linear + 4 * s * b * c * beta);
  // Where the linear term is negative, the sum below would cancel.
  const g = linear >= 0 ? 2 / (linear + root) : (root - linear) / (2 * s * b * c * beta);
  return Float64Array.of(g);
}

const chiOf = (groups: readonly Group[], beta: number, g: Float64Array): Float64Array =>
  g.map((value, l) => groups[l].bulkVariance * beta * groups[l].fraction * value);

function withG(groups: readonly Group[], beta: number, b: Matrix, g: Float64Array): Neurons {
  const chi = chiOf(groups, beta, g);
  const { damping, t } = resolvent(b, chi);
  const k = groups.length;
  const v1 = matrix(k, k);
  for (let l = 0; l < k; l++)
    for (let m = 0; m < k; m++) v1.data[l * k + m] = (chi[l] * damping.data[l * k + m]) / beta;
  return { g, chi, damping, t, v1, v2: g.map((value, l) => groups[l].fraction * value) };
}

/**
 * (I + 𝖡χ)⁻¹ and 𝖳 through the symmetric I + √χ𝖡√χ, so that nothing cancels where 𝖡χ is large.
 */
function resolvent(b: Matrix, chi: Float64Array): { damping: Matrix; t: Matrix } {
  const k = chi.length;
  if (k === 1) {
    const damping = 1 / (1 + b.data[0] * chi[0]);
    return {
      damping: matrix(1, 1, Float64Array.of(damping)),
      t: matrix(1, 1, Float64Array.of(damping * b.data[0])),
    };
  }
  const roots = chi.map(Math.sqrt);
  const inner = matrix(k, k);
  const right = matrix(k, 2 * k);
  for (let l = 0; l < k; l++) {
    for (let m = 0; m < k; m++) {
      inner.data[l * k + m] = roots[l] * b.data[l * k + m] * roots[m];
      right.data[l * 2 * k + m] = roots[l] * b.data[l * k + m];
    }
    right.data[l * 2 * k + k + l] = roots[l];
  }
  const solved = solveCholesky(cholesky(inner, 1), right);
  const t = matrix(k, k);
  const damping = matrix(k, k);
  for (let l = 0; l < k; l++)
    for (let m = 0; m < k; m++) {
      t.data[l * k + m] = solved.data[l * 2 * k + m] / roots[l];
      damping.data[l * k + m] = solved.data[l * 2 * k + k + m] / roots[l];
    }
  return { damping, t };
}
