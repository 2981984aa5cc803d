/** xor-random-features against the reference table, the exact law in three dimensions, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/xor-random-features/predict.ts';
import { run, type View } from '#experiments/xor-random-features/run.ts';
import spec, { parameters } from '#experiments/xor-random-features/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';

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

async function measured(values: Settings, seeds: readonly number[]) {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push((await ran(values, seed)).outcome);
  return aggregate(spec.measures, outcomes);
}

async function verdicts(values: Settings, seeds: readonly number[]): Promise<(string | null)[]> {
  const predictions = predict({ parameters: values, random: streams(0) });
  const anySpec = spec as unknown as ExperimentSpec;
  return evaluateChecks(anySpec, values, await measured(values, seeds), predictions).map(
    (check) => check.verdict,
  );
}

describe('the reference table', () => {
  // Ten draws of 200 neurons: d, mean |c| and its sd, share above .3 and its sd. Ours are three: two sd of a draw are
  // three of the difference of means.
  const table = [
    [400, 0.04, 0.002, 0, 0.001],
    [200, 0.057, 0.002, 0, 0.001],
    [100, 0.081, 0.003, 0.008, 0.006],
    [50, 0.111, 0.004, 0.059, 0.017],
    [20, 0.18, 0.011, 0.336, 0.036],
  ] as const;

  test('is reproduced, and the checks agree', async () => {
    const values = settings({ n: 20 });
    const { measures } = await measured(values, [0, 1, 2]);
    table.forEach(([d, size, sizeSd, share, shareSd], i) => {
      const at = (name: string) => (measures[name].mean as number[])[i];
      expect(Math.abs(at('meanAbsCosine') - size), `d = ${d}`).toBeLessThanOrEqual(2 * sizeSd);
      expect(Math.abs(at('fractionAbove') - share), `d = ${d}`).toBeLessThanOrEqual(2 * shareSd);
    });
    expect(await verdicts(values, [0])).toEqual(['agrees', 'agrees']);
  });

  test('frozen features classify in few dimensions and not in many', async () => {
    const { measures } = await measured(settings({ d: [5, 10, 200] }), [0, 1]);
    const [five, ten, many] = measures.frozenTest.mean as number[];
    expect(five).toBeGreaterThan(0.995);
    expect(ten).toBeGreaterThan(0.995);
    expect(many).toBeLessThan(0.75);
  });
});

describe('in three dimensions', () => {
  const three = settings({ d: [3], m: 20_000, n: 20 });

  test('a cosine is uniform on [−1, 1]: mean size ½', async () => {
    const { outcome } = await ran(three, 0);
    // Four standard deviations of the mean of 40 000 sizes.
    expect(Math.abs((outcome.measures.meanAbsCosine as number[])[0] - 0.5)).toBeLessThan(0.006);
    const { density, edges } = outcome.view.histograms[0];
    expect(edges).toHaveLength(density.length + 1);
    for (const height of density) expect(Math.abs(height - 0.5)).toBeLessThan(0.1);
  });

  test('the Gaussian formulas differ', async () => {
    expect(await verdicts(three, [0])).toEqual(
      Array.from({ length: 2 }, () => 'outside its assumptions (differs)'),
    );
  });
});

test('the tail can differ with every assumption kept: twenty dimensions, very many neurons', async () => {
  const [, tail] = await verdicts(settings({ d: [20], m: 20_000, threshold: 0.5, n: 20 }), [0, 1]);
  expect(tail).toBe('differs');
});

test('a run reports dimension by dimension, the same for the same seed', async () => {
  const values = settings({ d: [30, 10], m: 7, n: 20 });
  const [once, again] = [await ran(values, 2), await ran(values, 2)];
  expect(again.outcome).toEqual(once.outcome);
  expect(once.frames.map((frame) => frame.axes.d)).toEqual([[30], [30, 10]]);
  expect(once.outcome.view.histograms.map(({ d }) => d)).toEqual([30, 10]);
  const [{ density }] = once.outcome.view.histograms;
  expect(density.reduce((sum, height) => sum + 0.04 * height, 0)).toBeCloseTo(1, 12);
});
