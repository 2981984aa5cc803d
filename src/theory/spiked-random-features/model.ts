/**
 * The spiked random-features model (sRF) of Cui, Pesce, Dandi, Krzakala, Lu, Zdeborová and Loureiro (arXiv 2402.04980).
 *
 * Inputs x ~ N(0, I_d); teacher y = σ⋆(θᵀx) + √Δ ξ with ‖θ‖ = 1; hidden rows w_i = √c_l w_i⁰ + r_l v for neuron i of
 * group l, with ‖w_i⁰‖ = ‖v‖ = 1 and θ = γ v + √(1−γ²) ζ, ζ ⊥ v. The readout â minimises
 * Σ_μ (y_μ − ŷ(x_μ))² + λ‖a‖² over n fresh samples, ŷ(x) = p^{−½} Σ_i a_i σ(w_i·x): the ridge is not divided by n.
 * Limit n, p, d → ∞ at fixed α = n/d, β = p/d. Errors are squared errors without a factor ½.
 */
import type { FunctionName } from './functions.ts';

export type StudentName = 'tanh' | 'erf' | 'relu';
export type TargetName = FunctionName;

/** Neurons that had the same readout weight at the first step. */
export interface Group {
  /** ρ_l: share of the neurons, > 0; the shares of a model add up to 1. */
  readonly fraction: number;
  /** r_l: strength of the spike, of either sign. */
  readonly spike: number;
  /** c_l > 0: squared norm of a row away from v. */
  readonly bulkVariance: number;
  /**
   * d times the variance of a bulk row's accidental overlap with v; c_l in the sRF, which is the default. A trained
   * network differs, see `withRowNorms`.
   */
  readonly overlapVariance?: number;
  /** Half of what the squared norm of a bulk row grows by per unit of that overlap; 0 in the sRF. */
  readonly normSlope?: number;
}

/** A student in front of a teacher. */
export interface Model {
  readonly student: StudentName;
  readonly target: TargetName;
  readonly groups: readonly Group[];
  /** γ = θ·v, in [−1, 1]. */
  readonly alignment: number;
}

/** Random features: the network before the step, r = 0 and c = 1. */
export function randomFeatures(student: StudentName, target: TargetName): Model {
  return { student, target, groups: [{ fraction: 1, spike: 0, bulkVariance: 1 }], alignment: 0 };
}

/**
 * The same model with groups r and −r of equal bulk made one, where the student is odd: its features at −r are those
 * at r with the opposite sign, and the readout does not mind. Half the groups of a symmetric readout, the same errors
 * and the same learned function.
 */
export function foldMirrored(model: Model): Model {
  if (model.student === 'relu') return model;
  const folded: Group[] = [];
  for (const group of model.groups) {
    const mirrored = group.spike < 0;
    const { normSlope } = group;
    const upright: Group = {
      ...group,
      spike: Math.abs(group.spike),
      ...(normSlope === undefined ? {} : { normSlope: mirrored ? -normSlope : normSlope }),
    };
    const twin = folded.findIndex((other) => sameRows(other, upright));
    if (twin < 0) folded.push(upright);
    else folded[twin] = { ...upright, fraction: upright.fraction + folded[twin].fraction };
  }
  return { ...model, groups: folded };
}

/** Up to the last digits: the nodes of a symmetric quadrature rule need not mirror each other to the last bit. */
function sameRows(a: Group, b: Group): boolean {
  const close = (x = 0, y = 0) => Math.abs(x - y) <= 1e-12 * Math.max(1, Math.abs(x));
  return (
    close(a.spike, b.spike) &&
    close(a.bulkVariance, b.bulkVariance) &&
    close(a.normSlope, b.normSlope) &&
    close(a.overlapVariance, b.overlapVariance)
  );
}

/** Throws a RangeError in words for groups or an alignment that no model has. */
export function checkModel({ groups, alignment }: Pick<Model, 'groups' | 'alignment'>): void {
  if (groups.length === 0) throw new RangeError('the model needs a group of neurons');
  for (const { fraction, spike, bulkVariance } of groups) {
    if (!(fraction > 0)) throw new RangeError(`the share of a group is positive, got ${fraction}`);
    if (!(bulkVariance > 0) || bulkVariance === Infinity)
      throw new RangeError(`the bulk variance is positive and finite, got ${bulkVariance}`);
    if (!Number.isFinite(spike)) throw new RangeError(`the spike is finite, got ${spike}`);
  }
  const total = groups.reduce((sum, { fraction }) => sum + fraction, 0);
  if (Math.abs(total - 1) > 1e-9) throw new RangeError(`the shares of the groups add up to 1, got ${total}`);
  if (!(Math.abs(alignment) <= 1)) throw new RangeError(`the alignment lies in [−1, 1], got ${alignment}`);
}
