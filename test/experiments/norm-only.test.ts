/** norm-only against the reference table, the theory behind it, and what its checks can say. */
import { describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import Figure from '#experiments/norm-only/Figure.svelte';
import { predict } from '#experiments/norm-only/predict.ts';
import { run } from '#experiments/norm-only/run.ts';
import spec from '#experiments/norm-only/spec.ts';
import type { Nested } from '#framework/outcome.ts';
import { predictMean } from '#framework/predictions.ts';
import { defaults, type Parameters, type Values } from '#framework/parameters.ts';
import type { Predict } from '#framework/run.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { list, result, traced } from '../support/experiment.ts';
import { drawnFigure } from '../support/figure.ts';

const tested = { spec, run, predict };
/** All arithmetic is float64 in plain loops; the engine is not used. */
const engine = null as unknown as Engine;
const last = (value: Nested | null): number => list(value).at(-1) ?? NaN;
const predicted = (changes: Partial<Values<typeof spec.parameters>>, seeds: number) =>
  predictMean(
    spec as unknown as ExperimentSpec,
    predict as unknown as Predict<Parameters>,
    { ...defaults(spec.parameters), ...changes },
    Array.from({ length: seeds }, (_, seed) => seed),
  ).values;

describe('linear programs against the table of the note', () => {
  // d, m, half the value with free signs, with signs kept; the last column is about three times the spread of a draw.
  test.each([
    [2, 64, 0.1204, 0.116, 0.009],
    [2, 1024, 0.1246, 0.1244, 0.001],
    [3, 128, 0.0907, 0.0836, 0.014],
    [3, 2000, 0.0994, 0.0981, 0.003],
    [4, 64, 0.0516, 0.0453, 0.019],
    [4, 1024, 0.0752, 0.0713, 0.007],
    [6, 128, 0.0279, 0.0227, 0.013],
    [6, 2000, 0.0468, 0.0435, 0.006],
  ])('d = %s, m = %s', (d, m, free, signed, tolerance) => {
    const values = predicted({ d, m }, m > 1500 ? 2 : 6);
    expect(Math.abs((values.freeSignLp as number) - free)).toBeLessThan(tolerance);
    expect(Math.abs((values.signedLp as number) - signed)).toBeLessThan(tolerance);
    expect(values.signedLp as number).toBeLessThanOrEqual((values.freeSignLp as number) + 1e-9);
    expect(values.freeSignLp as number).toBeLessThan(values.globalMargin as number);
  });
});

describe('the flow against the table of the note', () => {
  // Shares of the linear program's value that 3000 steps reach, in the note's means: the draw cancels.
  test.each([
    [2, 64, 1, 0.1113 / 0.116],
    [2, 64, 0.01, 0.1147 / 0.116],
    [2, 1024, 1, 0.1134 / 0.1244],
    [3, 128, 1, 0.0804 / 0.0836],
    [3, 128, 0.01, 0.0824 / 0.0836],
    [4, 64, 1, 0.0431 / 0.0453],
  ])('d = %s, m = %s, ε = %s', async (d, m, epsilon, share) => {
    const { measures, predictions } = await result(tested, engine, { d, m, epsilon, free: false }, 2);
    const own = predicted({ d, m, epsilon }, 2).signedLp as number;
    expect(last(measures.hardMargin.mean) / own).toBeCloseTo(share, 1);
    expect(last(measures.smoothMargin.mean)).toBeLessThan(last(measures.hardMargin.mean));
    expect(predictions.values.globalMargin).toBeCloseTo(1 / Math.sqrt(32 * d), 12);
  });

  test('the potential follows its guaranteed growth to within the steps, which may be made small', async () => {
    const gap = async (etaMax: number, c: number): Promise<number> => {
      const { outcome } = await traced(tested, engine, { m: 128, steps: 1000, free: false, etaMax, c }, 0);
      return last(outcome.measures.potentialBound) - last(outcome.measures.potential);
    };
    // The note has 0.053 after 1000 steps of c = ½, η_max = 0.1.
    const small = await gap(0.1, 0.5);
    expect(small).toBeGreaterThan(0);
    expect(small).toBeLessThan(0.08);
    expect(await gap(0.02, 0.1)).toBeLessThan(small / 2);
  });

  test('the flow that may turn reaches the global margin', async () => {
    const { outcome } = await traced(tested, engine, { d: 3, m: 128, steps: 2000 }, 3);
    expect(last(outcome.measures.freeMargin)).toBeCloseTo(0.102, 3);
  });
});

test('directions and signs stay', async () => {
  const { frames, outcome } = await traced(tested, engine, { m: 40, steps: 200, free: false }, 1);
  const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
  expect(sorted(outcome.view.cosines)).toEqual(sorted(frames[0].view.cosines));
  expect(sorted(outcome.view.signs)).toEqual(sorted(frames[0].view.signs));
});

test('the same seed gives the same outcome, and axes are those of the catalogue', async () => {
  const settings = { steps: 35, m: 60 };
  const first = (await traced(tested, engine, settings, 2)).outcome;
  expect((await traced(tested, engine, settings, 2)).outcome).toEqual(first);
  expect(first.axes.step).toEqual([0, 1, 2, 3, 5, 10, 20, 30, 35]);
});

describe('checks', () => {
  const verdicts = async (changes: Partial<Values<typeof spec.parameters>>, seeds = 1) =>
    (await result(tested, engine, { free: false, ...changes }, seeds)).checks.map(({ verdict }) => verdict);

  test('agree in the default', async () => {
    expect(await verdicts({})).toEqual(['agrees', 'agrees', 'agrees', 'agrees']);
  });

  test('agree at other settings', async () => {
    const agrees = Array.from({ length: 4 }, () => 'agrees');
    expect(await verdicts({ d: 2, m: 90, epsilon: 0.1, steps: 2000 })).toEqual(agrees);
    expect((await verdicts({ d: 4, m: 300, epsilon: 0.5, steps: 2000, c: 0.5 })).slice(0, 3)).toEqual(
      agrees.slice(1),
    );
  });

  test('differ within all assumptions before the margin has grown', async () => {
    const early = await verdicts({ steps: 30 });
    expect(early[1]).toBe('differs');
    expect(early[3]).toBe('differs');
  });

  test('say that six dimensions are too many for so few directions', async () => {
    const verdict = (await verdicts({ d: 6, m: 128, steps: 300 }))[3];
    expect(verdict).toBe('outside its assumptions (differs)');
  });
});

test('the figure draws three charts twice, and says what it shows', async () => {
  const page = await drawnFigure({ ...tested, Figure }, engine, { m: 30, steps: 50 });
  expect(page.querySelectorAll('.baked svg')).toHaveLength(6);
  expect(page.body.textContent).toContain('By step 50 the margin is');
  expect(page.body.textContent).not.toContain('NaN');
});
