/** Which draws hit every feature. */
import type { GradientDraw } from '../shared/gfl-mixture.ts';

export interface Bar {
  /** γ. */
  readonly cone: number;
  /** B_G. */
  readonly strength: number;
  /** "both": a neuron writes both signs of its direction; "one": that of its output weight. */
  readonly signs: string;
}

/**
 * How many neurons of the draw, from the first, it takes to hit ±μ₁ and ±μ₂; NaN when all are not enough.
 *
 * @param outer sign of each output weight
 */
export function firstCover(
  { along, length, m }: GradientDraw,
  outer: ArrayLike<number>,
  { cone, strength, signs }: Bar,
): number {
  const missing = new Set(['+1', '-1', '+2', '-2']);
  for (let j = 0; j < m; j++) {
    if (length[j] < strength) continue;
    along[j].forEach((cosine, k) => {
      if (Math.abs(cosine) <= 1 - cone) return;
      const sign = cosine * outer[j] > 0 ? '+' : '-';
      for (const one of signs === 'both' ? ['+', '-'] : [sign]) missing.delete(`${one}${k + 1}`);
    });
    if (missing.size === 0) return j + 1;
  }
  return NaN;
}
