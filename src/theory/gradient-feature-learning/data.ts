/** Samples of parities, and random neurons. */
import { sphereRows, type Stream } from '#numbers/random.ts';
import type { ParitySetting } from './parity.ts';

/** n labelled points of the cube. */
export interface ParitySample {
  /** n × d, ±1, row-major; the relevant coordinates are the first k. */
  readonly inputs: Float32Array;
  readonly n: number;
  /** D, under the name that the engine uses. */
  readonly d: number;
  /** Parities ±1 of the first k bits, length n. */
  readonly labels: Float32Array;
}

/**
 * Draws points one after the other, so that more points do not change the first. The relevant coordinates may be the
 * first k because nothing else distinguishes a coordinate.
 *
 * @param pA probability that all relevant bits are equal by construction; 0 for the uniform parity
 */
export function sampleParity(
  source: Stream,
  { D, k, pA = 0 }: ParitySetting & { readonly pA?: number },
  n: number,
): ParitySample {
  const inputs = new Float32Array(n * D);
  const labels = new Float32Array(n);
  const sign = (): number => (source.uniform() < 0.5 ? -1 : 1);
  for (let i = 0; i < n; i++) {
    const structured = source.uniform() < pA;
    const common = sign();
    let product = 1;
    for (let j = 0; j < D; j++) {
      const bit = sign();
      const value = structured && j < k ? common : bit;
      inputs[i * D + j] = value;
      if (j < k) product *= value;
    }
    labels[i] = product;
  }
  return { inputs, n, d: D, labels };
}

/** m directions, uniform on the unit sphere of ℝ^d, m × d row-major. */
export function randomNeurons(source: Stream, m: number, d: number): Float32Array {
  return Float32Array.from(sphereRows(source, m, d));
}
