/**
 * The teacher given κ = v·x: what is left of it to learn along v, linearly across v, and not at all.
 *
 * One index (Cui et al. 2024): y = σ⋆(γκ + √(1−γ²) z), z = ζ·x. Several indices (derived for this page): v is the
 * direction of E[y x], and each orthonormal direction ζ_j of the teacher's space off v adds one function h₁.
 */
import { functions } from './functions.ts';
import type { TargetName } from './model.ts';
import { slopeRule } from './rules.ts';

/** Arrays as long as the given values of κ. */
export interface TeacherTable {
  /** h = E[y | κ]. */
  readonly mean: Float64Array;
  /** h₁ of each direction ζ_j: E[y ζ_j·x | κ]. */
  readonly across: readonly Float64Array[];
  /** E[y² | κ], without label noise. */
  readonly square: Float64Array;
}

/** The single-index teacher σ⋆ with alignment γ; one direction across. */
export function teacherTable(target: TargetName, alignment: number, kappas: Float64Array): TeacherTable {
  const { smoothed } = functions[target];
  const s = Math.sqrt(1 - alignment * alignment);
  const mean = new Float64Array(kappas.length);
  const square = new Float64Array(kappas.length);
  const across = new Float64Array(kappas.length);
  kappas.forEach((kappa, k) => {
    const averages = smoothed(alignment * kappa, s);
    mean[k] = averages.value;
    square[k] = averages.square;
    // At γ = ±1 nothing of the teacher lies across v.
    across[k] = s === 0 ? 0 : s * averages.slope;
  });
  return { mean, across: [across], square };
}

/**
 * Any smooth teacher y(κ, z) of two coordinates, κ along v and z along one direction across: two-index teachers for
 * instance. E[y x] has to point along v, otherwise the step would have found another spike.
 */
export function planeTeacherTable(
  teacher: (kappa: number, z: number) => number,
  kappas: Float64Array,
): TeacherTable {
  const { nodes, weights } = slopeRule(1);
  const mean = new Float64Array(kappas.length);
  const square = new Float64Array(kappas.length);
  const across = new Float64Array(kappas.length);
  kappas.forEach((kappa, k) => {
    for (let i = 0; i < nodes.length; i++) {
      const y = teacher(kappa, nodes[i]);
      mean[k] += weights[i] * y;
      across[k] += weights[i] * nodes[i] * y;
      square[k] += weights[i] * y * y;
    }
  });
  return { mean, across: [across], square };
}
