/** A line is drawn from no more points than can be seen: a run of thousands of steps would make a heavy drawing. */

interface Spread {
  readonly x: number;
  readonly y: number;
  /** Ends of the band; both are y where there is none. */
  readonly low: number;
  readonly high: number;
}

/** Pixels. Narrower than what a line of two pixels lets one see of a wiggle. */
const COLUMN = 3;
/** Fewer rows are drawn as they are. */
const ENOUGH = 150;

/**
 * Of each column of three pixels the rows with the lowest and the highest value, in their order; the ends, and the gaps
 * where there is no value, stay.
 *
 * @param rows from left to right
 * @param place pixels from the left for a value of x
 */
export function thinned<R extends Spread>(rows: readonly R[], place: (x: number) => number): readonly R[] {
  if (rows.length <= ENOUGH) return rows;
  const kept = new Set<number>([0, rows.length - 1]);
  for (let from = 0; from < rows.length;) {
    const column = Math.floor(place(rows[from].x) / COLUMN);
    let [lowest, highest] = [from, from];
    let to = from;
    for (; to < rows.length && Math.floor(place(rows[to].x) / COLUMN) === column; to++) {
      if (Number.isNaN(rows[to].y)) kept.add(to);
      if (rows[to].low < rows[lowest].low || Number.isNaN(rows[lowest].low)) lowest = to;
      if (rows[to].high > rows[highest].high || Number.isNaN(rows[highest].high)) highest = to;
    }
    kept.add(lowest).add(highest);
    from = Math.max(to, from + 1);
  }
  return rows.filter((_, i) => kept.has(i));
}
