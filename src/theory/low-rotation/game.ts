/** The margin of given neurons: the value of a matrix game. */
import { maximise } from '#numbers/linear-program.ts';

export interface Game {
  /** max over α in the simplex of min_i Σ_k M_ik α_k. */
  readonly value: number;
  /** An optimal α, one entry for each column. */
  readonly mixture: Float64Array;
}

/**
 * Solves the game of the column player. Columns are neurons: M_ik = s_k y_i σ(⟨u_k, x_i⟩) for fixed signs; with the negated
 * columns added, the signs are free.
 *
 * @param rows M, one array for each point
 */
export function game(rows: readonly Float64Array[]): Game {
  const columns = rows[0].length;
  // With entries shifted to be positive the value is positive, and α/value solves min Σ z with M z ≥ 1.
  const lowest = rows.reduce((least, row) => row.reduce((a, b) => Math.min(a, b), least), Infinity);
  const shift = 1 - lowest;
  // As a maximum with positive limits: the row player's max Σ w with Mᵀ w ≤ 1 is its dual.
  const { value, x } = maximise({
    objective: [...new Float64Array(columns), 1],
    rows: [
      ...rows.map((row) => [...row.map((entry) => -(entry + shift)), 1]),
      [...new Float64Array(columns).fill(1), 0],
    ],
    limits: [...new Float64Array(rows.length), 1],
  });
  return { value: value - shift, mixture: x.slice(0, columns) };
}

/** The row player's optimal weights of the points: min over q of max_k Σ_i q_i M_ik, attained. */
export function pointWeights(rows: readonly Float64Array[]): Float64Array {
  const columns = rows[0].length;
  const turned = Array.from({ length: columns }, (_, k) => Float64Array.from(rows, (row) => -row[k]));
  return game(turned).mixture;
}
