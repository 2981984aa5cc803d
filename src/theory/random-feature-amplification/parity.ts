/**
 * Odd and even part of the network. Because max(0, q) = ½q + ½|q|, the odd part of f is exactly linear, ½⟨Σ_j a_j w_j, x⟩,
 * and the true label, which is the same at x and −x, can only be told by the even part ½ Σ_j a_j |⟨w_j, x⟩|.
 */

/** Σ_j a_j w_j, length d: f(x) − f(−x) is its product with x. `inner` is m × d row-major, `outer` has length m. */
export function linearPart(inner: ArrayLike<number>, outer: ArrayLike<number>, d: number): Float64Array {
  const direction = new Float64Array(d);
  for (let j = 0; j < outer.length; j++)
    for (let k = 0; k < d; k++) direction[k] += outer[j] * inner[j * d + k];
  return direction;
}

/**
 * Share of the even part in the energy of the output over the points, ‖½(f(x)+f(−x))‖² / ‖f(x)‖², from the outputs at the
 * points and the weights; no second pass at −x is needed.
 *
 * @param outputs f at the points, length n
 * @param inputs n × d row-major
 */
export function evenShare(
  outputs: ArrayLike<number>,
  inputs: ArrayLike<number>,
  direction: ArrayLike<number>,
): number {
  const d = direction.length;
  let even = 0;
  let all = 0;
  for (let i = 0; i < outputs.length; i++) {
    let odd = 0;
    for (let k = 0; k < d; k++) odd += direction[k] * inputs[i * d + k];
    even += (outputs[i] - 0.5 * odd) ** 2;
    all += outputs[i] ** 2;
  }
  return even / all;
}
