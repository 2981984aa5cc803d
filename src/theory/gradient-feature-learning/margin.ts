/**
 * How well some features can tell the four clusters apart: the largest margin at the centres over second layers of unit
 * ℓ₁ norm. Derived for this page (note G2).
 */
import { game, withBothSigns } from '#numbers/matrix-game.ts';

/** Labels of +μ₁, −μ₁, +μ₂, −μ₂. */
export const CENTRE_LABELS: readonly number[] = [1, 1, -1, -1];

/** A second layer of unit ℓ₁ norm. */
export interface MarginReadout {
  readonly margin: number;
  /** Output weight of each neuron; at most four are not zero, one for each centre. */
  readonly outer: Float64Array;
}

/**
 * max over ‖a‖₁ ≤ 1 of min_c y_c Σ_j a_j max(0, ⟨D_j, μ_c⟩ − b_j): the value of a
 * matrix game over the neurons with both signs. 0 when no second layer has a
 * positive margin; ¼ for the four axis directions.
 *
 * @param along (⟨D_j, μ₁⟩, ⟨D_j, μ₂⟩) for each neuron
 * @param b threshold of each neuron; 0 unless given
 */
export function largestMargin(along: readonly (readonly [number, number])[], b?: ArrayLike<number>): number {
  return marginReadout(along, b).margin;
}

/** The same with a second layer that attains it. */
export function marginReadout(
  along: readonly (readonly [number, number])[],
  b?: ArrayLike<number>,
): MarginReadout {
  if (along.length === 0) return { margin: 0, outer: new Float64Array(0) };
  const rows = CENTRE_LABELS.map((label, c) =>
    Float64Array.from(along, (pair, j) => {
      const inner = (c % 2 === 0 ? 1 : -1) * pair[c < 2 ? 0 : 1];
      return label * Math.max(0, inner - (b?.[j] ?? 0));
    }),
  );
  const { value, mixture } = game(withBothSigns(rows));
  return {
    margin: Math.max(0, value),
    outer: Float64Array.from(along, (_, j) => mixture[j] - mixture[along.length + j]),
  };
}
