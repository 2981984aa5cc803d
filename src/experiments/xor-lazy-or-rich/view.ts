/** What the figure draws beside the measures. */

/** At most 200 neurons after training from one initial scale: cosines with μ₁ and μ₂ in turn, three decimals. */
export interface Trained {
  readonly omega: number;
  readonly cosines: readonly number[];
}

export interface View {
  /** Cosines at the start; the same for every initial scale. Neurons alternate: positive, negative. */
  readonly start: readonly number[];
  /** One entry for each initial scale that is done. */
  readonly trained: readonly Trained[];
}

const MOST_DRAWN = 200;

/** The first neurons' cosines, rounded to keep stored runs small. */
export function drawnCosines(cosines: Float32Array): number[] {
  return Array.from(cosines.subarray(0, 2 * MOST_DRAWN), (cosine) => Math.round(cosine * 1000) / 1000);
}
