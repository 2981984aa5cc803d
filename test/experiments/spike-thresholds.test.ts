/** spike-thresholds against the reference tables of thresholds and of the staircase, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/spike-thresholds/predict.ts';
import { run } from '#experiments/spike-thresholds/run.ts';
import spec, { parameters } from '#experiments/spike-thresholds/spec.ts';
import { limitsOf } from '#experiments/spike-thresholds/theory.ts';
import { activationOf } from '#experiments/shared/nls-parameters.ts';
import type { Nested } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const tested = { spec, run, predict };
const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const predicted = (changes: Partial<Settings>) =>
  predict({ parameters: settings(changes), random: streams(0) });
const measured = (changes: Partial<Settings>, seeds: number) => result(tested, engine, changes, seeds);
const rows = (value: Nested | null): number[][] => value as number[][];
const cubes = (value: Nested | null): number[][][] => value as number[][][];

const SIZES = [400, 800, 1600, 1e4, 1e6, 1e8];
const sine = { activation: 'sine', mode: 'R' } as const;

describe('thresholds', () => {
  // Step sizes and exponents as printed: three digits each.
  test.each([
    [{ mode: 'R' }, 1, [2.45, 2.45, 2.45, 2.45, 2.45, 2.45], [0.15, 0.134, 0.121, 0.097, 0.065, 0.049]],
    [{ mode: 'R' }, 2, [9.57, 11.2, 13.1, 20.2, 62.8, 198], [0.377, 0.361, 0.348, 0.326, 0.3, 0.287]],
    [{}, 2, [8.92, 10.4, 12.1, 18.7, 58.2, 184], [0.365, 0.35, 0.338, 0.318, 0.294, 0.283]],
    [sine, 1, [2.66, 2.64, 2.63, 2.62, 2.62, 2.62], []],
    [sine, 2, [10.5, 12, 13.8, 21, 64.8, 205], [0.393, 0.371, 0.356, 0.33, 0.302, 0.289]],
    [sine, 3, [19.4, 22.1, 26, 43, 183, 832], [0.494, 0.463, 0.441, 0.408, 0.377, 0.365]],
    [
      { activation: 'sine' },
      2,
      [9.09, 10.3, 11.8, 17.8, 54.9, 173],
      [0.368, 0.349, 0.335, 0.313, 0.29, 0.28],
    ],
  ] as const)('%j, spike %i, from 400 samples to a hundred million', (changes, spike, etas, alphas) => {
    const { axes, values } = predicted({ ...changes, n: SIZES, alpha: [0.4] });
    expect(axes.spike).toEqual([1, 2, 3]);
    etas.forEach((eta, i) => {
      const found = rows(values.etaThreshold)[i][spike - 1];
      expect(Math.abs(found / eta - 1), `n = ${SIZES[i]}: ${found}`).toBeLessThan(0.006);
    });
    alphas.forEach((alpha, i) => {
      // The table's last digit was rounded by hand in places.
      expect(Math.abs(rows(values.alphaThreshold)[i][spike - 1] - alpha)).toBeLessThan(0.0011);
    });
  });

  test('fall towards their limits and stay above them, on curves that meet the table', () => {
    const { axes, values } = predicted({ ...sine, n: [1e8], alpha: [0.4] });
    const curve = rows(values.alphaThresholdCurve);
    expect(axes.nFine[0]).toBe(200);
    expect(axes.nFine.at(-1)).toBe(1e8);
    expect(curve.at(-1)).toEqual(rows(values.alphaThreshold)[0]);
    const limits = values.limit as number[];
    [0, 1 / 4, 1 / 3].forEach((limit, j) => {
      expect(limits[j]).toBeCloseTo(limit, 12);
      const found = curve.map((row) => row[j]).filter(Number.isFinite);
      found.forEach((alpha, i) => {
        expect(alpha).toBeGreaterThan(limit);
        if (i > 0) expect(alpha).toBeLessThan(found[i - 1]);
      });
    });
  });

  test('of tanh skip the even degree', () => {
    const { values } = predicted({ activation: 'tanh', mode: 'R', n: [800], alpha: [0.5], d: 400, N: 800 });
    const [first, second] = rows(values.etaThreshold)[0];
    expect(first).toBeLessThan(2.1);
    expect(Math.abs(second - 38)).toBeLessThan(1);
    expect((values.limit as number[])[1]).toBeCloseTo(1 / 3, 12);
    // With d and N held fixed there is no curve along n.
    expect(values.alphaThresholdCurve).toEqual([]);
  });

  test('have limits by the degree of what is there, and by parity where a has two values', () => {
    const of = (name: string, layer: string) =>
      limitsOf(activationOf({ activation: name, w: 1.2, p: 0.6, curvature: 0.5, theta: 0.5 }), layer);
    expect(of('relu', 'gaussian')).toEqual([0, 1 / 4, 3 / 8]);
    expect(of('relu', 'twoValued')).toEqual([0, 1 / 4, Number.NaN]);
    expect(of('sine', 'twoValued')).toEqual([0, 1 / 4, Number.NaN]);
    expect(of('tanh', 'twoValued')).toEqual([0, Number.NaN, Number.NaN]);
    expect(of('quadratic', 'gaussian')).toEqual([0, 1 / 4, Number.NaN]);
  });
});

describe('the staircase at n = N = 600, d = 300', () => {
  const alpha = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];

  test.each([
    ['R', [NaN, 2.48, 2.9, 4.07, 6.47, 11.1, 20, 36.7, 68.5], [3.3, 7.7, 19.7]],
    ['G', [NaN, 2.48, 2.91, 4.08, 6.49, 11.1, 20, 36.9, 68.8], [3.94, 9.43, 23.8]],
  ] as const)('is that of the table, mode %s', (mode, first, second) => {
    const { values } = predicted({ mode, n: [600], alpha });
    const found = cubes(values.outliers)[0];
    first.forEach((value, k) => {
      if (Number.isNaN(value)) expect(found[k][0]).toBeNaN();
      else expect(Math.abs(found[k][0] / value - 1)).toBeLessThan(0.004);
    });
    second.forEach((value, k) => {
      expect(Math.abs(found[6 + k][1] / value - 1)).toBeLessThan(0.004);
    });
    expect(found[5][1]).toBeNaN();
    expect(Math.abs(rows(values.bulkEdge)[0][0] - 2.463)).toBeLessThan(0.005);
  });

  // Means of eight draws; single draws scatter by 12 % (first) and 20 % (second), ours are two.
  test.each([
    ['R', [2.98, 6.72, 20.8, 72.1], [2.41, 2.42, 3.52, 20.5]],
    ['G', [3.02, 6.88, 21.4, 74.1], [2.42, 2.47, 4.4, 25.7]],
  ] as const)('is climbed by simulations, mode %s', async (mode, first, second) => {
    const steps = [0.2, 0.3, 0.4, 0.5];
    const { measures } = await measured({ mode, n: [600], alpha: steps }, 2);
    const found = cubes(measures.topEigenvalues.mean)[0];
    const band = Math.sqrt(1 / 2 + 1 / 8);
    steps.forEach((_, k) => {
      expect(Math.abs(found[k][0] / first[k] - 1), `first ${found[k][0]}`).toBeLessThan(2.5 * 0.12 * band);
      const spread = k < 2 ? 0.04 : 2.5 * 0.2 * band;
      expect(Math.abs(found[k][1] / second[k] - 1), `second ${found[k][1]}`).toBeLessThan(spread);
    });
    expect(rows(measures.count.mean)[0]).toEqual([1, 1, 2, 2]);
  });
});

describe('counts', () => {
  test('two values in the second layer: never more than two, where Gaussian ones make three', async () => {
    const changes = { ...sine, n: [400], alpha: [0.3, 0.5, 0.55] };
    const two = await measured({ ...changes, secondLayer: 'twoValued' }, 2);
    expect(Math.max(...rows(two.measures.count.values[0])[0])).toBe(2);
    expect(rows(two.predictions.values.count)[0]).toEqual([1, 2, 2]);
    const gaussian = await measured(changes, 2);
    expect(rows(gaussian.measures.count.mean)[0][2]).toBeGreaterThan(2);
  });

  test('are made by all step sizes of one n on the same draw, whatever else is swept', async () => {
    const one = (await traced(tested, engine, { n: [200], alpha: [0.4] }, 3)).outcome;
    const many = (await traced(tested, engine, { n: [100, 200], alpha: [0.1, 0.4] }, 3)).outcome;
    expect(cubes(many.measures.topEigenvalues)[1][1]).toEqual(cubes(one.measures.topEigenvalues)[0][0]);
  });

  test('end at the largest simulation: beyond it there is the theory alone', async () => {
    const { measures, predictions } = await measured({ n: [100, 1e6], alpha: [0.2, 0.4], most: 100 }, 1);
    expect(rows(measures.count.mean)[1]).toEqual([Number.NaN, Number.NaN]);
    expect(rows(predictions.values.count)[1]).toEqual([1, 2]);
    const none = await measured({ n: [1e4], alpha: [0.2] }, 1);
    expect(none.measures.agreement.mean).toBeNaN();
    expect(none.checks.map(({ verdict }) => verdict)).toEqual([null, null, null]);
  });

  test('take the dressed edge whatever constants the predictions take', async () => {
    const changes = { ...sine, n: [200], alpha: [0.5] };
    const dressed = await measured(changes, 1);
    const bare = await measured({ ...changes, constants: 'bare' }, 1);
    expect(bare.measures.count).toEqual(dressed.measures.count);
    expect(rows(bare.predictions.values.bulkEdge)[0][0]).toBeGreaterThan(
      1.1 * rows(dressed.predictions.values.bulkEdge)[0][0],
    );
  });
});

describe('checks', () => {
  const verdicts = async (changes: Partial<Settings>, seeds: number) =>
    (await measured(changes, seeds)).checks.map(({ verdict }) => verdict);

  test('agree at the default’s smaller sizes', async () => {
    expect(await verdicts({ n: [200, 400] }, 2)).toEqual(['agrees', 'agrees', 'agrees']);
  });

  test('can differ: a polynomial activation has outliers of its own', async () => {
    const changes = { activation: 'quadratic', n: [200], alpha: [0.3, 0.4, 0.5] } as const;
    const [count] = await verdicts(changes, 2);
    expect(count).toBe('outside its assumptions (differs)');
  });

  test('can differ within their assumptions: few dimensions, one draw', async () => {
    const found = await verdicts({ n: [200], d: 8, N: 60, alpha: [0.2, 0.3, 0.4, 0.5] }, 1);
    expect(found).toContain('differs');
  });

  test('know when they are outside', async () => {
    const [count] = await verdicts({ n: [60], alpha: [0.4] }, 1);
    expect(count).toMatch(/^outside/);
  });
});

describe('a run', () => {
  const small = { n: [60, 80], alpha: [0.2, 0.45] };

  test('fills the plane cell by cell, and again the same for the same seed', async () => {
    const { frames, outcome } = await traced(tested, engine, small, 5);
    const known = frames.map(({ measures }) => rows(measures.count).flat().filter(Number.isFinite).length);
    expect(known[0]).toBe(0);
    expect(new Set(known)).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(frames.every(({ done }, i) => i === 0 || done >= frames[i - 1].done)).toBe(true);
    expect((await traced(tested, engine, small, 5)).outcome).toEqual(outcome);
    expect((await traced(tested, engine, small, 6)).outcome).not.toEqual(outcome);
  });

  test('stops when it is cancelled', async () => {
    await expect(traced(tested, engine, small, 1, AbortSignal.abort())).rejects.toThrow();
  });
});

test('sizes that take minutes are refused in words, unless they are not simulated', () => {
  expect(spec.refuse?.(settings({ n: [1000, 1500, 2000], most: 2000 }))).toContain('minutes');
  expect(spec.refuse?.(settings({ n: [1000, 1500, 2000] }))).toBeNull();
  expect(spec.refuse?.(settings({ n: [800], N: 6000, alpha: Array<number>(40).fill(0.3) }))).toContain(
    'minutes',
  );
});
