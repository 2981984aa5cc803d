import { describe, expect, test } from 'vitest';
import {
  correlation,
  covariance,
  equalEdges,
  histogram,
  mean,
  median,
  quantile,
  quantiles,
  rankCorrelation,
  ranks,
  sd,
  standardError,
  variance,
} from '#numbers/statistics.ts';

const X = [3.1, -2, 7.25, 0, 7.25, 11, -4.5];
const Y = [1, 2, 2, -3, 5, 8, 0.5];

describe('statistics', () => {
  test('agree with NumPy 2.4 and SciPy 1.17', () => {
    expect(mean(X)).toBeCloseTo(3.1571428571428575, 14);
    expect(sd(X)).toBeCloseTo(5.630455026862732, 14);
    expect(variance(X)).toBeCloseTo(5.630455026862732 ** 2, 13);
    expect(standardError(X)).toBeCloseTo(2.1281119670303266, 14);
    expect(median(X)).toBe(3.1);
    quantiles(X, [0.1, 0.25, 0.9]).forEach((q, i) => expect(q).toBeCloseTo([-3, -1, 8.75][i], 13));
    expect(covariance(X, Y)).toBeCloseTo(14.44404761904762, 13);
    expect(correlation(X, Y)).toBeCloseTo(0.7358210192783508, 14);
    expect(rankCorrelation(X, Y)).toBeCloseTo(0.7545454545454545, 14);
    expect([...ranks(X)]).toEqual([4, 2, 5.5, 3, 5.5, 7, 1]);
  });

  test('a large offset costs no digits', () => {
    expect(sd([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  });

  test('inputs stay as they were; typed arrays work', () => {
    const values = Float32Array.of(3, 1, 2);
    expect(median(values)).toBe(2);
    expect([...values]).toEqual([3, 1, 2]);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  test('too few values and bad arguments', () => {
    expect([mean([]), sd([1]), standardError([1]), median([]), correlation([1, 1], [1, 2])]).toEqual(
      new Array(5).fill(NaN),
    );
    expect(() => quantile([1, 2], 1.01)).toThrow(RangeError);
    expect(() => covariance([1, 2], [1])).toThrow(RangeError);
  });

  test('rank correlation sees only the order', () => {
    const x = [0.1, 0.5, 0.2, 0.9];
    expect(rankCorrelation(x, x.map(Math.exp))).toBe(1);
    const falling = x.map((v) => -(v ** 3));
    expect(rankCorrelation(x, falling)).toBe(-1);
  });

  test('histogram: half-open bins, the last one closed, outsiders counted', () => {
    const h = histogram([0, 0.25, 0.5, 0.999, 1, 2, 2.1, -0.1, NaN], [0, 0.5, 1, 2]);
    expect([...h.counts]).toEqual([2, 2, 2]);
    expect([h.below, h.above]).toEqual([1, 1]);
    expect(() => histogram([1], [0])).toThrow(RangeError);
    expect(() => histogram([1], [0, 0])).toThrow(RangeError);
  });

  test('equal edges hit both ends exactly', () => {
    const edges = equalEdges(0.1, 0.7, 7);
    expect([edges.length, edges[0], edges[7]]).toEqual([8, 0.1, 0.7]);
    for (let b = 0; b < 7; b++) expect(edges[b + 1] - edges[b]).toBeCloseTo(0.6 / 7, 14);
  });
});
