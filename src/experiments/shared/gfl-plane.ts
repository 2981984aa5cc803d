/** Directions of neurons in the plane of μ₁ and μ₂, which are the first two coordinates. */

/** (cos(w, μ₁), cos(w, μ₂)) of one neuron. */
export type Cosines = readonly [number, number];

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
