/** xor-lazy-or-rich against both reference tables, its two ends, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/xor-lazy-or-rich/Figure.svelte';
import { predict } from '#experiments/xor-lazy-or-rich/predict.ts';
import { run } from '#experiments/xor-lazy-or-rich/run.ts';
import spec, { parameters } from '#experiments/xor-lazy-or-rich/spec.ts';
import type { View } from '#experiments/xor-lazy-or-rich/view.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { predictMean } from '#framework/predictions.ts';
import type { Predict } from '#framework/run.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const anySpec = spec as unknown as ExperimentSpec;
const anyPredict = predict as unknown as Predict<typeof anySpec.parameters>;

function started(values: Settings, seed: number, signal = new AbortController().signal) {
  return run({ parameters: values, random: streams(seed), engine, signal });
}

async function ran(
  values: Settings,
  seed: number,
): Promise<{ frames: Frame<View>[]; outcome: Outcome<View> }> {
  const running = started(values, seed);
  const frames: Frame<View>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

async function outcomesOf(values: Settings, seeds: readonly number[]): Promise<Outcome<View>[]> {
  const outcomes: Outcome<View>[] = [];
  for (const seed of seeds) outcomes.push((await ran(values, seed)).outcome);
  return outcomes;
}

async function verdicts(values: Settings, seeds: readonly number[]): Promise<Record<string, string | null>> {
  const checks = evaluateChecks(
    anySpec,
    values,
    aggregate(spec.measures, await outcomesOf(values, seeds)),
    predictMean(anySpec, anyPredict, values, seeds),
  );
  return Object.fromEntries(checks.map((check) => [check.name, check.verdict]));
}

const list = (outcome: Outcome, name: string): readonly number[] => outcome.measures[name] as number[];

describe('the reference tables', () => {
  // Five runs of an independent implementation, mean and sd; own cosine, movement, flipped labels fitted, clean accuracy.
  test('of the sweep, at ω = .1 and its own size', async () => {
    const values = settings({
      m: 400,
      alpha: 0.5,
      steps: 300,
      omega: [0.1],
      ntk: false,
      randomFeatures: [0],
    });
    const { outcome } = await ran(values, 0);
    expect(Math.abs(list(outcome, 'own')[0] - 0.173)).toBeLessThan(2 * 0.006);
    expect(Math.abs(list(outcome, 'movement')[0] / 0.211 - 1)).toBeLessThan(0.05);
    expect(Math.abs(list(outcome, 'flippedFitted')[0] - 0.274)).toBeLessThan(2 * 0.064);
    expect(Math.abs(list(outcome, 'testClean')[0] - 0.932)).toBeLessThan(2 * 0.018);
  });

  test.each([
    { n: 100, network: [0.923, 0.026], kernel: [0.816, 0.042], few: [0.664, 0.052], many: [0.71, 0.033] },
    { n: 400, network: [0.993, 0.004], kernel: [0.94, 0.013], few: [0.736, 0.028], many: [0.842, 0.021] },
  ])('of the baselines, d = 100, n = $n', async ({ n, network, kernel, few, many }) => {
    const values = settings({
      n,
      d: 100,
      m: 200,
      alpha: 0.5,
      steps: 200,
      omega: [0.01],
      mirrored: false,
      randomFeatures: [200, 1000],
    });
    const outcomes = await outcomesOf(values, [0, 1]);
    const close = (ours: number[], [expected, sd]: number[]) => {
      expect(Math.abs(mean(ours) - expected), `${String(mean(ours))}, ${String(expected)}`).toBeLessThan(
        2 * sd,
      );
    };
    close(
      outcomes.map((outcome) => list(outcome, 'testClean')[0]),
      network,
    );
    close(
      outcomes.map((outcome) => outcome.measures.ntkClean as number),
      kernel,
    );
    close(
      outcomes.map((outcome) => list(outcome, 'randomFeaturesClean')[0]),
      few,
    );
    close(
      outcomes.map((outcome) => list(outcome, 'randomFeaturesClean')[1]),
      many,
    );
  });
});

describe('the two ends', () => {
  const base = { n: 300, d: 60, m: 80, steps: 60 };

  test('small first weights turn, large ones stay; from zero both are mirrored', async () => {
    const { outcome } = await ran(settings({ ...base, omega: [0.005, 3] }), 0);
    expect(list(outcome, 'own')[0]).toBeGreaterThan(0.75);
    expect(list(outcome, 'own')[1]).toBeLessThan(0.2);
    expect(list(outcome, 'movement')[0]).toBeGreaterThan(3);
    expect(list(outcome, 'movement')[1]).toBeLessThan(0.05);
    expect(list(outcome, 'flippedFitted')[1]).toBeGreaterThan(list(outcome, 'flippedFitted')[0]);
  });

  test('a start that is not mirrored leaves the lazy end near chance', async () => {
    const { outcome } = await ran(
      settings({ ...base, omega: [0.005, 10], mirrored: false, ntk: false, randomFeatures: [0] }),
      0,
    );
    expect(list(outcome, 'testClean')[0]).toBeGreaterThan(0.95);
    expect(list(outcome, 'testClean')[1]).toBeLessThan(0.65);
  });

  test('tight clusters need no features: all three methods are right', async () => {
    const { outcome } = await ran(settings({ ...base, n: 400, sigma: 0.02, omega: [0.005] }), 0);
    expect(list(outcome, 'testClean')[0]).toBe(1);
    expect(outcome.measures.ntkClean).toBe(1);
    expect(list(outcome, 'randomFeaturesClean')[0]).toBeGreaterThan(0.999);
  });
});

describe('a run', () => {
  const small = settings({ n: 60, d: 12, m: 20, steps: 8, omega: [0.01, 1], randomFeatures: [5, 0, 10] });

  test('gives the same numbers for the same seed, and grows along ω, then the baselines', async () => {
    const [once, again] = [await ran(small, 3), await ran(small, 3)];
    expect(again.outcome).toEqual(once.outcome);
    expect(once.outcome.axes).toEqual({ omega: [0.01, 1], randomFeatures: [5, 0, 10] });
    expect(list(once.outcome, 'randomFeaturesClean')[1]).toBeNaN();
    const done = once.frames.map((frame) => frame.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBeCloseTo(1, 6);
    expect(once.frames[0].measures.ntkClean).toBeNaN();
    expect(once.frames[0].axes.omega).toHaveLength(1);
    expect(once.frames.length).toBeGreaterThan(40);
    expect(Object.keys(once.outcome.measures).sort()).toEqual(Object.keys(spec.measures).sort());
  });

  test('starts from the same directions at every ω, and ends there for a huge one', async () => {
    const { outcome } = await ran(settings({ ...small, omega: [0.01, 100] }), 1);
    const { start, trained } = outcome.view;
    expect(trained.map((one) => one.omega)).toEqual([0.01, 100]);
    for (const [i, cosine] of trained[1].cosines.entries())
      expect(Math.abs(cosine - start[i])).toBeLessThan(0.002);
  });

  test('stops when asked, in a baseline too', async () => {
    const stop = new AbortController();
    const running = started(small, 0, stop.signal);
    let next = await running.next();
    while (next.done !== true && next.value.at.samples === undefined) next = await running.next();
    stop.abort();
    await expect(running.next()).rejects.toThrow(/abort/i);
  });
});

describe('predictions', () => {
  test('of a mirrored start come from its own weights; the lazy ends are closed forms', () => {
    const values = settings({ n: 60, d: 50, omega: [0.01, 100] });
    const { values: predicted } = predict({ parameters: values, random: streams(0) });
    expect((predicted.own as number[])[1]).toBeCloseTo(predicted.lazyOwn as number, 1);
    expect(predicted.lazyOwn).toBeCloseTo(0.112838, 6);
    expect(predicted.crossover).toBeCloseTo(100 / (8 * Math.sqrt(5000)), 10);
    expect(predicted.nStar).toBeCloseTo(32.653, 3);
    const without = predict({ parameters: settings({ n: 60, ntk: false }), random: streams(0) });
    expect(without.values.lazyClean).toBeNaN();
  });
});

describe('checks', () => {
  const quick = { n: 300, d: 60, m: 100, steps: 60, omega: [0.01, 3], randomFeatures: [0] };

  test('agree within the assumptions', async () => {
    const found = await verdicts(settings(quick), [0, 1]);
    expect(new Set(Object.values(found))).toEqual(new Set(['agrees']));
  });

  test('without mirroring the lazy limit is missed, and the verdict says why', async () => {
    const found = await verdicts(settings({ ...quick, mirrored: false }), [0]);
    expect(found['clean accuracy at the last ω, lazy limit']).toBe('outside its assumptions (differs)');
  });

  test('can differ with all that they rest on kept: eighty neurons in 200 dimensions, one seed', async () => {
    const values = settings({ n: 530, m: 80, omega: [3], randomFeatures: [0] });
    expect(spec.assumptions.filter((assumption) => !assumption.holds(values))).toEqual([]);
    const checks = evaluateChecks(
      anySpec,
      values,
      aggregate(spec.measures, [(await ran({ ...values, ntk: false }, 1)).outcome]),
      predict({ parameters: values, random: streams(1) }),
    );
    expect(checks.find((check) => check.name.startsWith('clean accuracy'))?.verdict).toBe('differs');
  });

  test('refuse what would take minutes', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings({ n: 4000 }))).toContain('3000');
    expect(spec.refuse?.(settings({ n: 4000, ntk: false }))).toBeNull();
  });
});

test('the baked figure draws five charts twice, and says what it shows', async () => {
  const values = settings({ n: 60, d: 12, m: 20, steps: 8, omega: [1, 0.01], randomFeatures: [10] });
  const page = await drawnFigure({ spec, run, predict, Figure }, engine, values);
  expect(page.querySelectorAll('.chart')).toHaveLength(5);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(10);
  expect(page.body.textContent).toContain('10 random features');
  expect(page.body.textContent).not.toContain('NaN');
  const empty = emptyFigure({ spec, run, predict, Figure }, values);
  expect(empty.body.textContent).toContain('not measured yet');
});
