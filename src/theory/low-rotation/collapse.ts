/** What a network makes of fresh points: errors, and how tightly the features of each group sit together. */
import type { Grouped } from './groups.ts';
import type { Weights } from './network.ts';

export interface Collapse {
  /** Share of points with y f(x) ≤ 0. */
  readonly testError: number;
  /** The same for each group; NaN where there is no point. */
  readonly errorOf: readonly number[];
  /**
   * Scatter within the groups over scatter between them, of the features a ⊙ σ(Vx) scaled to length one (the first of the
   * collapse measures of Papyan, Han and Donoho 2020, as a ratio of traces).
   */
  readonly nc1: number;
}

/** Multiplications between two pauses. */
const PIECE = 1e7;

/** In pieces of some ten milliseconds. Points without features are left out of the scatter. */
export function* collapseOf({ m, d, a, v }: Weights, points: Grouped): Generator<void, Collapse, void> {
  const { inputs, n, labels, groups, k } = points;
  const sums = new Float64Array(k * m);
  const sizes = new Float64Array(k);
  const features = new Float64Array(m);
  const wrong = new Float64Array(k);
  const counts = new Float64Array(k);
  const piece = Math.max(1, Math.round(PIECE / (m * d)));
  for (let i = 0; i < n; i++) {
    if (i > 0 && i % piece === 0) yield;
    let output = 0;
    let squares = 0;
    for (let j = 0; j < m; j++) {
      let z = 0;
      for (let c = 0; c < d; c++) z += v[j * d + c] * inputs[i * d + c];
      const feature = z > 0 ? a[j] * z : 0;
      features[j] = feature;
      output += feature;
      squares += feature * feature;
    }
    counts[groups[i]]++;
    if (!(labels[i] * output > 0)) wrong[groups[i]]++;
    if (squares === 0) continue;
    const length = Math.sqrt(squares);
    const row = groups[i] * m;
    sizes[groups[i]]++;
    for (let j = 0; j < m; j++) sums[row + j] += features[j] / length;
  }
  return {
    testError: wrong.reduce((sum, one) => sum + one, 0) / n,
    errorOf: Array.from(wrong, (one, g) => one / counts[g]),
    nc1: scatterRatio(sums, sizes, m),
  };
}

/** Of vectors of length one, from their sums by group (k × m). */
function scatterRatio(sums: Float64Array, sizes: Float64Array, m: number): number {
  let total = 0;
  let ofGroups = 0;
  const all = new Float64Array(m);
  sizes.forEach((size, g) => {
    if (size === 0) return;
    total += size;
    for (let j = 0; j < m; j++) {
      const sum = sums[g * m + j];
      all[j] += sum;
      ofGroups += (sum * sum) / size;
    }
  });
  const ofAll = all.reduce((sum, one) => sum + one * one, 0) / total;
  return (total - ofGroups) / (ofGroups - ofAll);
}
