/** one-step-spike against reference values, the Marchenko–Pastur law, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/one-step-spike/predict.ts';
import { run, type View } from '#experiments/one-step-spike/run.ts';
import spec, { parameters } from '#experiments/one-step-spike/spec.ts';
import { bulkDensity, mixedBulkDensity } from '#experiments/one-step-spike/theory.ts';
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
  const signal = new AbortController().signal;
  const running = run({ parameters: values, random: streams(seed), engine, signal });
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

const predicted = (values: Settings) => predict({ parameters: values, random: streams(0) }).values;

describe('the default setting', () => {
  test('has the reference prediction and measures the reference means', async () => {
    const { spike, bulkVariance, alignment } = predicted(settings());
    expect((spike as number[])[0]).toBeCloseTo(1.3647, 4);
    expect((bulkVariance as number[])[0]).toBeCloseTo(1.173, 4);
    expect(alignment).toBeCloseTo(0.8065, 4);
    const { measures } = await measured(settings(), [0, 1, 2]);
    // Means of many draws at the same setting; three draws scatter by about 2 % in r and 1.5 % in γ.
    expect(Math.abs((measures.spike.mean as number[])[0] - 1.359)).toBeLessThan(0.08);
    expect(Math.abs((measures.bulkVariance.mean as number[])[0] - 1.175)).toBeLessThan(0.02);
    expect(Math.abs((measures.alignment.mean as number) - 0.806)).toBeLessThan(0.04);
  });

  test('agrees in every check', async () => {
    expect(new Set(await verdicts(settings(), [0, 1, 2]))).toEqual(new Set(['agrees']));
  });
});

describe('readout weights', () => {
  test('of opposite sign give spikes of opposite sign along one direction', async () => {
    const values = settings({ readout: '1,-1', d: 100 });
    const { outcome } = await ran(values, 1);
    const [up, down] = outcome.measures.spike as number[];
    expect(outcome.axes.readout).toEqual([1, -1]);
    expect(Math.abs(up + down)).toBeLessThan(0.1 * up);
    const { spike } = predicted(values);
    expect((spike as number[])[1]).toBe(-(spike as number[])[0]);
  });

  test('that are equal are one group, and Gaussian ones are reported per unit', async () => {
    const twice = settings({ readout: '1,1', d: 100 });
    expect((await ran(twice, 1)).outcome.measures.spike).toHaveLength(1);
    const gaussian = settings({ readout: 'gaussian', eta: 1, alpha0: 8, d: 100 });
    const { measures } = await measured(gaussian, [0, 1]);
    const { spike } = predicted(gaussian);
    expect(Math.abs((measures.spike.mean as number[])[0] - (spike as number[])[0])).toBeLessThan(0.04);
  });
});

describe('the density of the bulk', () => {
  const values = Array.from({ length: 400 }, (_, i) => 0.005 + 0.0075 * i);

  test('is the Marchenko–Pastur law for one group, found by two routes', () => {
    for (const [c, beta] of [
      [1, 1],
      [1.3, 0.5],
    ]) {
      const one = [{ fraction: 1, spike: 0, bulkVariance: c }];
      const density = bulkDensity(one, beta, values);
      expect(density.reduce((sum, height) => sum + 0.0075 * height, 0)).toBeCloseTo(1, 2);
      const iterated = mixedBulkDensity(one, beta, values);
      const [low, high] = [Math.sqrt(c) * (1 - Math.sqrt(beta)), Math.sqrt(c) * (1 + Math.sqrt(beta))];
      values.forEach((s, i) => {
        if (s < low + 0.05 || s > high - 0.05) return;
        expect(Math.abs(density[i] - iterated[i]), `c = ${c}, s = ${s}`).toBeLessThan(0.01);
      });
    }
  });

  test('integrates to one for several', () => {
    const groups = [0.9, 1.6].map((c) => ({ fraction: 0.5, spike: 0, bulkVariance: c }));
    const total = bulkDensity(groups, 2, values).reduce((sum, height) => sum + 0.0075 * height, 0);
    expect(total).toBeCloseTo(1, 2);
  });
});

test('checks can differ: an edge moved by few samples, and by a target with heavy tails', async () => {
  const few = await verdicts(settings({ alpha0: 0.25, d: 100 }), [0, 1]);
  expect(few.at(-1)).toBe('outside its assumptions (differs)');
  const heavy = await verdicts(settings({ target: 'he1he3', d: 100 }), [0, 1]);
  expect(heavy.at(-1)).toBe('differs');
});

test('a run grows the step part by part, the same for the same seed', async () => {
  const values = settings({ d: 30, eta: 2 });
  const [once, again] = [await ran(values, 3), await ran(values, 3)];
  expect(again.outcome).toEqual(once.outcome);
  expect(once.outcome.axes.partialEta).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
  expect(once.outcome.view.spectrum).toHaveLength(30);
  const nothing = await ran(settings({ d: 30, eta: 0 }), 3);
  expect(nothing.outcome.measures.topOverEta).toHaveLength(1);
  expect(nothing.outcome.measures.alignment).toBeCloseTo(once.outcome.measures.alignment as number, 12);
});
