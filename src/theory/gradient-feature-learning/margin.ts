/**
 * How well some features can tell the four clusters apart: the largest margin at the centres over second layers of unit
 * ℓ₁ norm. Derived for this page (note G2).
 */
import { maximise } from '#numbers/linear-program.ts';

/** Labels of +μ₁, −μ₁, +μ₂, −μ₂. */
export const CENTRE_LABELS: readonly number[] = [1, 1, -1, -1];

/** A second layer of unit ℓ₁ norm. */
export interface MarginReadout {
  readonly margin: number;
  /** Output weight of each neuron; at most five are not zero. */
  readonly outer: Float64Array;
}

/**
 * max over ‖a‖₁ ≤ 1 of min_c y_c Σ_j a_j max(0, ⟨D_j, μ_c⟩ − b_j): a linear program. 0 when no second layer has a
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
  const neurons = along.flatMap(([one, two], j) => {
    const threshold = b?.[j] ?? 0;
    const values = [one, -one, two, -two].map((inner) => Math.max(0, inner - threshold));
    return [values, values.map((value) => -value)];
  });
  // Unknowns: positive and negative part of each a_j, and the margin t, all ≥ 0.
  const objective = [...neurons.map(() => 0), 1];
  const rows = CENTRE_LABELS.map((label, c) => [...neurons.map((values) => -label * values[c]), 1]);
  const { value, x } = maximise({
    objective,
    rows: [...rows, [...neurons.map(() => 1), 0]],
    limits: [0, 0, 0, 0, 1],
  });
  return { margin: value, outer: Float64Array.from(along, (_, j) => x[2 * j] - x[2 * j + 1]) };
}
