/** margin-race against the reference tables, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/margin-race/Figure.svelte';
import { predict } from '#experiments/margin-race/predict.ts';
import { run } from '#experiments/margin-race/run.ts';
import { checkpointsOf } from '#experiments/margin-race/setting.ts';
import spec from '#experiments/margin-race/spec.ts';
import { recordedSteps } from '#framework/recorded.ts';
import { list, result, traced } from '../support/experiment.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const at = (axes: Readonly<Record<string, readonly number[]>>, values: unknown, step: number): number =>
  (values as number[])[axes.step.indexOf(step)];

// m, step, then margin and its standard deviation, movement, weighted rotation; d = 4, three seeds.
const table = [
  [32, 640, 0.0606, 0.004, 1.21, 28],
  [32, 4000, 0.0856, 0.0006, 4.17, 35],
  [128, 640, 0.0246, 0.0019, 0.4, 12],
  [128, 4000, 0.0785, 0.0004, 1.97, 28],
] as const;

describe.each([32, 128])('four dimensions, m = %s', (width) => {
  test('the margins, movements and rotations are those of the table', async () => {
    const { axes, measures, predictions } = await result(tested, engine, { m: width, steps: 4000 }, 3);
    for (const [, step, margin, sd, movement, rotation] of table.filter(([m]) => m === width)) {
      // Two means of three: the standard deviation of their difference is 0.82 of one run's; the note's is of few runs.
      expect(Math.abs(at(axes, measures.hardMargin.mean, step) - margin)).toBeLessThan(3 * sd);
      expect(at(axes, measures.movement.mean, step) / movement).toBeCloseTo(1, 0.5);
      expect(Math.abs(at(axes, measures.rotationWeighted.mean, step) - rotation)).toBeLessThan(5);
    }
    expect(predictions.values.globalLevel).toBeCloseTo(0.08839, 5);
  });
});

test('the long run with larger steps ends as in the table', async () => {
  const { axes, measures } = await result(tested, engine, { m: 256, c: 1, etaMax: 0.2, steps: 2000 }, 2);
  expect(Math.abs(at(axes, measures.hardMargin.mean, 200) - 0.0189)).toBeLessThan(0.004);
  expect(Math.abs(at(axes, measures.hardMargin.mean, 2000) - 0.0811)).toBeLessThan(0.002);
  expect(Math.abs(at(axes, measures.leastLogit.mean, 2000) - 160)).toBeLessThan(8);
});

test('the inequality in six dimensions is as in the table', async () => {
  const { axes, measures } = await result(tested, engine, { d: 6, c: 0.5, etaMax: 0.02, steps: 1000 }, 2);
  expect(list(measures.tangentMargin.mean)[0]).toBeGreaterThan(0.025);
  expect(list(measures.tangentMargin.mean)[0]).toBeLessThan(0.0315);
  expect(Math.abs(list(measures.tangentMargin.mean).at(-1)! - 0.2154)).toBeLessThan(0.03);
  expect(Math.abs(at(axes, measures.gain.mean, 1000) - 15.9)).toBeLessThan(3);
  expect(Math.abs(at(axes, measures.movement.mean, 1000) - 1.12)).toBeLessThan(0.15);
});

test('at separation a wide network has turned less', async () => {
  const changes = { d: 6, c: 1, etaMax: 0.02 };
  const { measures: narrow } = await result(tested, engine, { ...changes, m: 128, steps: 150 }, 3);
  const { measures: wide } = await result(tested, engine, { ...changes, m: 512, steps: 80 }, 3);
  // 0.68 ± 0.10 and 0.10 ± 0.02 degrees in the table, of other seeds.
  expect(narrow.separationMedian.mean).toBeGreaterThan(0.4);
  expect(narrow.separationMedian.mean).toBeLessThan(1);
  expect(wide.separationMedian.mean).toBeGreaterThan(0.05);
  expect(wide.separationMedian.mean).toBeLessThan(0.15);
});

describe('the outer layer alone', () => {
  test('comes near the frozen level, stays below it, and falls; nothing turns', async () => {
    const { measures, predictions } = await result(
      tested,
      engine,
      { trained: 'outer', m: 256, c: 1, etaMax: 0.5, steps: 6000 },
      1,
    );
    const level = predictions.values.ntkLevel as number;
    const best = measures.bestMargin.mean as number;
    expect(best).toBeLessThanOrEqual(level);
    expect(best).toBeGreaterThan(0.95 * level);
    expect(list(measures.hardMargin.mean).at(-1)).toBeLessThan(0.92 * best);
    expect(list(measures.rotationMax.mean).at(-1)).toBeLessThan(1e-5);
  });
});

describe('checks', () => {
  const verdicts = (checks: readonly { verdict: string | null }[]) => checks.map(({ verdict }) => verdict);

  test('agree in the default, and at another setting', async () => {
    const agreed = ['agrees', 'agrees', 'agrees'];
    expect(verdicts((await result(tested, engine, {}, 1)).checks)).toEqual(agreed);
    const changes = { d: 3, m: 40, scale: 0.3, c: 0.5, steps: 400 };
    expect(verdicts((await result(tested, engine, changes, 2)).checks)).toEqual(agreed);
  });

  test('differ with four neurons, every assumption kept', async () => {
    const { checks } = await result(tested, engine, { m: 4, steps: 500 }, 2);
    expect(checks[0]).toMatchObject({ verdict: 'differs', violated: [] });
  });

  test('say where steps are too large, and where three bits make the promise empty', async () => {
    const large = await result(tested, engine, { c: 10, etaMax: 5, steps: 300 }, 1);
    expect(large.checks[2].verdict).toBe('outside its assumptions (differs)');
    const odd = await result(tested, engine, { parity: 3, steps: 200 }, 1);
    expect(Math.max(...list(odd.measures.gainBound.mean))).toBeLessThan(1e-6);
    expect(odd.checks[0].verdict).toBe('outside its assumptions (differs)');
    expect(list(odd.measures.trainError.mean).at(-1)).toBeGreaterThan(0.2);
  });
});

test('more neurons keep the first ones, and a run is the same for the same seed', async () => {
  const once = await traced(tested, engine, { m: 16, steps: 60 }, 4);
  expect((await traced(tested, engine, { m: 16, steps: 60 }, 4)).outcome).toEqual(once.outcome);
  const wider = await traced(tested, engine, { m: 20, steps: 60 }, 4);
  expect(wider.frames[0].view.positive.slice(0, 16)).toEqual(once.frames[0].view.positive);
  expect(once.outcome.axes.step).toEqual(recordedSteps(60));
});

test('checkpoints begin and end with the run', () => {
  const points = checkpointsOf(recordedSteps(2003));
  expect(points.slice(0, 6)).toEqual([0, 1, 2, 3, 5, 10]);
  expect(points.at(-1)).toBe(2003);
  expect(points.length).toBeLessThan(45);
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(traced(tested, engine, {}, 0, stop.signal)).rejects.toThrow();
});

test('the figure draws all its charts twice, and stands empty before a run', async () => {
  const changes = { steps: 300 };
  const page = await drawnFigure({ ...tested, Figure }, engine, changes);
  expect(page.querySelectorAll('.chart')).toHaveLength(6);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(12);
  expect(page.body.textContent).toContain('half the global margin');
  expect(page.body.textContent).not.toContain('NaN');
  const empty = emptyFigure({ ...tested, Figure }, changes);
  expect(empty.querySelectorAll('.chart')).toHaveLength(6);
  expect(empty.body.textContent).not.toContain('NaN');
});
