/** sgd-near-start against the reference tables, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { testedSteps } from '#experiments/sgd-near-start/cost.ts';
import Figure from '#experiments/sgd-near-start/Figure.svelte';
import { predict } from '#experiments/sgd-near-start/predict.ts';
import { run } from '#experiments/sgd-near-start/run.ts';
import spec from '#experiments/sgd-near-start/spec.ts';
import { RunFailure } from '#framework/outcome.ts';
import { defaults } from '#framework/parameters.ts';
import { list, result, traced } from '../support/experiment.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

const tested = { spec, run, predict };
const drawable = { ...tested, Figure };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const last = (values: readonly number[]): number => values[values.length - 1];

describe('the reference tables', () => {
  test('d = 8, both layers: mistakes 50 ± 1, five per cent at 175 ± 35, and the checks agree', async () => {
    const { measures, checks } = await result(tested, engine, { steps: 480 }, 1);
    // Three of our own standard deviations beside the table's spread.
    expect(Math.abs(last(list(measures.mistakes.mean)) - 50)).toBeLessThan(10);
    expect(Math.abs((measures.stepsToFive.mean as number) - 175)).toBeLessThan(70);
    expect(last(list(measures.testError.mean))).toBe(0);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees', 'agrees']);
  });

  test('d = 8, output weights: 0.98 d² mistakes, and nothing turns', async () => {
    const { measures } = await result(tested, engine, { trained: 'outer', steps: 600 }, 1);
    expect(last(list(measures.mistakes.mean)) / 64).toBeGreaterThan(0.8);
    expect(last(list(measures.mistakes.mean)) / 64).toBeLessThan(1.16);
    expect(last(list(measures.rotationMax.mean))).toBe(0);
  });

  test('d = 10, m = 250: moved and turned', async () => {
    const { measures } = await result(tested, engine, { d: 10, m: 250, steps: 2500 }, 2);
    expect(Math.abs(last(list(measures.movement.mean)) - 0.54)).toBeLessThan(0.03);
    expect(Math.abs(last(list(measures.rotationMedian.mean)) - 4.3)).toBeLessThan(0.8);
    expect(Math.abs(last(list(measures.rotationMax.mean)) - 45)).toBeLessThan(12);
    // The table gives no spread of the sum of slopes: 15 %.
    expect(Math.abs(last(list(measures.pulls.mean)) - 183)).toBeLessThan(0.15 * 183);
  });

  test.each([
    [8, 3.31, 0.4],
    [32, 1.64, 0.15],
    [128, 0.79, 0.06],
  ])('d = 10, m = %s: test error zero after 3000 steps, moved %s', async (m, moved, within) => {
    const { measures } = await result(tested, engine, { d: 10, m, steps: 3000 }, 3);
    expect(Math.abs(last(list(measures.movement.mean)) - moved)).toBeLessThan(within);
    if (m > 8) expect(last(list(measures.testError.mean))).toBe(0);
  });

  test('four neurons fail', async () => {
    const { measures } = await result(tested, engine, { d: 10, m: 4, steps: 3000 }, 5);
    expect(Math.abs(last(list(measures.testError.mean)) - 0.166)).toBeLessThan(2 * 0.114);
    expect(last(list(measures.testError.mean))).toBeGreaterThan(0.05);
  });
});

describe('checks', () => {
  test('can differ with every assumption kept: frozen, and just d² neurons', async () => {
    const { checks } = await result(
      tested,
      engine,
      { m: 100, d: 10, eta: 0.2, trained: 'outer', steps: 3000 },
      1,
    );
    expect(checks.map(({ verdict }) => verdict)).toEqual([null, 'differs', 'differs']);
  });

  test('the bound of the drawn neurons holds where πd² does not', async () => {
    const { checks } = await result(tested, engine, { m: 64, trained: 'outer', steps: 4000 }, 1);
    expect(checks[0].verdict).toBe('agrees');
    expect(checks[1].verdict).toBe('differs');
  });

  test.each([
    { d: 6, m: 400, eta: 0.05, steps: 500 },
    { d: 12, m: 500, eta: 0.2, steps: 800 },
    { d: 20, m: 800, eta: 0.1, steps: 200 },
  ])('agree at $d, $m, $eta', async (changes) => {
    const { checks } = await result(tested, engine, changes, 1);
    // The Gram matrix of the whole cube is too large beyond nine dimensions.
    const own = changes.d <= 9 ? 'agrees' : null;
    expect(checks.map(({ verdict }) => verdict)).toEqual([own, 'agrees', 'agrees']);
  });
});

test('a step thirty times as large ends in a sentence, with what was reached', async () => {
  const running = traced(tested, engine, { d: 10, eta: 3 }, 0);
  await expect(running).rejects.toThrow(RunFailure);
  await expect(running).rejects.toThrow(/step size η = 3 is too large/);
});

test('at ηm/(8d) = 12.5 the weights are thrown far and little is learned', async () => {
  const { measures } = await result(tested, engine, { d: 10, eta: 1, steps: 300 }, 1);
  expect(last(list(measures.movement.mean))).toBeGreaterThan(3);
  expect(last(list(measures.testError.mean))).toBeGreaterThan(0.15);
});

test('a run is the same for the same seed; more steps do not change the first', async () => {
  const changes = { d: 6, m: 30, steps: 100 };
  const once = await traced(tested, engine, changes, 3);
  expect((await traced(tested, engine, changes, 3)).outcome).toEqual(once.outcome);
  const longer = await traced(tested, engine, { ...changes, steps: 200 }, 3);
  const mistakes = list(once.outcome.measures.mistakes);
  expect(list(longer.outcome.measures.mistakes).slice(0, mistakes.length)).toEqual(mistakes);
  expect(once.outcome.axes.step.slice(0, 6)).toEqual([0, 1, 2, 3, 5, 10]);
});

test('every setting of the tables is accepted', () => {
  const values = { ...defaults(spec.parameters), m: 2000 };
  expect(spec.refuse?.({ ...values, d: 32, steps: 8192, trained: 'outer' })).toBeNull();
  expect(spec.refuse?.({ ...values, d: 10, m: 2048, steps: 10_000 })).toBeNull();
});

test('tests at most 42 times, the first and the last step among them', () => {
  for (const steps of [1, 7, 600, 601, 8192]) {
    const chosen = [...testedSteps(steps)];
    expect(chosen.length).toBeLessThanOrEqual(42);
    expect(chosen).toContain(0);
    expect(chosen).toContain(steps);
  }
});

test('the figure draws all its charts, and stands empty before a run', async () => {
  const changes = { d: 6, m: 60, steps: 100 };
  const charts = (document: Document): number => document.querySelectorAll('.chart').length;
  const full = await drawnFigure(drawable, engine, changes);
  const empty = emptyFigure(drawable, changes);
  expect(full.body.innerHTML).toContain('bound πd²');
  expect(full.body.innerHTML).not.toContain('not measured yet');
  expect(empty.body.innerHTML).toContain('not measured yet');
  for (const drawn of [full, empty]) {
    expect(charts(drawn)).toBeGreaterThanOrEqual(3);
    expect(drawn.body.innerHTML).not.toContain('NaN');
  }
});
