/** Small networks for the engine's tests, from a fixed generator that owes nothing to the engine. */
import type { ActivationName, LossName, NetworkOptions } from '#engine/engine.ts';

/** Numbers in (−1, 1): a linear congruential generator is random enough for weights of a test. */
export function numbers(length: number, seed: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export interface Shape {
  readonly n?: number;
  readonly d?: number;
  readonly m?: number;
  readonly biased?: boolean;
}

export function networkOptions(
  activation: ActivationName,
  loss: LossName,
  trained: NetworkOptions['trained'],
  { n = 23, d = 7, m = 11, biased = true }: Shape = {},
): NetworkOptions {
  const y = numbers(n, 4);
  return {
    points: { inputs: numbers(n * d, 1), n, d },
    targets: loss === 'square' ? y : y.map(Math.sign),
    inner: numbers(m * d, 2),
    outer: numbers(m, 3),
    ...(biased ? { biases: numbers(m, 5) } : {}),
    activation,
    loss,
    trained,
  };
}

/** Largest difference of two arrays, relative to the largest entry of the second (at least `floor`). */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>, floor = 1e-3): number {
  if (a.length !== b.length) throw new RangeError(`Lengths ${a.length} and ${b.length} differ.`);
  let difference = 0;
  let scale = floor;
  for (let i = 0; i < b.length; i++) {
    if (Number.isNaN(a[i]) !== Number.isNaN(b[i])) return Infinity;
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  }
  return difference / scale;
}
