/** Where a function on a grid has one sign: marching squares between the centres of cells, out to the edge of the grid. */

/** Values on a regular grid of cells, row by row from the lowest y; f(cell centre). */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Length rows × columns. */
  readonly values: ArrayLike<number>;
}

export type Point = readonly [x: number, y: number];
/** A row and a column. */
type Cell = readonly [row: number, column: number];

/** Corners of a square between four centres, against the clock; side i goes from corner i to the next. */
const corners = ([row, column]: Cell): readonly Cell[] => [
  [row, column],
  [row, column + 1],
  [row + 1, column + 1],
  [row + 1, column],
];

const clamp = (index: number, last: number): number => Math.min(Math.max(index, 0), last);

/** A value of `at`, which knows 0 to count − 1; half a step beyond either end, on the line through the last two. */
function extended(at: (index: number) => number, index: number, count: number): number {
  const last = clamp(index, count - 1);
  if (last === index || count === 1) return at(last);
  return 1.5 * at(last) - 0.5 * at(last === 0 ? 1 : last - 1);
}

/** Where between two values the zero lies, as a share of the way; at the second if that one lies outside the grid. */
function zeroBetween(a: number, b: number): number {
  const part = 1 / (1 - b / a);
  return Number.isNaN(part) ? 0.5 : b === -Infinity ? 1 : part;
}

/**
 * Closed outlines of where sign · f > 0, in the coordinates of the grid, against the clock round what they hold. Zero
 * and what is not a number lie outside. Where two corners of a square that are across from each other lie inside and
 * the others do not, the sign of their mean is that of the middle.
 */
export function outlines(grid: Grid, sign: 1 | -1): Point[][] {
  const { columns, rows } = grid;
  // Round the grid lie cells on its edge, on the straight line through the two next to them, then cells below all others.
  const inRow = (row: number, column: number): number => {
    const at = (one: number): number => grid.values[row * columns + one];
    return extended(at, column, columns);
  };
  const value = ([row, column]: Cell): number =>
    row < -1 || row > rows || column < -1 || column > columns
      ? -Infinity
      : sign * extended((one) => inRow(one, column), row, rows);
  const along = (index: number, count: number, [low, high]: readonly [number, number]): number =>
    low + (clamp(index + 0.5, count) / count) * (high - low);
  const place = ([row, column]: Cell): Point => [along(column, columns, grid.x), along(row, rows, grid.y)];

  const crossings = new Map<string, Point>();
  /** The name of the crossing between two cells, from either of the squares that share their side. */
  const cross = (inner: Cell, outer: Cell): string => {
    const name = `${inner.join()} ${outer.join()}`;
    const part = zeroBetween(value(inner), value(outer));
    const [[x, y], [toX, toY]] = [place(inner), place(outer)];
    crossings.set(name, [x + part * (toX - x), y + part * (toY - y)]);
    return name;
  };

  const following = new Map<string, string>();
  for (let row = -2; row <= rows; row += 1)
    for (let column = -2; column <= columns; column += 1) {
      const square = corners([row, column]);
      const values = square.map(value);
      const inside = values.map((one) => one > 0);
      const corner = (side: number): Cell => square[side % 4];
      const leaves = [0, 1, 2, 3].filter((side) => inside[side] && !inside[(side + 1) % 4]);
      const joined = leaves.length === 2 && values[0] + values[1] + values[2] + values[3] > 0;
      for (const leave of leaves) {
        // Where the outline goes on: at the side by which the corner was entered, or, in a joined region, by which the next is.
        const steps = joined ? [1, 2, 3] : [3, 2, 1];
        const enter = steps
          .map((step) => leave + step)
          .find((side) => !inside[side % 4] && inside[(side + 1) % 4]);
        if (enter !== undefined)
          following.set(cross(corner(leave), corner(leave + 1)), cross(corner(enter + 1), corner(enter)));
      }
    }

  const rings: Point[][] = [];
  for (const start of following.keys()) {
    const ring: Point[] = [];
    let name: string | undefined = start;
    while (name !== undefined && following.has(name)) {
      ring.push(crossings.get(name) ?? [NaN, NaN]);
      const next: string | undefined = following.get(name);
      following.delete(name);
      name = next;
    }
    rings.push(ring);
  }
  return rings;
}
