/** structured-parity against the reference table, gradients summed by hand, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/structured-parity/predict.ts';
import { run } from '#experiments/structured-parity/run.ts';
import spec, { parameters } from '#experiments/structured-parity/spec.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';
import { list, result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const SEEDS = [0, 1, 2, 3, 4];

const ran = (values: Settings, seed: number) => traced(tested, engine, values, seed);

const measured = (values: Settings, seeds: readonly number[]) => result(tested, engine, values, seeds);

async function cosines(values: Settings, seeds: readonly number[] = SEEDS): Promise<number[]> {
  return list((await measured(values, seeds)).measures.cosine.mean);
}

async function verdicts(values: Settings, seeds: readonly number[] = SEEDS): Promise<(string | null)[]> {
  return (await measured(values, seeds)).checks.map(({ verdict }) => verdict);
}

describe('the reference table', () => {
  const n = [200, 1000, 5000];
  // Five draws: D, k, p_A, then mean and standard deviation at each n.
  const table: [number, number, number, number[], number[]][] = [
    [50, 3, 0.5, [0.753, 0.944, 0.987], [0.046, 0.008, 0.001]],
    [50, 5, 0.5, [0.825, 0.964, 0.992], [0.038, 0.005, 0.0005]],
    [50, 5, 0.25, [0.572, 0.888, 0.968], [0.098, 0.008, 0.005]],
    [50, 5, 0.1, [0.249, 0.575, 0.824], [0.101, 0.107, 0.028]],
    [100, 5, 0.5, [0.752, 0.929, 0.985], [0.024, 0.003, 0.002]],
    [50, 4, 0.5, [0.247, 0.354, 0.364], [0.018, 0.022, 0.009]],
  ];

  test.each(table)('D = %d, k = %d, p_A = %d', async (D, k, pA, means, sds) => {
    const values = settings({ D, k, pA, n });
    const { measures, checks } = await measured(values, SEEDS);
    const mean = list(measures.cosine.mean);
    const sd = list(measures.cosine.sd);
    // Two means of five draws each: the table's spread and ours.
    means.forEach((reference, i) =>
      expect(Math.abs(mean[i] - reference), `n = ${n[i]}`).toBeLessThanOrEqual(
        2 * Math.sqrt(sds[i] ** 2 + sd[i] ** 2) + 0.001,
      ),
    );
    expect(checks.map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees']);
  });
});

test('five settings drawn at random, three odd and two even, lie within the tolerance', async () => {
  for (const [D, k, pA, n] of [
    [127, 3, 0.58, 1436],
    [53, 7, 0.2, 3000],
    [141, 5, 0.25, 4754],
    [36, 6, 0.37, 5240],
    [106, 4, 0.15, 3211],
  ])
    expect(await verdicts(settings({ D, k, pA, n: [n] }), [0, 1, 2])).toEqual(['agrees', 'agrees']);
});

test('an even parity stays where it is, and without structure nothing is found', async () => {
  const [few, many] = await cosines(settings({ k: 4, n: [5000, 20_000] }), [0, 1]);
  expect(Math.abs(many - few)).toBeLessThan(0.03);
  expect(many).toBeLessThan(0.45);
  const none = settings({ pA: 0, n: [1000] });
  expect((await cosines(none))[0]).toBeLessThan(0.15);
  expect(await verdicts(none)).toEqual(['agrees', 'agrees']);
});

test('far below n½ the checks can differ with every assumption kept', async () => {
  const values = settings({ D: 20, k: 3, pA: 0.01, n: [100] });
  expect(spec.assumptions.every(({ holds }) => holds(values))).toBe(true);
  expect(await verdicts(values)).toEqual(['differs', 'differs']);
});

describe('a run', () => {
  const values = settings({ D: 12, k: 3, m: 7, n: [300, 60] });

  test('has the gradients that loops give, for every n, and the same for the same seed', async () => {
    const [once, again] = [await ran(values, 2), await ran(values, 2)];
    expect(again.outcome).toEqual(once.outcome);
    const rows = randomNeurons(streams(2)('weights'), 7, 12);
    const whole = sampleParity(streams(2)('data'), values, 300);
    const byLoops = (n: number): number => {
      let sum = 0;
      for (let i = 0; i < 7; i++) {
        const g = new Float64Array(12);
        for (let s = 0; s < n; s++) {
          let inner = 0;
          for (let j = 0; j < 12; j++) inner += rows[i * 12 + j] * whole.inputs[s * 12 + j];
          if (inner > 0) for (let j = 0; j < 12; j++) g[j] += whole.labels[s] * whole.inputs[s * 12 + j];
        }
        const squares = g.reduce((so, component) => so + component ** 2, 0);
        sum += Math.abs(g[0] + g[1] + g[2]) / Math.sqrt(3 * squares);
      }
      return sum / 7;
    };
    const [long, short] = once.outcome.measures.cosine as number[];
    expect(once.outcome.axes.n).toEqual([300, 60]);
    expect(long).toBeCloseTo(byLoops(300), 5);
    expect(short).toBeCloseTo(byLoops(60), 5);
  });

  test('a longer sample begins with the shorter one', async () => {
    const [alone] = await cosines(settings({ ...values, n: [60] }), [2]);
    const [, beginning] = await cosines(values, [2]);
    expect(alone).toBeCloseTo(beginning, 6);
  });

  test('reports the sizes in order and ends at one', async () => {
    const { frames, outcome } = await ran(values, 0);
    expect(frames.at(-1)?.done).toBe(1);
    expect(outcome.view.cosines.map(({ n, values: all }) => [n, all.length])).toEqual([
      [60, 7],
      [300, 7],
    ]);
  });
});

test('refuses more relevant bits than bits', () => {
  expect(spec.refuse?.(settings({ D: 4, k: 5 }))).toMatch(/k must not exceed D/);
  expect(spec.refuse?.(settings())).toBeNull();
});
