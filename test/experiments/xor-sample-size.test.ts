import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/xor-sample-size/predict.ts';
import { run } from '#experiments/xor-sample-size/run.ts';
import spec, { parameters } from '#experiments/xor-sample-size/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { predictMean } from '#framework/predictions.ts';
import type { Predict } from '#framework/run.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const anySpec = spec as unknown as ExperimentSpec;
const anyPredict = predict as unknown as Predict<typeof anySpec.parameters>;

async function trained(values: Settings, seed: number, signal = new AbortController().signal) {
  const running = run({ parameters: values, random: streams(seed), engine, signal });
  const frames: Frame[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

async function several(values: Settings, seeds: readonly number[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push((await trained(values, seed)).outcome);
  return outcomes;
}

const average = (outcomes: readonly Outcome[], name: string, entry: number): number =>
  mean(outcomes.map(({ measures }) => (measures[name] as number[])[entry]));

function checksOf(values: Settings, outcomes: readonly Outcome[], seeds: readonly number[]) {
  const predictions = predictMean(anySpec, anyPredict, values, seeds);
  return evaluateChecks(anySpec, values, aggregate(spec.measures, outcomes), predictions);
}

describe('the default', () => {
  // Reference: four runs of an independent implementation, mean and sd. Ours is one, which scatters as much as one of
  // theirs.
  const reference = [
    // n, own cosine, sd, recursion, upper curve, clean accuracy, sd
    [50, 0.469, 0.077, 0.504, 0.659, 0.81, 0.081],
    [100, 0.661, 0.074, 0.625, 0.778, 0.929, 0.024],
    [200, 0.735, 0.017, 0.737, 0.868, 0.974, 0.016],
    [400, 0.839, 0.031, 0.83, 0.927, 0.992, 0.004],
    [800, 0.909, 0.007, 0.891, 0.962, 0.997, 0.002],
    [1600, 0.94, 0.002, 0.93, 0.98, 1, 0.001],
  ] as const;

  test('agrees with the reference table, and its checks agree', async () => {
    const seeds = [0];
    const outcomes = await several(settings(), seeds);
    reference.forEach(([n, own, ownSd, , , right, rightSd], i) => {
      // The reference's spreads come from four runs; below .02 they are uncertain by more than themselves.
      const bound = (sd: number, ours: number) => 2 * Math.max(sd, ours);
      const measured = average(outcomes, 'own', i);
      expect(Math.abs(measured - own), `own at ${n}: ${measured}`).toBeLessThanOrEqual(bound(ownSd, 0.03));
      const accuracy = average(outcomes, 'testClean', i);
      expect(Math.abs(accuracy - right), `accuracy at ${n}: ${accuracy}`).toBeLessThanOrEqual(
        bound(rightSd, 0.002),
      );
    });
    const checks = checksOf(settings(), outcomes, seeds);
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array.from(checks, () => 'agrees'));
  });

  test('predicts the reference recursion within its spread over draws, and the upper curve and n★ exactly', () => {
    const { values } = predictMean(anySpec, anyPredict, settings(), [0, 1, 2, 3]);
    reference.forEach(([, , , recursion, upper], i) => {
      expect(Math.abs((values.own as number[])[i] - recursion)).toBeLessThan(0.006);
      expect(Math.abs((values.upper as number[])[i] - upper)).toBeLessThan(0.00051);
    });
    expect(values.nStar).toBeCloseTo(65.306, 3);
  });
});

describe('a run', () => {
  const small = settings({ n: [40, 20, 40], d: 10, m: 20, steps: 20 });

  test('has one entry for each n, in the order asked, and an n alone gives what it gives in a list', async () => {
    const { frames, outcome } = await trained(small, 3);
    expect(outcome.axes.n).toEqual([40, 20, 40]);
    const own = outcome.measures.own as number[];
    expect(own[2]).toBe(own[0]);
    const alone = await trained({ ...small, n: [20] }, 3);
    expect((alone.outcome.measures.own as number[])[0]).toBe(own[1]);
    expect(frames.at(-1)?.done).toBe(1);
    expect((outcome.measures.ratio as number[])[1]).toBeCloseTo((20 * 0.49) / (8 * 0.04 * 10), 12);
  });

  test('shows progress inside of one n and stops when it is told to', async () => {
    const large = settings({ n: [1000], d: 300, m: 500, steps: 6 });
    const { frames } = await trained(large, 0);
    expect(frames.length).toBeGreaterThan(2);
    expect(frames[0].done).toBeGreaterThan(0);
    expect(frames[0].done).toBeLessThan(0.9);
    expect(frames[0].measures.own).toEqual([]);
    await expect(trained(large, 0, AbortSignal.abort())).rejects.toThrow('abort');
  });
});

describe('checks', () => {
  test('differ below n★, and say so', async () => {
    const values = settings({ n: [20] });
    const checks = checksOf(values, await several(values, [0, 1]), [0, 1]);
    expect(checks.map(({ verdict }) => verdict)).toContain('outside its assumptions (differs)');
    expect(checks[0].violated).toContain('enough-samples');
  });

  test('can differ while every assumption holds: wide clusters at n/n★ = 4', async () => {
    const values = settings({ n: [590], sigma: 0.3, steps: 160 });
    const checks = checksOf(values, await several(values, [0, 1]), [0, 1]);
    const accuracy = checks.at(-1);
    expect(accuracy?.violated).toEqual([]);
    expect(accuracy?.verdict).toBe('differs');
  });

  test('refuse what would not fit in memory', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings({ n: [50, 10_000], d: 2000 }))).toContain('10 million');
  });
});
