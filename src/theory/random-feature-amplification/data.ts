/** Samples of the cluster XOR model: points, their cluster and clean label, and flipped labels. */
import type { Stream } from '#numbers/random.ts';
import { EQUAL_WEIGHTS, type ClusterWeights } from './affine.ts';

/** The centres in the order of all cluster indices: +μ₁, −μ₁ (label +1), +μ₂, −μ₂ (label −1); μ₁ = e₁, μ₂ = e₂. */
export const CENTRES = [
  { axis: 0, sign: 1, label: 1 },
  { axis: 0, sign: -1, label: 1 },
  { axis: 1, sign: 1, label: -1 },
  { axis: 1, sign: -1, label: -1 },
] as const;

/** The cluster on which targeted flips are spent: +μ₁. */
export const ATTACKED = 0;

/** n labelled points. */
export interface XorSample {
  /** n × d, row-major. */
  readonly inputs: Float32Array;
  readonly n: number;
  readonly d: number;
  /** Index into CENTRES, length n. */
  readonly cluster: Uint8Array;
  /** Clean labels ±1, length n. */
  readonly clean: Float32Array;
}

/**
 * Draws points: for each its cluster, then its d coordinates of noise, so that more points do not change the first.
 *
 * @param weights probabilities of the four clusters; equal unless given
 */
export function sampleXor(
  source: Stream,
  { n, d, sigma }: { readonly n: number; readonly d: number; readonly sigma: number },
  weights: ClusterWeights = EQUAL_WEIGHTS,
): XorSample {
  const inputs = new Float32Array(n * d);
  const cluster = new Uint8Array(n);
  const clean = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    cluster[i] = pick(weights, source.uniform());
    const centre = CENTRES[cluster[i]];
    clean[i] = centre.label;
    for (let k = 0; k < d; k++) {
      const noise = sigma * source.normal();
      inputs[i * d + k] = k === centre.axis ? centre.sign + noise : noise;
    }
  }
  return { inputs, n, d, cluster, clean };
}

function pick(weights: ClusterWeights, uniform: number): number {
  let index = 0;
  for (let below = weights[0]; index < 3 && uniform >= below; below += weights[index]) index++;
  return index;
}

/**
 * Observed labels. "uniform" flips each with probability ξ; "targeted" spends the same expected number of flips in
 * cluster +μ₁, so that it loses a share ξ/weight of its labels (all of them at most). A larger ξ flips a superset.
 */
export function flipLabels(
  source: Stream,
  sample: XorSample,
  xi: number,
  flips: 'uniform' | 'targeted' = 'uniform',
  weights: ClusterWeights = EQUAL_WEIGHTS,
): Float32Array {
  const labels = sample.clean.slice();
  for (let i = 0; i < sample.n; i++) {
    const uniform = source.uniform();
    const share =
      flips === 'uniform' ? xi : sample.cluster[i] === ATTACKED ? Math.min(1, xi / weights[ATTACKED]) : 0;
    if (uniform < share) labels[i] = -labels[i];
  }
  return labels;
}
