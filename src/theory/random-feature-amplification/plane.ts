/** The network on the plane of the two cluster directions, for decision maps. */

/** Half the side of the square that is shown: the centres are at distance 1 from the origin. */
export const PLANE = 2;

/**
 * Outputs f(x₁μ₁ + x₂μ₂) at the cell centres of a size × size grid over [−PLANE, PLANE]², row by row from the lowest
 * x₂. The plane contains the four centres and none of the noise.
 *
 * @param inner first-layer weights, m × d row-major, with μ₁ = e₁ and μ₂ = e₂
 */
export function outputsInPlane(
  inner: ArrayLike<number>,
  outer: ArrayLike<number>,
  d: number,
  size: number,
): Float32Array {
  const values = new Float32Array(size * size);
  const at = (index: number) => PLANE * ((2 * index + 1) / size - 1);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let j = 0; j < outer.length; j++)
        sum += outer[j] * Math.max(0, inner[j * d] * at(column) + inner[j * d + 1] * at(row));
      values[row * size + column] = sum;
    }
  }
  return values;
}
