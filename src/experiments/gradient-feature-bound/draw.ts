/** What is random about a run: neurons, samples, and the sizes of samples that are compared. */
import type { Streams } from '#numbers/random.ts';
import { randomNeurons } from '#theory/gradient-feature-learning/data.ts';
import { sampleXor, type XorSample } from '#theory/random-feature-amplification/data.ts';
import { ascendingSizes } from '../shared/sizes.ts';

export interface Draw {
  /** Candidates, m × d row-major. */
  readonly rows: Float32Array;
  /** The largest sample; the smaller ones are its beginnings. */
  readonly train: XorSample;
  /** Ascending, each once. */
  readonly sizes: readonly number[];
}

export function drawBound(
  random: Streams,
  { d, sigma, m, n }: Readonly<Record<'d' | 'sigma' | 'm', number>> & { readonly n: readonly number[] },
): Draw {
  const sizes = ascendingSizes(n);
  return {
    rows: randomNeurons(random('weights'), m, d),
    train: sampleXor(random('data'), { n: sizes[sizes.length - 1], d, sigma }),
    sizes,
  };
}
