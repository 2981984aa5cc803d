/**
 * Stage 1: the response scalars V₁, V₂, the only non-linear equations (Cui et al. 2024, Result 3.3, for one group; any
 * number of groups and any β are derived for this page).
 *
 * V(κ) = Σ_lm μ₁ₗμ₁ₘ V₁ₗₘ + Σ_l μ₂ₗ² V₂ₗ is what one more sample at κ can move the output there: the training residual
 * of a sample is its out-of-sample residual divided by 1 + V(κ).
 */
import { average, combine, pack, unpack } from './channels.ts';
import { checkConditions, type Conditions } from './conditions.ts';
import { respond, type Neurons } from './neurons.ts';
import type { Tables } from './tables.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';

export interface Response extends Neurons {
  /** V at the nodes of the tables. */
  readonly v: Float64Array;
  /** 𝖡 = V̂₁ = (α/β) E_κ[μ₁μ₁ᵀ/(1+V)], K × K symmetric. */
  readonly b: Matrix;
  /** How many times the loop V → V̂ → g → V was gone through. */
  readonly iterations: number;
}

/** Largest change of V₁ and V₂ at the end, relative to their largest entry. */
const TOLERANCE = 1e-11;
const MAX_ITERATIONS = 20_000;

/**
 * Solves V → V̂ → g → V by plain iteration, which settles without damping.
 *
 * @param start the solution for nearby conditions and the same number of groups
 * @throws Error when the iteration does not settle, RangeError for conditions out of range
 */
export function solveResponse(tables: Tables, conditions: Conditions, start?: Neurons): Response {
  checkConditions(conditions);
  const { alpha, beta, lambda } = conditions;
  const { groups, channels, rule } = tables;
  const nodes = rule.nodes.length;
  let neurons = start ?? unperturbed(tables, lambda);
  let packed = packedResponse(neurons, channels.size);
  const v = new Float64Array(nodes);
  const inverse = new Float64Array(nodes);
  const hats = new Float64Array(channels.size);
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    combine(channels, packed, v);
    for (let k = 0; k < nodes; k++) inverse[k] = alpha / (beta * (1 + v[k]));
    average(channels, rule, inverse, hats);
    const { symmetric: b, diagonal: hat2 } = unpack(hats, groups.length);
    const stiffness = hat2.map((value) => lambda + value);
    neurons = respond(groups, beta, b, stiffness, neurons.g);
    const next = packedResponse(neurons, channels.size);
    const change = largestChange(packed, next, groups.length);
    if (Number.isNaN(change)) break;
    packed = next;
    if (change < TOLERANCE) {
      combine(channels, packed, v);
      return { ...neurons, v, b, iterations };
    }
  }
  throw new Error(
    `the response equations did not settle at α = ${alpha}, β = ${beta}, λ = ${lambda}; a larger ridge λ helps`,
  );
}

/** The response without samples at ridge 1 + λ: where the iteration starts from. */
function unperturbed({ groups }: Tables, lambda: number): Neurons {
  const k = groups.length;
  const g = new Float64Array(k).fill(1 / (1 + lambda));
  const stiffness = new Float64Array(k).fill(1 + lambda);
  return { ...respond(groups, 1, matrix(k, k), stiffness, g), g };
}

function packedResponse({ v1, v2 }: Neurons, size: number): Float64Array {
  const packed = new Float64Array(size);
  pack(v1, v2, packed);
  return packed;
}

/** The larger of the changes of V₁ and of V₂ (the last K entries), each relative to its largest entry. */
function largestChange(before: Float64Array, after: Float64Array, groups: number): number {
  const split = after.length - groups;
  const part = (from: number, to: number) => {
    let change = 0;
    let scale = 0;
    for (let j = from; j < to; j++) {
      change = Math.max(change, Math.abs(after[j] - before[j]));
      scale = Math.max(scale, Math.abs(after[j]));
    }
    return change / scale;
  };
  return Math.max(part(0, split), part(split, after.length));
}
