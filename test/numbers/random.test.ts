import { describe, expect, test } from 'vitest';
import { normalCdf } from '#numbers/normal.ts';
import {
  normals,
  permutation,
  shuffle,
  signs,
  sphereRows,
  streams,
  unitVector,
  type Stream,
} from '#numbers/random.ts';

// Stored when the generator was fixed.
const GOLDEN_NORMALS = [-0.26031670910341537, 0.9618289848058531, 1.0814900827090341];
const GOLDEN_HASH = 1504499562;
const GOLDEN_UNIFORMS = [0.4439617187558461, 0.787341517816969, 0.3936354939573464];
const GOLDEN_INTEGER = 646;
const GOLDEN_LARGE = [803874042825, 293852495365];

function draw(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

/** FNV-1a of the bits, 32 at a time. */
function hash(values: Float64Array): number {
  return new Uint32Array(values.buffer).reduce((h, word) => Math.imul(h ^ word, 16777619), 2166136261) >>> 0;
}

/** Largest gap between the empirical and the given distribution function, times √count (Kolmogorov's statistic). */
function kolmogorov(values: ArrayLike<number>, distribution: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  const gaps = sorted.map((x, i) => {
    const exact = distribution(x);
    return Math.max(exact - i / sorted.length, (i + 1) / sorted.length - exact);
  });
  return Math.sqrt(sorted.length) * gaps.reduce((a, b) => Math.max(a, b));
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / Math.sqrt(aa * bb);
}

describe('streams', () => {
  test('golden values: a change here changes every link and every baked run', () => {
    const data = streams(0)('data');
    expect(draw(3, data.normal)).toEqual(GOLDEN_NORMALS);
    expect(hash(normals(streams(42)('data'), 100_000))).toBe(GOLDEN_HASH);
    expect(draw(3, streams(7)('weights').uniform)).toEqual(GOLDEN_UNIFORMS);
    expect(draw(8, () => streams(-5)('test').integer(1000)).every((v) => v === GOLDEN_INTEGER)).toBe(true);
    expect(draw(2, () => data.integer(2 ** 40))).toEqual(GOLDEN_LARGE);
  });

  test('one name starts anew at each call; names and seeds give different values', () => {
    const random = streams(3);
    const firsts = ['data', 'weights', 'labels', 'test', 'a', 'b', 'ab', 'ba', ''].map((n) =>
      random(n).uniform(),
    );
    expect(random('data').uniform()).toBe(firsts[0]);
    for (const seed of [0, 1, -1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, 1 - 2 ** 53])
      firsts.push(streams(seed)('data').uniform());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test.each([0.5, NaN, Infinity, 2 ** 53])('refuses the seed %d', (seed) => {
    expect(() => streams(seed)).toThrow(RangeError);
  });

  test('streams of neighbouring names and seeds are uncorrelated', () => {
    const count = 20_000;
    const pairs: [Stream, Stream][] = [
      [streams(0)('data'), streams(1)('data')],
      [streams(0)('data'), streams(0)('datb')],
      [streams(0)('data'), streams(2 ** 32)('data')],
      [streams(5)('weights'), streams(5)('data')],
    ];
    // 4.5 standard deviations of a sample correlation of independent values.
    for (const [a, b] of pairs)
      expect(Math.abs(correlation(normals(a, count), normals(b, count)))).toBeLessThan(
        4.5 / Math.sqrt(count),
      );
  });

  test('first values over many seeds are uniform', () => {
    const firsts = Array.from({ length: 20_000 }, (_, seed) => streams(seed)('data').uniform());
    expect(kolmogorov(firsts, (x) => x)).toBeLessThan(1.95); // P(exceeded) = 1e-3
  });
});

describe('distributions', () => {
  test('uniform: 53 bits in [0, 1)', () => {
    const values = draw(100_000, streams(1)('u').uniform);
    expect(values.every((v) => v >= 0 && v < 1 && Number.isInteger(v * 2 ** 53))).toBe(true);
    expect(values.some((v) => (v * 2 ** 53) % 2 === 1)).toBe(true);
    expect(kolmogorov(values, (x) => x)).toBeLessThan(1.95);
  });

  test('normal: Kolmogorov test, moments, no correlation between successive values', () => {
    const count = 200_000;
    const values = normals(streams(2)('n'), count);
    expect(kolmogorov(values, normalCdf)).toBeLessThan(1.95);
    const moment = (k: number) => values.reduce((sum, v) => sum + v ** k, 0) / count;
    // Var of the sample mean of z^k is (E z^2k − (E z^k)²)/count: 1, 2, 15, 96 for k = 1 … 4.
    [0, 1, 0, 3].forEach((expected, i) =>
      expect(Math.abs(moment(i + 1) - expected)).toBeLessThan(4.5 * Math.sqrt([1, 2, 15, 96][i] / count)),
    );
    for (const lag of [1, 2, 3])
      expect(Math.abs(correlation(values.subarray(lag), values.subarray(0, count - lag)))).toBeLessThan(
        4.5 / Math.sqrt(count),
      );
  });

  test('normals scales by sd', () => {
    const plain = normals(streams(4)('n'), 10);
    expect(normals(streams(4)('n'), 10, 0.5)).toEqual(plain.map((v) => 0.5 * v));
  });

  test('integer: each of six faces as often as chance allows', () => {
    const die = streams(3)('die');
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) counts[die.integer(6)]++;
    const chiSquare = counts.reduce((sum, c) => sum + (c - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(20.5); // 5 degrees of freedom, P = 1e-3
  });

  test('integer: without bias where the remainder would have one', () => {
    // With below = 3·2³⁰, plain `%` of a 32-bit word would hit the lowest third twice as often.
    const source = streams(3)('bias');
    const low = draw(40_000, () => source.integer(3 * 2 ** 30)).filter((v) => v < 2 ** 30).length;
    expect(Math.abs(low / 40_000 - 1 / 3)).toBeLessThan(4.5 * Math.sqrt(2 / 9 / 40_000));
    const large = draw(1000, () => source.integer(2 ** 53));
    expect(large.every(Number.isSafeInteger)).toBe(true);
    expect(large.some((v) => v > 2 ** 52)).toBe(true);
    expect(source.integer(1)).toBe(0);
  });

  test.each([0, -1, 1.5, NaN, 2 ** 54])('integer refuses %d', (below) => {
    expect(() => streams(0)('x').integer(below)).toThrow(RangeError);
  });
});

describe('helpers', () => {
  test('signs are ±1, balanced', () => {
    const values = signs(streams(6)('s'), 40_000);
    expect(new Set(values)).toEqual(new Set([-1, 1]));
    expect(Math.abs(values.reduce((a, b) => a + b, 0))).toBeLessThan(4.5 * 200);
  });

  test('permutation holds every index once; all orders of three are equally likely', () => {
    expect([...permutation(streams(1)('p'), 100)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
    const source = streams(2)('p');
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const key = shuffle(source, ['a', 'b', 'c']).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquare = [...counts.values()].reduce((sum, c) => sum + (c - 2000) ** 2 / 2000, 0);
    expect(chiSquare).toBeLessThan(20.5);
  });

  test('unit vectors have length one and no preferred direction', () => {
    const source = streams(3)('v');
    const projections = draw(20_000, () => unitVector(source, 3)[1]);
    // Archimedes: a coordinate of a uniform point of the sphere in three dimensions is uniform on [−1, 1].
    expect(kolmogorov(projections, (x) => (x + 1) / 2)).toBeLessThan(1.95);
    const rows = sphereRows(source, 50, 7, 2.5);
    for (let r = 0; r < 50; r++) expect(Math.hypot(...rows.subarray(7 * r, 7 * r + 7))).toBeCloseTo(2.5, 13);
  });
});
