/** The networks of one width: their first weights, and which clusters these lean to. */
import type { Streams } from '#numbers/random.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';

export interface Networks {
  readonly m: number;
  readonly d: number;
  readonly runs: number;
  /** First layers, one network after another: (runs · m) × d row-major. */
  readonly inner: Float32Array;
  /** Length m, common to all: +1/√m, −1/√m in turn. */
  readonly outer: Float32Array;
}

/** Each width has a stream of its own, so that a longer list does not change it and widths are independent. */
export function drawNetworks(
  random: Streams,
  m: number,
  { d, runs, omega }: { readonly d: number; readonly runs: number; readonly omega: number },
): Networks {
  const { inner } = firstWeights(random(`weights of width ${m}`), { m: m * runs, d, omega });
  const { outer } = firstWeights(random('weights'), { m, d, omega });
  return { m, d, runs, inner, outer };
}

/** Share of networks whose positive neurons lean to both of ±μ₁ and whose negative ones to both of ±μ₂. */
export function shareCovering({ m, d, runs, inner, outer }: Networks): number {
  let covering = 0;
  for (let r = 0; r < runs; r++) {
    const seen = new Set<string>();
    for (let j = 0; j < m; j++) {
      const axis = outer[j] > 0 ? 0 : 1;
      seen.add(`${axis} ${inner[(r * m + j) * d + axis] > 0}`);
    }
    if (seen.size === 4) covering++;
  }
  return covering / runs;
}
