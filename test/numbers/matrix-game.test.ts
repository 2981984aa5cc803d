/** Matrix games against values found by hand, their duals, and what ties do to the simplex method. */
import { describe, expect, test } from 'vitest';
import { game } from '#numbers/matrix-game.ts';
import { streams } from '#numbers/random.ts';

const rowsOf = (...rows: number[][]): Float64Array[] => rows.map((row) => Float64Array.from(row));

describe('game', () => {
  test('rock, paper, scissors', () => {
    const { value, mixture, weights } = game(rowsOf([0, -1, 1], [1, 0, -1], [-1, 1, 0]));
    expect(value).toBeCloseTo(0, 9);
    for (const share of [...mixture, ...weights]) expect(share).toBeCloseTo(1 / 3, 9);
  });

  test('a game of two by two', () => {
    // Shares p of the first column with 3p + 0(1 − p) = p + 2(1 − p): p = ½, value 3/2.
    const { value, mixture, weights } = game(rowsOf([3, 0], [1, 2]));
    expect(value).toBeCloseTo(1.5, 9);
    expect(mixture[0]).toBeCloseTo(0.5, 9);
    expect(weights[0]).toBeCloseTo(0.25, 9);
  });

  test('a column that is best everywhere, and negative values', () => {
    const { value, mixture } = game(rowsOf([-3, -1], [-4, -2]));
    expect(value).toBeCloseTo(-2, 9);
    expect([...mixture]).toEqual([0, 1]);
  });

  test('both players are sure of the same value, ties or not', () => {
    const source = streams(4)('games');
    for (let draw = 0; draw < 60; draw++) {
      const [n, m] = [2 + (draw % 30), 1 + source.integer(40)];
      // Entries of every other game are small integers, so that many rows and columns tie.
      const entry = () => (draw % 2 === 0 ? source.normal() : source.integer(3) - 1);
      const rows = Array.from({ length: n }, () => Float64Array.from({ length: m }, entry));
      const { value, mixture, weights } = game(rows);
      const dot = (a: ArrayLike<number>, b: Float64Array): number => b.reduce((s, x, i) => s + x * a[i], 0);
      const sure = Math.min(...rows.map((row) => dot(row, mixture)));
      const most = Math.max(
        ...Array.from(mixture, (_, k) =>
          dot(
            rows.map((row) => row[k]),
            weights,
          ),
        ),
      );
      expect(sure).toBeCloseTo(value, 12);
      expect(most - sure).toBeLessThan(1e-9);
      for (const shares of [mixture, weights]) {
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }
    }
  });

  test('refuses entries that are not finite', () => {
    expect(() => game(rowsOf([1, Infinity], [0, 1]))).toThrow('not finite');
    expect(() => game(rowsOf([1, NaN], [0, 1]))).toThrow('not finite');
  });
});
