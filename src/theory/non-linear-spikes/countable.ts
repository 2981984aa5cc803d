/** Which predicted outliers the counting rule for measured spectra would count. */
import type { Bulk } from './bulk.ts';
import { EDGE_MARGIN, SPAN_OVERLAP } from './counting.ts';
import type { Outlier } from './outliers.ts';
import { overlaps } from './overlaps.ts';
import type { Signal } from './signal.ts';

/**
 * The outliers that lie well beyond the edge and whose vectors are not mostly noise.
 *
 * @param found all outliers of that signal and bulk
 * @param dressedEdge the edge with dressed constants, which the rule takes
 */
export function countable(
  signal: Signal,
  bulk: Bulk,
  found: readonly Outlier[],
  dressedEdge: number,
): Outlier[] {
  return found.filter(
    (outlier) =>
      outlier.z > EDGE_MARGIN * dressedEdge &&
      overlaps(signal, bulk, outlier).reduce((sum, value) => sum + value, 0) > SPAN_OVERLAP,
  );
}
