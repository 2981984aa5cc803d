/** coverage against its formula, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { firstCover } from '#experiments/coverage/cover.ts';
import { predict } from '#experiments/coverage/predict.ts';
import { run } from '#experiments/coverage/run.ts';
import spec from '#experiments/coverage/spec.ts';
import { list, result, traced } from '../support/experiment.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

describe('the first neurons that hit every feature', () => {
  const draw = {
    m: 5,
    rows: new Float64Array(0),
    own: new Float64Array(5),
    along: [
      [1, 0],
      [0.7, 0.7],
      [0, -1],
      [-1, 0],
      [0, 1],
    ] as const,
    length: Float64Array.from([1, 1, 1, 1, 1]),
  };
  const bar = { cone: 0.05, strength: 0.02, signs: 'both' };

  test('are counted with both signs or with one', () => {
    expect(firstCover(draw, [1, 1, 1, 1, 1], bar)).toBe(3);
    expect(firstCover(draw, [1, 1, 1, 1, 1], { ...bar, signs: 'one' })).toBe(5);
    expect(firstCover(draw, [1, 1, 1, -1, 1], { ...bar, signs: 'one' })).toBeNaN();
  });

  test('must be long enough', () => {
    const short = { ...draw, length: Float64Array.from([1, 1, 0.01, 1, 1]) };
    expect(firstCover(short, [1, 1, 1, 1, 1], bar)).toBe(5);
  });
});

describe('the formula', () => {
  test.each([
    {},
    { signs: 'one' },
    { kappa: 0.5, cone: 0.02 },
    { kappa: 2, cone: 0.4, q: 0.5, m: [1, 2, 4], signs: 'one' },
    { kappa: 5, d: 12 },
  ])('holds with %o', async (changes) => {
    const { measures, predictions, checks } = await result(tested, engine, { ...changes, draws: 600 }, 1);
    const predicted = list(predictions.values.covered);
    list(measures.covered.mean).forEach((one, i) =>
      expect(Math.abs(one - predicted[i])).toBeLessThan(
        4 * Math.sqrt((predicted[i] * (1 - predicted[i])) / 600) + 0.006,
      ),
    );
    for (const { verdict } of checks.slice(0, 4)) expect(verdict).toBe('agrees');
  });

  test('agrees with the limit in the default, and differs without bias, every assumption kept', async () => {
    const fine = await result(tested, engine, { draws: 500 }, 1);
    expect(fine.checks.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => 'agrees'));
    const { checks } = await result(tested, engine, { q: 0.5, m: [200], draws: 200 }, 1);
    expect(checks[4]).toMatchObject({ verdict: 'differs', violated: [] });
    expect(checks[0].verdict).toBe('agrees');
  });
});

test('networks are right before every feature is hit', async () => {
  const { measures } = await result(tested, engine, { draws: 300, m: [3, 4, 8] }, 1);
  const [three, four, eight] = list(measures.accurate.mean);
  const covered = list(measures.covered.mean);
  expect(three).toBeGreaterThan(covered[0] + 0.2);
  expect(four).toBeGreaterThan(covered[1] + 0.2);
  expect(eight).toBeGreaterThan(0.95);
});

test('a run is the same for the same seed; more neurons or draws do not change the first', async () => {
  const changes = { draws: 30, m: [4, 8] };
  const once = await traced(tested, engine, changes, 3);
  expect((await traced(tested, engine, changes, 3)).outcome).toEqual(once.outcome);
  const more = await traced(tested, engine, { draws: 40, m: [8, 16] }, 3);
  expect(more.outcome.view.hits[5].slice(0, 8)).toEqual(once.outcome.view.hits[5]);
});
