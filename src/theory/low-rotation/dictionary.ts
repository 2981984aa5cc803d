/**
 * The margin of given directions: what a network can reach whose neurons keep their directions, with their signs kept as
 * well or free (note R5 and 3.4, derived).
 */
import { portableLog } from '#numbers/elementary.ts';
import { game, withBothSigns, type Game } from '#numbers/matrix-game.ts';
import type { Labelled } from './data.ts';
import { squaredLength, type Weights } from './network.ts';

/**
 * Payoffs χ_j y_i σ(⟨u_j, x_i⟩) with u_j = v_j/‖v_j‖ and χ_j = sign a_j; zero for a neuron with v_j = 0.
 *
 * @returns n rows of m columns
 */
export function payoffs({ inputs, n, d, labels }: Labelled, weights: Weights): Float64Array[] {
  const { m, a, v } = weights;
  const factor = Float64Array.from({ length: m }, (_, j) => {
    const squares = squaredLength(weights, j);
    return squares > 0 ? (a[j] < 0 ? -1 : 1) / Math.sqrt(squares) : 0;
  });
  return Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: m }, (_, j) => {
      let z = 0;
      for (let k = 0; k < d; k++) z += v[j * d + k] * inputs[i * d + k];
      return z > 0 ? labels[i] * factor[j] * z : 0;
    }),
  );
}

/** γ_U: the largest margin of α in the simplex over the neurons, signs kept. Negative values are possible. */
export function signedMargin(points: Labelled, weights: Weights): Game {
  return game(payoffs(points, weights));
}

/** The largest margin with free signs. Never negative, since the two signs of a direction cancel. */
export function freeSignMargin(points: Labelled, weights: Weights): number {
  return game(withBothSigns(payoffs(points, weights))).value;
}

/**
 * Φ = Σ_j α_j ln(|a_j| ‖v_j‖), the logarithmic potential of a reference set of neurons.
 *
 * @param mixture α, length m; neurons without weight in it do not count
 */
export function logLengths(weights: Weights, mixture: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < mixture.length; j++)
    if (mixture[j] > 0)
      sum += mixture[j] * (portableLog(Math.abs(weights.a[j])) + portableLog(squaredLength(weights, j)) / 2);
  return sum;
}
