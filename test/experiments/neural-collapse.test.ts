/** neural-collapse against the reference tables, its exact parts, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/neural-collapse/Figure.svelte';
import { predict } from '#experiments/neural-collapse/predict.ts';
import { run, type View } from '#experiments/neural-collapse/run.ts';
import spec, { parameters } from '#experiments/neural-collapse/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
/** The second table: groups on axes. */
const axes = (changes: Partial<Settings>): Settings =>
  settings({ geometry: 'cross-polytope', sigma: 0.2, etaMax: 0.2, steps: 1500, ...changes });

const started = (values: Settings, seed: number, signal = new AbortController().signal) =>
  run({ parameters: values, random: streams(seed), engine, signal });

async function ran(values: Settings, seed: number) {
  const running = started(values, seed);
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

async function judged(values: Settings, seed = 0) {
  const predictions = predict({ parameters: values, random: streams(seed) });
  const found = await measured(values, [seed]);
  const checks = evaluateChecks(spec as unknown as ExperimentSpec, values, found, predictions);
  const margins = found.measures.hardMargin.mean as number[];
  return {
    predictions: predictions.values as Record<string, number>,
    measures: found.measures,
    margin: margins[margins.length - 1],
    verdicts: checks.map(({ verdict }) => verdict),
  };
}

const agreeing = ['agrees', 'agrees', 'agrees', 'agrees'];

describe('the reference table of simplex groups', () => {
  test('standard start, four groups', async () => {
    const { margin, predictions, measures, verdicts } = await judged(settings());
    // Reference 0.1277 ± 0.0008 and 3.9 % of the neurons.
    expect(Math.abs(margin - 0.1277)).toBeLessThan(2 * 0.0008);
    expect(predictions.groupMargin).toBeCloseTo(0.1243, 3);
    expect(predictions.globalMargin).toBeCloseTo(0.1443, 4);
    expect(Math.abs((measures.exclusive.mean as number) - 0.039)).toBeLessThan(0.025);
    expect(measures.exclusiveKept.mean).toBe(1);
    expect(verdicts).toEqual(agreeing);
  });

  test('small balanced start', async () => {
    const { margin, verdicts } = await judged(settings({ start: 'balanced', steps: 1500 }));
    expect(Math.abs(margin - 0.133)).toBeLessThan(2 * 0.0008);
    expect(verdicts).toEqual(agreeing);
  });

  test.each([
    [4, 32, 0.12424, 0.12432],
    [8, 64, 0.06214, 0.0622],
  ])('exclusive neurons only, k = %d', async (k, m, reference, level) => {
    const { margin, predictions, measures, verdicts } = await judged(
      settings({ k, m, start: 'exclusive', steps: 3000 }),
    );
    // Half as long as the reference run.
    expect(Math.abs(margin - reference)).toBeLessThan(0.0003);
    expect(predictions.groupMargin).toBeCloseTo(level, 3);
    expect(margin).toBeLessThanOrEqual(predictions.groupMargin);
    expect(measures.exclusive.mean).toBe(1);
    expect(verdicts).toEqual(agreeing);
  });

  test('eight groups: no exclusive neuron, and the conclusion all the same', async () => {
    const { margin, predictions, measures, verdicts } = await judged(settings({ k: 8, steps: 2000 }));
    expect(measures.exclusive.mean).toBeLessThan(0.004);
    expect(margin).toBeGreaterThan(1.2 * predictions.groupMargin);
    expect(margin).toBeLessThan(predictions.globalMargin);
    expect(verdicts[0]).toBe('outside its assumptions (agrees)');
  });
});

describe('the reference table of groups on axes', () => {
  const table: [number, number, number, number, number, number][] = [
    // k, n, margin, NC1 before, after, and the most by which it may differ in two draws.
    [4, 16, 0.103, 0.059, 0.002, 0.004],
    [8, 32, 0.07, 0.056, 0.008, 0.006],
  ];
  test.each(table)('k = %d, n = %d', async (k, n, margin, before, after, within) => {
    const { measures } = await measured(axes({ k, n }), [1, 2]);
    expect(Math.abs(((measures.hardMargin.mean as number[]).at(-1) ?? NaN) - margin)).toBeLessThan(0.006);
    expect(Math.abs((measures.nc1Start.mean as number) - before)).toBeLessThan(0.012);
    expect(Math.abs((measures.nc1.mean as number) - after)).toBeLessThan(within);
  });

  test('with few samples the errors are where no sample was', async () => {
    const values = axes({ k: 8, n: 16 });
    const seeds = [0, 3];
    for (const seed of seeds) {
      const { outcome } = await ran(values, seed);
      const { errorOf, seen } = outcome.view;
      seen.forEach((g) => expect(errorOf[g]).toBeLessThan(0.02));
      // Each of these misses one end of an axis and has seen the other: the wrong sign, not a guess.
      expect(Math.max(...errorOf)).toBeGreaterThan(0.95);
      const { unseenShare } = predict({ parameters: values, random: streams(seed) }).values;
      expect(seen).toHaveLength(8 * (1 - (unseenShare as number)));
      expect(outcome.measures.testError).toBeLessThan((unseenShare as number) + 0.03);
    }
  });

  test('wide groups are misclassified although all were seen', async () => {
    // Reference 0.220 ± 0.009.
    const { measures, predictions, verdicts } = await judged(axes({ k: 8, sigma: 1.5 }));
    expect(predictions.unseenShare).toBe(0);
    expect(Math.abs((measures.testError.mean as number) - 0.22)).toBeLessThan(0.08);
    expect(verdicts[3]).toBe('outside its assumptions (differs)');
  });
});

describe('checks', () => {
  test.each<Partial<Settings>>([
    { k: 2, m: 50, steps: 1500, sigma: 0.3 },
    { m: 200, steps: 4000, sigma: 0.15, n: 20, d: 40 },
    { k: 16, start: 'exclusive', m: 32, sigma: 0.02, n: 128, steps: 3200 },
    { start: 'exclusive', m: 32, steps: 1000, etaMax: 1, c: 10 },
  ])('agree at %o', async (changes) => {
    const values = settings(changes);
    expect(spec.assumptions.filter(({ holds }) => !holds(values))).toEqual([]);
    expect((await judged(values)).verdicts).toEqual(agreeing);
  });

  test('can differ with every assumption kept: a start that is too large for the run', async () => {
    const values = settings({ start: 'balanced', epsilon: 100, steps: 1000 });
    expect(spec.assumptions.filter(({ holds }) => !holds(values))).toEqual([]);
    expect((await judged(values)).verdicts).toEqual(['differs', 'agrees', 'agrees', 'agrees']);
  });

  test('say when the groups are not obtuse and neurons lose their group', async () => {
    const { measures, verdicts } = await judged(axes({ k: 4, n: 4 }), 0);
    expect(measures.exclusiveKept.mean).toBeLessThan(1);
    expect(verdicts[2]).toBe('outside its assumptions (differs)');
  });

  test('refuse what does not go together', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings({ k: 16, d: 10 }))).toContain('d + 1 corners');
    expect(spec.refuse?.(axes({ k: 16, d: 7 }))).toContain('only d axes');
    expect(spec.refuse?.(axes({ start: 'exclusive' }))).toContain('obtuse');
    expect(spec.refuse?.(settings({ start: 'exclusive', m: 3 }))).toContain('at least one');
    expect(spec.refuse?.(settings({ n: 500, m: 2000, steps: 40_000 }))).toContain('a minute');
  });
});

