/** bad-kkt against the reference tables and closed forms, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/bad-kkt/Figure.svelte';
import { predict } from '#experiments/bad-kkt/predict.ts';
import { run } from '#experiments/bad-kkt/run.ts';
import spec from '#experiments/bad-kkt/spec.ts';
import { list, result, traced } from '../support/experiment.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

// θ, level on the bisector, best level, then the margin from the wedge and from 64 random neurons (mean and sd).
const table = [
  [60, 0.43301, 0.43301, 0.43296, 0.4244, 0.0015],
  [100, 0.32139, 0.32139, 0.32137, 0.2987, 0.0012],
  [120, 0.25, 0.25, 0.24999, 0.247, 0.0008],
  [140, 0.17101, 0.25, 0.17101, 0.2454, 0.0002],
  [160, 0.08682, 0.25, 0.08682, 0.2471, 0.0004],
  [170, 0.04358, 0.25, 0.04358, 0.2473, 0.0004],
  [176, 0.01745, 0.25, 0.01745, 0.2473, 0.0003],
] as const;

test.each(table)('θ = %d° is reproduced', async (theta, bad, best, wedge, standard, sd) => {
  const inside = await result(tested, engine, { theta }, 2);
  expect(inside.predictions.values.badMargin).toBeCloseTo(bad, 5);
  expect(inside.predictions.values.globalMargin).toBeCloseTo(best, 5);
  expect(Math.abs((inside.measures.finalMargin.mean as number) - wedge)).toBeLessThan(2e-5);
  expect(list(inside.measures.seeingBoth.mean).at(-1)).toBe(1);
  expect(list(inside.measures.kktCosine.mean).at(-1)).toBeGreaterThan(0.9999);
  const random = await result(tested, engine, { theta, start: 'standard' }, 3);
  // Both are means of a few runs; single runs vary by up to 0.005 near 90°, more than the table's few seeds show.
  const tolerance = 2 * Math.max(sd, theta <= 100 ? 0.005 : 0.001);
  expect(Math.abs((random.measures.finalMargin.mean as number) - standard)).toBeLessThan(tolerance);
});

describe('the way out', () => {
  test.each([
    [1, 0.24969],
    [2, 0.24936],
    [8, 0.24955],
  ])('%d outside leads to the best margin', async (outside, reached) => {
    const { measures } = await result(tested, engine, { outside }, 2);
    // The reference does not say where exactly the neurons stand; it is a matter of how far the last 0.3 % has come.
    expect(Math.abs((measures.finalMargin.mean as number) - reached)).toBeLessThan(1e-3);
    expect(list(measures.seeingBoth.mean).at(-1)).toBeLessThan(0.02);
  });

  // Shares of 40 runs that end below 0.2, with two standard deviations of each of two such shares.
  test.each([
    [1, 1],
    [2, 0.73],
    [3, 0.4],
    [4, 0.28],
    [8, 0],
  ])('with %d random neurons', async (m, share) => {
    const { measures } = await result(tested, engine, { start: 'standard', m, steps: 1500 }, 40);
    const sd = Math.sqrt((2 * Math.max(share * (1 - share), 0.02)) / 40);
    expect(Math.abs((measures.fallsShort.mean as number) - share)).toBeLessThan(2 * sd);
  });

  test('tangent margins stay away from zero while the bad margin vanishes', () => {
    const at = (theta: number) =>
      predict({
        parameters: { theta, start: 'wedge', outside: 0, m: 64, steps: null, c: 0.5, etaMax: 0.05 },
      } as never).values as Record<string, number>;
    for (const [theta] of table) {
      const { gammaInner, gammaOuter } = at(theta);
      expect(gammaInner).toBeGreaterThan(0.455);
      expect(gammaInner).toBeLessThan(0.581);
      expect(gammaOuter).toBeGreaterThan(0.353);
      expect(gammaOuter).toBeLessThan(0.451);
    }
    expect(at(178).badMargin).toBeLessThan(0.009);
  });
});

describe('checks', () => {
  test('say in the default that the flow stays, and that this is outside of the claim', async () => {
    const { checks } = await result(tested, engine, {}, 2);
    expect(checks[0].verdict).toBe('agrees');
    expect(checks[1].violated).toEqual(['open-start']);
    expect(checks[1].verdict).toContain('differs');
    expect(checks[2].verdict).toBe('agrees');
  });

  test.each([
    { outside: 1 },
    { start: 'standard' },
    { theta: 100 },
    { theta: 100, outside: 4 },
    { outside: 2, m: 2 },
  ])('agree for %o, every assumption kept', async (changes) => {
    const { checks } = await result(tested, engine, changes, 2);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees', 'agrees']);
  });

  test('differ within all assumptions, for a random start that falls into the other trap', async () => {
    const { checks, measures } = await result(tested, engine, { start: 'standard', m: 16, theta: 90 }, [11]);
    expect(measures.finalMargin.mean).toBeCloseTo(0.25, 2);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['differs', 'differs', 'agrees']);
    expect(checks[0].violated).toEqual([]);
  });
});

test('a run is the same for the same seed, and a neuron outside does not move the others', async () => {
  const once = await traced(tested, engine, { steps: 50 }, 3);
  expect((await traced(tested, engine, { steps: 50 }, 3)).outcome).toEqual(once.outcome);
  const other = await traced(tested, engine, { steps: 50, outside: 1 }, 3);
  const first = (frames: typeof once.frames) => frames[0].view.positive;
  expect(first(other.frames).slice(2)).toEqual(first(once.frames).slice(2));
  expect(first(other.frames).slice(0, 2)).not.toEqual(first(once.frames).slice(0, 2));
  expect(once.outcome.view.history?.[0].step).toBe(0);
  expect(once.outcome.view.history?.at(-1)?.step).toBe(50);
});

test.each([{}, { start: 'standard', m: 3 }, { theta: 100 }])(
  'the figure draws all its charts for %o',
  async (changes) => {
    const page = await drawnFigure({ ...tested, Figure }, engine, changes);
    expect(page.querySelectorAll('.chart')).toHaveLength(3);
    expect(page.querySelectorAll('.baked svg')).toHaveLength(6);
    expect(page.body.textContent).toContain('on the bisector');
    expect(page.body.innerHTML).not.toContain('NaN');
    const empty = emptyFigure({ ...tested, Figure }, changes);
    expect(empty.body.textContent).toContain('not measured yet');
  },
);
