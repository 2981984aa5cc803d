import { describe, expect, it } from 'vitest';
import type { Grid, Point } from '#charts/outlines.ts';
import { outlines } from '#charts/outlines.ts';
import { borderPath, regionPath } from '#charts/regions.ts';

function gridOf(size: number, f: (x: number, y: number) => number): Grid {
  const centre = (index: number): number => -1 + (2 * (index + 0.5)) / size;
  const values = Array.from({ length: size * size }, (_, i) =>
    f(centre(i % size), centre(Math.floor(i / size))),
  );
  return { columns: size, rows: size, x: [-1, 1], y: [-1, 1], values };
}

/** Signed area of a polygon, positive against the clock. */
const area = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
const areaOf = (grid: Grid, sign: 1 | -1): number =>
  outlines(grid, sign).reduce((sum, ring) => sum + area(ring), 0);

const pixels = (value: number): number => 100 * value;

describe('regions of one sign', () => {
  it('cover a half plane exactly, out to the edges of the grid', () => {
    const grid = gridOf(9, (x) => x - 0.25);
    expect(areaOf(grid, 1)).toBeCloseTo(1.5, 12);
    expect(areaOf(grid, -1)).toBeCloseTo(2.5, 12);
    expect(regionPath(grid, 1, pixels, pixels).split(/[MLZ]/).filter(Boolean)).toHaveLength(4);
  });

  it('come close to a disc, and have its hole on the other side', () => {
    const disc = gridOf(60, (x, y) => 0.36 - x * x - y * y);
    expect(outlines(disc, 1)).toHaveLength(1);
    expect(areaOf(disc, 1)).toBeCloseTo(Math.PI * 0.36, 2);
    expect(outlines(disc, -1)).toHaveLength(2);
    expect(areaOf(disc, 1) + areaOf(disc, -1)).toBeCloseTo(4, 10);
  });

  it('agree about a saddle: the two signs fill the plane without overlap', () => {
    for (const shift of [-0.004, 0.004]) {
      const saddle = gridOf(8, (x, y) => x * y + shift);
      const [positive, negative] = [outlines(saddle, 1), outlines(saddle, -1)];
      expect([positive.length, negative.length]).toEqual(shift > 0 ? [1, 2] : [2, 1]);
      expect(areaOf(saddle, 1) + areaOf(saddle, -1)).toBeCloseTo(4, 10);
    }
  });

  it('hold neither zero nor what is not a number', () => {
    expect(
      regionPath(
        gridOf(3, () => 0),
        1,
        pixels,
        pixels,
      ),
    ).toBe('');
    expect(
      regionPath(
        gridOf(3, () => 0),
        -1,
        pixels,
        pixels,
      ),
    ).toBe('');
    const broken = gridOf(5, (x) => (x > 0.5 ? NaN : 1));
    expect(areaOf(broken, 1)).toBeCloseTo(2 * 1.6, 12);
    expect(areaOf(broken, -1)).toBe(0);
  });
});

describe('the border', () => {
  const ends = (path: string): string[][] =>
    path
      .split('M')
      .filter(Boolean)
      .map((part) => part.split('L'));

  it('is one line without what runs along the frame', () => {
    const [line, ...more] = ends(
      borderPath(
        gridOf(9, (x, y) => x + 0.4 * y - 0.1),
        pixels,
        pixels,
      ),
    );
    expect(more).toEqual([]);
    const [[startX, startY], [endX, endY]] = [line[0], line.at(-1) ?? ''].map((end) =>
      end.split(',').map(Number),
    );
    expect([startY, endY].toSorted((a, b) => a - b)).toEqual([-100, 100]);
    expect(Math.abs(startX - endX)).toBeGreaterThan(60);
    for (const point of line) {
      const [x, y] = point.split(',').map(Number);
      expect(x + 0.4 * y - 10).toBeCloseTo(0, 0);
    }
  });

  it('closes round a disc, and is empty when the sign is one', () => {
    const [line, ...more] = ends(
      borderPath(
        gridOf(20, (x, y) => 0.3 - x * x - y * y),
        pixels,
        pixels,
      ),
    );
    expect(more).toEqual([]);
    expect(line.at(-1)).toBe(line[0]);
    expect(
      borderPath(
        gridOf(4, () => 1),
        pixels,
        pixels,
      ),
    ).toBe('');
  });
});
