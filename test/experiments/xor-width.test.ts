/** xor-width against the reference table, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { drawNetworks, shareCovering } from '#experiments/xor-width/networks.ts';
import { predict } from '#experiments/xor-width/predict.ts';
import { run } from '#experiments/xor-width/run.ts';
import spec, { parameters } from '#experiments/xor-width/spec.ts';
import type { View } from '#experiments/xor-width/view.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { coverProbability } from '#theory/random-feature-amplification/width.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });

async function ran(
  values: Settings,
  seed: number,
): Promise<{ frames: Frame<View>[]; outcome: Outcome<View> }> {
  const running = run({
    parameters: values,
    random: streams(seed),
    engine,
    signal: new AbortController().signal,
  });
  const frames: Frame<View>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

async function verdicts(values: Settings, seed: number): Promise<(string | null)[]> {
  const measured = aggregate(spec.measures, [(await ran(values, seed)).outcome]);
  const predictions = predict({ parameters: values, random: streams(seed) });
  return evaluateChecks(spec as unknown as ExperimentSpec, values, measured, predictions).map(
    (check) => check.verdict,
  );
}

describe('the reference table', () => {
  // Forty networks of an independent implementation, d = 50, n = 1000, 400 steps: success and mean accuracy.
  const table = [
    [2, 0, 0.5],
    [4, 0.28, 0.749],
    [8, 0.85, 0.955],
    [16, 1, 0.998],
  ] as const;

  test('is reproduced within the spread of forty coins, and failures miss whole clusters', async () => {
    const values = settings({ m: table.map(([m]) => m), n: 600, d: 30, steps: 200, runs: 40 });
    const { outcome } = await ran(values, 0);
    table.forEach(([m, success, accuracy], i) => {
      const at = (name: string) => (outcome.measures[name] as number[])[i];
      const p = coverProbability(m);
      // Two draws of forty networks: three standard deviations of the difference.
      const spread = 3 * Math.sqrt((2 * p * (1 - p)) / 40) + 0.03;
      expect(Math.abs(at('success') - success), `success at m = ${m}`).toBeLessThanOrEqual(spread);
      expect(Math.abs(at('accuracy') - accuracy), `accuracy at m = ${m}`).toBeLessThanOrEqual(
        spread / 2 + 0.01,
      );
    });
    const failed = outcome.view.widths.flatMap((one) => one.accuracies).filter((one) => one < 0.9);
    expect(failed.length).toBeGreaterThan(50);
    const whole = failed.filter((one) => Math.min(Math.abs(one - 0.5), Math.abs(one - 0.75)) < 0.04);
    expect(whole.length / failed.length).toBeGreaterThan(0.9);
    const [two] = outcome.view.widths;
    expect(two.worst.centres).toBeLessThanOrEqual(2);
    expect(two.worst.values).toHaveLength(two.worst.size ** 2);
  });
});

test('the first signs are the coins of the formula', () => {
  for (const m of [4, 8, 12]) {
    const share = shareCovering(drawNetworks(streams(1), m, { d: 5, runs: 4000, omega: 1 }));
    const p = coverProbability(m);
    expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 4000));
  }
});

describe('a run', () => {
  const small = settings({ m: [4, 2], runs: 3, n: 40, d: 5, steps: 6 });

  test('reports width by width, the same for the same seed', async () => {
    const [once, again] = [await ran(small, 3), await ran(small, 3)];
    expect(again.outcome).toEqual(once.outcome);
    expect(once.outcome.axes.m).toEqual([4, 2]);
    expect(once.frames.at(-1)?.done).toBeCloseTo(1, 12);
    expect(once.frames[0].measures.successMean).toBeNaN();
    expect(once.outcome.view.widths.map((one) => one.accuracies.length)).toEqual([3, 3]);
  });

  test('a width does not depend on the others of the list', async () => {
    const [both, alone] = [await ran(small, 1), await ran({ ...small, m: [2] }, 1)];
    expect((both.outcome.measures.accuracy as number[])[1]).toBe(
      (alone.outcome.measures.accuracy as number[])[0],
    );
  });

  test('networks side by side are those that would be trained one by one', async () => {
    // Enough work for tensors together, and loops when alone; the first network has the same draws.
    const wide = settings({ m: [8], runs: 12, n: 200, d: 20, steps: 60 });
    const [together, alone] = [await ran(wide, 2), await ran({ ...wide, runs: 1 }, 2)];
    expect(together.outcome.view.widths[0].accuracies[0]).toBeCloseTo(
      alone.outcome.view.widths[0].accuracies[0],
      2,
    );
  });
});

describe('checks', () => {
  const quick = { m: [4, 8], runs: 20, n: 300, d: 20, steps: 200 };

  test('agree in a small setting', async () => {
    expect(await verdicts(settings(quick), 0)).toEqual(['agrees', 'agrees', 'agrees']);
  });

  test('differ with large first weights, though the coins fall as before', async () => {
    expect(await verdicts(settings({ ...quick, omega: 3, d: 50 }), 0)).toEqual([
      'outside its assumptions (differs)',
      'outside its assumptions (differs)',
      'agrees',
    ]);
  });

  test('refuses what would not fit in memory', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings({ runs: 200, m: [256] }))).toContain('10 million');
  });
});
