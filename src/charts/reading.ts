/** What can be read from a drawn chart point by point, with keys or a pointer. Kept beside the SVG, not in it. */

export interface ReadingPoint {
  /** Where the point stands, in the drawing's pixels. */
  readonly x: number;
  readonly y: number;
  /** The values in words: "step 120: 0.84 ± 0.02". */
  readonly text: string;
}

export interface Reading {
  /** The series: "own cosine, measured". */
  readonly label: string;
  readonly points: readonly ReadingPoint[];
}

const readings = new WeakMap<Element, readonly Reading[]>();

/** Remembers what can be read from `svg`; series without points are left out. */
export function setReadings(svg: Element, list: readonly Reading[]): void {
  readings.set(
    svg,
    list.filter((reading) => reading.points.length > 0),
  );
}

export function readingsOf(svg: Element): readonly Reading[] {
  return readings.get(svg) ?? [];
}

/** The reading point nearest to a place in the drawing, or null when none is within `reach` pixels. */
export function nearest(
  list: readonly Reading[],
  x: number,
  y: number,
  reach = 40,
): { readonly series: number; readonly point: number } | null {
  let best: { series: number; point: number } | null = null;
  let least = reach * reach;
  list.forEach((reading, series) =>
    reading.points.forEach((candidate, point) => {
      const distance = (candidate.x - x) ** 2 + (candidate.y - y) ** 2;
      if (distance < least) {
        least = distance;
        best = { series, point };
      }
    }),
  );
  return best;
}
