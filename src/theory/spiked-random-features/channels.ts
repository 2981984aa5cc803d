/**
 * Order parameters as vectors. Most scalars of the theory come as a symmetric K × K matrix S and a vector d of length K
 * that enter as Σ_lm μ₁ₗμ₁ₘ S_lm + Σ_l μ₂ₗ² d_l; they are packed as the J = K(K+1)/2 + K numbers S₀₀, S₀₁ …
 * S_{K−1,K−1}, d₀ … d_{K−1}, and their functions of κ, the channels, as the rows of an N × J array.
 */
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import type { Rule } from '#numbers/quadrature.ts';
import type { StudentTable } from './student-table.ts';

export interface Channels {
  readonly groups: number;
  /** J. */
  readonly size: number;
  /** N × J row by row: μ₁ₗμ₁ₘ for l ≤ m, then μ₂ₗ². */
  readonly values: Float64Array;
  /** Length J: 2 for l < m, which stands for (l, m) and (m, l), otherwise 1. */
  readonly multiplicity: Float64Array;
}

/** J for K groups. */
const sizeFor = (groups: number): number => (groups * (groups + 1)) / 2 + groups;

export function channelsOf(students: readonly StudentTable[], nodes: number): Channels {
  const groups = students.length;
  const size = sizeFor(groups);
  const values = new Float64Array(nodes * size);
  const multiplicity = new Float64Array(size).fill(1);
  let j = 0;
  students.forEach((a, l) => {
    for (let m = l; m < groups; m++, j++) {
      if (m > l) multiplicity[j] = 2;
      for (let k = 0; k < nodes; k++) values[k * size + j] = a.mu1[k] * students[m].mu1[k];
    }
  });
  for (const { mu2Squared } of students) {
    for (let k = 0; k < nodes; k++) values[k * size + j] = mu2Squared[k];
    j++;
  }
  return { groups, size, values, multiplicity };
}

/** Σ_lm μ₁ₗμ₁ₘ S_lm + Σ_l μ₂ₗ² d_l at every node, into `into` (length N). */
export function combine(
  { size, values, multiplicity }: Channels,
  packed: Float64Array,
  into: Float64Array,
): void {
  const factors = packed.map((value, j) => multiplicity[j] * value);
  for (let k = 0, at = 0; k < into.length; k++) {
    let sum = 0;
    for (let j = 0; j < size; j++, at++) sum += values[at] * factors[j];
    into[k] = sum;
  }
}

/** The averages E_κ[channel · f] of all channels, packed, into `into` (length J); f at the nodes. */
export function average(
  { size, values }: Channels,
  { weights }: Rule,
  f: Float64Array,
  into: Float64Array,
): void {
  into.fill(0);
  for (let k = 0, at = 0; k < f.length; k++) {
    const factor = weights[k] * f[k];
    for (let j = 0; j < size; j++, at++) into[j] += factor * values[at];
  }
}

/** Packs a symmetric K × K matrix and a vector of length K. */
export function pack(symmetric: Matrix, diagonal: Float64Array, into: Float64Array): void {
  const groups = diagonal.length;
  let j = 0;
  for (let l = 0; l < groups; l++)
    for (let m = l; m < groups; m++) into[j++] = symmetric.data[l * groups + m];
  into.set(diagonal, j);
}

/** The K × K matrix and the vector of a packed J; copies. */
export function unpack(packed: Float64Array, groups: number): { symmetric: Matrix; diagonal: Float64Array } {
  const symmetric = matrix(groups, groups);
  let j = 0;
  for (let l = 0; l < groups; l++)
    for (let m = l; m < groups; m++, j++)
      symmetric.data[l * groups + m] = symmetric.data[m * groups + l] = packed[j];
  return { symmetric, diagonal: packed.slice(j) };
}
