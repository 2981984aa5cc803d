/** The regions of one sign of a function on a grid, and the line between them, as SVG paths. */
import type { Grid, Point } from './outlines.ts';
import { outlines } from './outlines.ts';
import { tenth } from './svg.ts';

type Scale = (value: number) => number;

/** An outline as drawn: in tenths of a pixel, without what lies on a straight line, along the frame or at one place. */
function drawn(ring: readonly Point[], x: Scale, y: Scale): Point[] {
  const points: Point[] = [];
  const lastIsIdle = (next: Point): boolean =>
    points.length > 1 && between(points[points.length - 2], points[points.length - 1], next);
  for (const [atX, atY] of ring) {
    const next: Point = [tenth(x(atX)), tenth(y(atY))];
    while (lastIsIdle(next)) points.pop();
    points.push(next);
  }
  // The outline may have been begun on a straight line.
  while (lastIsIdle(points[0])) points.pop();
  while (points.length > 2 && between(points[points.length - 1], points[0], points[1])) points.shift();
  return points;
}

/** Whether b is not needed on the way from a to c: it is one of them, or on a horizontal or vertical line with both. */
const between = (a: Point, b: Point, c: Point): boolean =>
  (a[0] === b[0] && b[0] === c[0]) || (a[1] === b[1] && b[1] === c[1]) || (b[0] === c[0] && b[1] === c[1]);

/** The region in which sign · f > 0 as one closed path, coordinates through `x` and `y`. Empty where there is none. */
export function regionPath(grid: Grid, sign: 1 | -1, x: Scale, y: Scale): string {
  return outlines(grid, sign)
    .map((ring) => `M${drawn(ring, x, y).join('L')}Z`)
    .join('');
}

/** The line on which the function changes its sign: what of the outlines of f > 0 does not run along the frame. */
export function borderPath(grid: Grid, x: Scale, y: Scale): string {
  const [left, right] = grid.x.map((edge) => tenth(x(edge)));
  const [bottom, top] = grid.y.map((edge) => tenth(y(edge)));
  const onFrame = (a: Point, b: Point): boolean =>
    (a[0] === b[0] && (a[0] === left || a[0] === right)) ||
    (a[1] === b[1] && (a[1] === bottom || a[1] === top));
  return outlines(grid, 1)
    .map((ring) => {
      const points = drawn(ring, x, y);
      let pen = '';
      return points
        .map((point, i) => {
          const next = points[(i + 1) % points.length];
          const skipped = onFrame(point, next);
          const part = skipped ? '' : `${pen === point.join() ? '' : `M${point.join()}`}L${next.join()}`;
          if (!skipped) pen = next.join();
          return part;
        })
        .join('');
    })
    .join('');
}
