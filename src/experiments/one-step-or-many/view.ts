/** What the figure draws, and what is measured on directions of neurons in the plane of μ₁ and μ₂. */
import { largestMargin } from '#theory/gradient-feature-learning/margin.ts';
import type { Cosines } from '../shared/gfl-plane.ts';

export type { Cosines };

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
