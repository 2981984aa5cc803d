/**
 * Stage 2: the mean scalars, one linear solve (Cui et al. 2024, Result 3.3, for one group and p = ∞; several groups and
 * the actual width are derived for this page).
 *
 * The readout can raise 2K functions of κ without touching the random bulk: μ₀ₗ through its group means (m_l), and
 * κμ₁ₗ through the accidental overlaps of bulk rows with v (θ_l). It fits h = E[y|κ] with them, each at the price of its
 * stiffness 1/D.
 */
import { solveLinear } from '#numbers/linalg/lu.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import type { Conditions } from './conditions.ts';
import type { Response } from './response.ts';
import type { Tables } from './tables.ts';

export interface Means {
  /** m_l, length K: component along μ₀ₗ. */
  readonly m: Float64Array;
  /** θ_l, length K: component along κ μ₁ₗ. */
  readonly theta: Float64Array;
  /** 1/D of the 2K functions; m first. */
  readonly inverseStiffness: Float64Array;
  /** ψ_l, length K for each direction across: overlap with the part ζ of the teacher that the step did not find. */
  readonly psi: readonly Float64Array[];
  /** ψ̂_l, likewise. */
  readonly psiHat: readonly Float64Array[];
  /** C(κ) = Σ m_l μ₀ₗ + Σ θ_l κ μ₁ₗ at the nodes: what the network has learned along the spike. */
  readonly learned: Float64Array;
}

/** 1/D of the group means at p = ∞: no price, but parallel μ₀'s (r and −r of an odd σ) stay solvable. */
const FREE = 1e-12;

export function solveMeans(tables: Tables, { alpha, beta, width }: Conditions, response: Response): Means {
  const { groups, rule, student, teacher } = tables;
  const k = groups.length;
  const functions = [...student.map(({ mu0 }) => mu0), ...student.map(({ overlap }) => overlap)];
  const inverseStiffness = Float64Array.from({ length: 2 * k }, (_, a) => {
    if (a < k) return width === Infinity ? FREE : 1 / (width * response.v2[a]);
    const { bulkVariance, overlapVariance = bulkVariance } = groups[a - k];
    return 1 / (beta * overlapVariance * response.v2[a - k]);
  });
  const shares = rule.weights.map((w, i) => (w * alpha) / (beta * (1 + response.v[i])));
  const inner = (f: Float64Array, g: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < shares.length; i++) sum += shares[i] * f[i] * g[i];
    return sum;
  };
  const gram = matrix(2 * k, 2 * k);
  functions.forEach((f, a) => {
    for (let b = 0; b <= a; b++) gram.data[a * 2 * k + b] = gram.data[b * 2 * k + a] = inner(f, functions[b]);
    gram.data[a * 2 * k + a] += inverseStiffness[a];
  });
  const pulls = Float64Array.from(functions, (f) => inner(f, teacher.mean));
  const t = solveLinear(gram, matrix(2 * k, 1, pulls)).data;
  const learned = new Float64Array(shares.length);
  functions.forEach((f, a) => {
    for (let i = 0; i < learned.length; i++) learned[i] += t[a] * f[i];
  });
  const psiHat = teacher.across.map((h1) => Float64Array.from(student, ({ mu1 }) => inner(mu1, h1)));
  const psi = psiHat.map((hat) =>
    hat.map((_, l) => hat.reduce((sum, value, j) => sum + beta * response.v1.data[l * k + j] * value, 0)),
  );
  return { m: t.slice(0, k), theta: t.slice(k), inverseStiffness, psi, psiHat, learned };
}