describe('a run', () => {
  const small = settings({ n: 12, m: 21, d: 5, steps: 40 });

  test('is the same for the same seed, and another for another', async () => {
    const [once, again, other] = [await ran(small, 4), await ran(small, 4), await ran(small, 5)];
    expect(again.outcome).toEqual(once.outcome);
    expect(other.outcome.measures).not.toEqual(once.outcome.measures);
    expect(once.outcome.axes.step).toEqual([0, 1, 2, 3, 5, 10, 20, 30, 40]);
    const done = once.frames.map((frame) => frame.done);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
  });

  test('with more neurons begins with the same ones', async () => {
    const more = (await ran(settings({ ...small, m: 30 }), 4)).outcome.view.neurons.start;
    expect(more.slice(0, 21)).not.toEqual([]);
    const few = (await ran(small, 4)).outcome.view.neurons;
    expect(more.slice(0, 21)).toEqual(few.start);
    expect(few.now).not.toEqual(few.start);
  });

  test('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const running = started(settings(), 0, controller.signal);
    await running.next();
    controller.abort();
    await expect(
      (async () => {
        for (let i = 0; i < 5; i++) await running.next();
      })(),
    ).rejects.toThrow(/abort/i);
  });

  test('says when groups are too wide for exclusive neurons', async () => {
    await expect(started(settings({ start: 'exclusive', sigma: 3 }), 0).next()).rejects.toThrow(/too wide/);
  });
});

test('the figure draws four charts twice, and says what it shows', async () => {
  const values = axes({ k: 4, n: 3, m: 30, steps: 50 });
  const page = await drawnFigure({ spec, run, predict, Figure }, engine, values);
  expect(page.querySelectorAll('.chart')).toHaveLength(4);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(8);
  expect(page.body.textContent).toContain('never seen');
  expect(page.body.textContent).not.toContain('NaN');
  const empty = emptyFigure({ spec, run, predict, Figure }, values);
  expect(empty.body.textContent).toContain('not measured yet');
});
