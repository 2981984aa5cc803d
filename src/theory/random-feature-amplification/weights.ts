/** The network at its start. */
import type { Stream } from '#numbers/random.ts';

export interface FirstWeights {
  /** First layer, m × d row-major, N(0, ω²). */
  readonly inner: Float32Array;
  /** Second layer, length m: +1/√m, −1/√m in turn. */
  readonly outer: Float32Array;
}

/**
 * Draws the first weights, neuron by neuron, so that more neurons do not change the first.
 *
 * @param m even
 * @param mirrored each first-layer row twice, once with each sign of the output weight: the network starts at f = 0
 */
export function firstWeights(
  source: Stream,
  { m, d, omega, mirrored = false }: { m: number; d: number; omega: number; mirrored?: boolean },
): FirstWeights {
  const inner = new Float32Array(m * d);
  const outer = new Float32Array(m);
  for (let j = 0; j < m; j++) {
    outer[j] = (j % 2 === 0 ? 1 : -1) / Math.sqrt(m);
    if (mirrored && j % 2 === 1) inner.copyWithin(j * d, (j - 1) * d, j * d);
    else for (let k = 0; k < d; k++) inner[j * d + k] = omega * source.normal();
  }
  return { inner, outer };
}
