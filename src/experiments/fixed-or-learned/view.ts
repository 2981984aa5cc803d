/** What the figure draws beside the measures. */
import { equalEdges, histogram } from '#numbers/statistics.ts';

/** Cosines of all neurons with the feature after one number of steps. */
export interface Cosines {
  readonly step: number;
  /** Edges of the bins on [−1, 1], one more than `shares`. */
  readonly edges: readonly number[];
  /** Share of the neurons in each bin. */
  readonly shares: readonly number[];
}

export interface View {
  /** One for each step that has been reached. */
  readonly cosines: readonly Cosines[];
}

const BINS = 40;

export function cosineHistogram(step: number, cosines: ArrayLike<number>): Cosines {
  const edges = equalEdges(-1, 1, BINS);
  // Rounding may leave a cosine just beyond 1.
  const inside = Array.from(cosines, (cosine) => Math.max(-1, Math.min(1, cosine)));
  const { counts } = histogram(inside, edges);
  return { step, edges: [...edges], shares: Array.from(counts, (count) => count / cosines.length) };
}
