/** The line on which a function on a grid changes its sign (marching squares between cell centres). */
import type { Grid } from './decisionMap.ts';
import { tenth } from './svg.ts';

type Scale = (value: number) => number;
type Point = readonly [number, number];

/** Segments of the zero line as one SVG path, coordinates through `x` and `y`. Empty when the sign is one. */
export function borderPath(grid: Grid, x: Scale, y: Scale): string {
  const centreX = (column: number): number =>
    x(grid.x[0] + ((column + 0.5) * (grid.x[1] - grid.x[0])) / grid.columns);
  const centreY = (row: number): number => y(grid.y[0] + ((row + 0.5) * (grid.y[1] - grid.y[0])) / grid.rows);
  const at = (row: number, column: number): number => grid.values[row * grid.columns + column];
  const parts: string[] = [];
  for (let row = 0; row + 1 < grid.rows; row += 1)
    for (let column = 0; column + 1 < grid.columns; column += 1) {
      const corners = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
      const places: Point[] = [
        [centreX(column), centreY(row)],
        [centreX(column + 1), centreY(row)],
        [centreX(column + 1), centreY(row + 1)],
        [centreX(column), centreY(row + 1)],
      ];
      const crossings: Point[] = [];
      for (let side = 0; side < 4; side += 1) {
        const next = (side + 1) % 4;
        const [a, b] = [corners[side], corners[next]];
        if (a > 0 === b > 0 || !Number.isFinite(a - b)) continue;
        const part = a / (a - b);
        crossings.push([
          places[side][0] + part * (places[next][0] - places[side][0]),
          places[side][1] + part * (places[next][1] - places[side][1]),
        ]);
      }
      for (let i = 0; i + 1 < crossings.length; i += 2)
        parts.push(
          `M${tenth(crossings[i][0])},${tenth(crossings[i][1])}L${tenth(crossings[i + 1][0])},${tenth(crossings[i + 1][1])}`,
        );
    }
  return parts.join('');
}
