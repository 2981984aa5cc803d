/** Linear programs against optima that can be found by hand and against their duals. */
import { describe, expect, test } from 'vitest';
import { maximise } from '#numbers/linear-program.ts';
import { streams } from '#numbers/random.ts';

describe('maximise', () => {
  test('finds the corner of a textbook problem', () => {
    const { value, x } = maximise({
      objective: [3, 5],
      rows: [
        [1, 0],
        [0, 2],
        [3, 2],
      ],
      limits: [4, 12, 18],
    });
    expect(value).toBeCloseTo(36, 12);
    expect([...x]).toEqual([2, 6]);
  });

  test('says zero where nothing can be gained', () => {
    expect(maximise({ objective: [-1, -2], rows: [[1, 1]], limits: [1] }).value).toBeCloseTo(0, 12);
  });

  test('has no duality gap on random problems', () => {
    const source = streams(4)('problems');
    for (let problem = 0; problem < 20; problem++) {
      const draw = (count: number) => Array.from({ length: count }, () => source.uniform());
      const rows = Array.from({ length: 4 }, () => draw(7));
      const objective = draw(7);
      const limits = draw(4);
      const primal = maximise({ objective, rows, limits });
      // min ⟨b, y⟩ with Aᵀy ≥ c, y ≥ 0, as a maximum over −y.
      const dual = maximise({
        objective: limits.map((b) => -b),
        rows: objective.map((_, j) => rows.map((row) => -row[j])),
        limits: objective.map((c) => -c),
      });
      expect(-dual.value).toBeCloseTo(primal.value, 9);
      rows.forEach((row, i) => {
        expect(row.reduce((sum, a, j) => sum + a * primal.x[j], 0)).toBeLessThanOrEqual(limits[i] + 1e-9);
      });
    }
  });

  test('refuses what has no largest value, no solution, or shapes that do not fit', () => {
    expect(() => maximise({ objective: [1], rows: [[-1]], limits: [1] })).toThrow('unbounded');
    expect(() => maximise({ objective: [1], rows: [[1]], limits: [-1] })).toThrow('infeasible');
    expect(() => maximise({ objective: [1, 2], rows: [[1]], limits: [1] })).toThrow(RangeError);
  });
});
