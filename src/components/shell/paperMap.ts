/**
 * The map of the papers: how far weights move, from left to right, against what the data look like, from bottom to
 * top. Positions are shares of the plane; labels stand on the side where there is room.
 */

export interface MapPoint {
  readonly id: string;
  readonly label: string;
  /** Share of the width, 0 to 1: how far the weights move from their start. */
  readonly movement: number;
  /** Share of the height, 0 to 1: how much structure the data have. */
  readonly structure: number;
}

export interface PlacedPoint extends MapPoint {
  /** Percent of the width from the left, and of the height from the bottom, inside the margins. */
  readonly left: number;
  readonly bottom: number;
  readonly side: 'left' | 'right';
}

/** Percent of the plane kept free at each border, so that no mark touches an axis. */
const MARGIN = 6;

/** A label takes about this share of the width of a phone's map for each letter. */
const LETTER = 0.024;

/** Marks with the side of their label, in reading order (left to right). @throws RangeError for a share outside [0, 1] */
export function placePoints(points: readonly MapPoint[]): PlacedPoint[] {
  const percent = (share: number): number => MARGIN + share * (100 - 2 * MARGIN);
  return [...points]
    .sort((a, b) => a.movement - b.movement)
    .map((point) => {
      for (const share of [point.movement, point.structure]) {
        if (!(share >= 0 && share <= 1))
          throw new RangeError(`the map position of ${point.id} is outside [0, 1]`);
      }
      const left = percent(point.movement);
      const room = 1 - left / 100;
      return {
        ...point,
        left,
        bottom: percent(point.structure),
        side: room < point.label.length * LETTER + 0.05 ? 'left' : 'right',
      };
    });
}

/** Pairs of labels that would lie over each other at a map of the given size in pixels. */
export function collisions(
  points: readonly PlacedPoint[],
  width: number,
  height: number,
): [string, string][] {
  const line = 22;
  const boxes = points.map((point) => {
    const x = (point.left / 100) * width;
    const long = point.label.length * LETTER * 320 + 14;
    return {
      id: point.id,
      from: point.side === 'right' ? x - 8 : x - long,
      to: point.side === 'right' ? x + long : x + 8,
      y: (point.bottom / 100) * height,
    };
  });
  const found: [string, string][] = [];
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length; j += 1) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a.from < b.to && b.from < a.to && Math.abs(a.y - b.y) < line) found.push([a.id, b.id]);
    }
  }
  return found;
}
