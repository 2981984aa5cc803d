/** What the figure draws beside the measures: which neurons have grown. */
import { neuronWeights, squaredLength, type Weights } from '#theory/low-rotation/network.ts';

/** Neurons in the order of their share, the largest first. */
export interface View {
  readonly step: number;
  /** Sign of the output weight. */
  readonly signs: readonly number[];
  /** Cosine of the direction with the nearer of the two feature directions of that sign. */
  readonly cosines: readonly number[];
  /** |a_j| ‖v_j‖ as a share of the sum over all neurons. */
  readonly shares: readonly number[];
  /** Share in an optimal mixture of the linear program. */
  readonly optimal: readonly number[];
}

const MOST_DRAWN = 300;

/** The neurons with the largest shares now or in the optimum, rounded to keep stored runs small. */
export function viewOf(step: number, weights: Weights, mixture: ArrayLike<number>): View {
  const { m, d, a, v } = weights;
  const sizes = neuronWeights(weights);
  const sum = sizes.reduce((total, size) => total + size, 0);
  const cosines = Float64Array.from({ length: m }, (_, j) => {
    const length = Math.sqrt(squaredLength(weights, j));
    // The optimum of 2-XOR has ±(e₁ + e₂)/√2 with positive and ±(e₁ − e₂)/√2 with negative output weights.
    const along = v[j * d] + (a[j] < 0 ? -1 : 1) * v[j * d + 1];
    return length > 0 ? Math.abs(along) / (Math.SQRT2 * length) : 0;
  });
  const share = (j: number): number => (sum > 0 ? sizes[j] / sum : 0);
  const order = Array.from({ length: m }, (_, j) => j)
    .sort((i, j) => Math.max(share(j), mixture[j]) - Math.max(share(i), mixture[i]))
    .slice(0, MOST_DRAWN);
  const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
  return {
    step,
    signs: order.map((j) => (a[j] < 0 ? -1 : 1)),
    cosines: order.map((j) => rounded(cosines[j])),
    shares: order.map((j) => rounded(share(j))),
    optimal: order.map((j) => rounded(mixture[j])),
  };
}
