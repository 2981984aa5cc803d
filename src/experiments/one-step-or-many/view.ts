/** Directions of neurons in the plane of μ₁ and μ₂, and what is measured on them. */
import { largestMargin } from '#theory/gradient-feature-learning/margin.ts';

/** (cos(w, μ₁), cos(w, μ₂)) of one neuron. */
export type Cosines = readonly [number, number];

export interface View {
  /** Training step of `many`. */
  readonly step: number;
  /** Each neuron after the one step: the direction of a_j Ĝ_j. */
  readonly one: readonly Cosines[];
  /** The same neurons on their way through the many steps. */
  readonly many: readonly Cosines[];
  /** Output weights are positive and negative in turn. */
  readonly start: readonly Cosines[];
}

/**
 * @param rows m × d row-major; a row of zeros gives (0, 0)
 * @param signs multiplies each row; none unless given
 */
export function cosinesOf(rows: ArrayLike<number>, d: number, signs?: ArrayLike<number>): Cosines[] {
  return Array.from({ length: rows.length / d }, (_, j): Cosines => {
    let squares = 0;
    for (let k = 0; k < d; k++) squares += rows[j * d + k] ** 2;
    const scale = Math.sign(signs?.[j] ?? 1) / (Math.sqrt(squares) || 1);
    return [scale * rows[j * d], scale * rows[j * d + 1]];
  });
}

/** Mean over neurons of max_k |cos(w, μ_k)|: 1 on an axis of the plane, 1/√2 on a diagonal. */
export function axisCosine(neurons: readonly Cosines[]): number {
  return neurons.reduce((sum, [c1, c2]) => sum + Math.max(Math.abs(c1), Math.abs(c2)), 0) / neurons.length;
}

/** Mean over neurons of |cos(w, μ₁)| for the positive (even) and |cos(w, μ₂)| for the negative (odd) ones. */
export function ownCosine(neurons: readonly Cosines[]): number {
  return neurons.reduce((sum, cosines, j) => sum + Math.abs(cosines[j % 2]), 0) / neurons.length;
}

/** The largest margin at the centres that a second layer of unit ℓ₁ norm gets from these directions and their opposites. */
export function marginOf(neurons: readonly Cosines[]): number {
  return largestMargin(
    neurons.flatMap(([c1, c2]): Cosines[] => [
      [c1, c2],
      [-c1, -c2],
    ]),
  );
}
