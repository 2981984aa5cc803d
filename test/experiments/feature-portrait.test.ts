/** feature-portrait against the reference table, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/feature-portrait/predict.ts';
import { run } from '#experiments/feature-portrait/run.ts';
import spec, { parameters } from '#experiments/feature-portrait/spec.ts';
import { defaults } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { result, traced } from '../support/experiment.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

// κ, q, share of μ₁, of μ₂, of diagonals: one draw of 20 000 neurons.
const table = [
  [20, 0.5, 0.016, 0.015, 0.95],
  [20, 0.4, 0.154, 0.15, 0.645],
  [20, 0.25, 0.267, 0.257, 0.254],
  [20, 0.1, 0.183, 0.176, 0.042],
  [5, 0.5, 0.058, 0.057, 0.813],
  [5, 0.25, 0.272, 0.269, 0.293],
  [1, 0.5, 0.162, 0.157, 0.498],
  [0.5, 0.5, 0.184, 0.177, 0.429],
  [0.5, 0.25, 0.191, 0.184, 0.414],
] as const;

test.each(table)('κ = %s, q = %s is reproduced', (kappa, q, first, second, diagonal) => {
  const { values } = predict({ parameters: { ...defaults(parameters), kappa, q }, random: streams(0) });
  // Two standard deviations of a share of 20 000 neurons, the table's last digit and the grid of the sum.
  const spread = (p: number): number => 2 * Math.sqrt((p * (1 - p)) / 20_000) + 0.0015;
  // The mean of both axes has the smaller spread, but the two go against each other.
  expect(Math.abs((first + second) / 2 - Number(values.pAxis1))).toBeLessThan(spread(first));
  expect(Math.abs(diagonal - Number(values.pDiagonal))).toBeLessThan(spread(diagonal) + 0.003);
});

describe('a run', () => {
  test('agrees with the sum everywhere, and with the limits far from κ = 1', async () => {
    for (const changes of [{}, { q: 0.5 }, { kappa: 0.5 }]) {
      const { checks } = await result(tested, engine, { ...changes, m: 5000 }, 2);
      expect(checks.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => 'agrees'));
    }
  });

  test('agrees with the sum and not with the limits at κ = 1', async () => {
    const { checks } = await result(tested, engine, { kappa: 1, q: 0.5, m: 5000 }, 2);
    expect(checks.map(({ verdict }) => verdict)).toEqual([
      'agrees',
      'agrees',
      'agrees',
      'outside its assumptions (differs)',
      'outside its assumptions (differs)',
    ]);
  });

  test('can differ from a limit with every assumption kept: five dimensions', async () => {
    const { checks } = await result(tested, engine, { kappa: 0.5, d: 5, m: 100_000 }, 1);
    expect(checks.slice(0, 3).map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees', 'agrees']);
    expect(checks[3].verdict).toBe('differs');
  });

  test('is the same for the same seed, and more neurons begin with the same ones', async () => {
    const once = await traced(tested, engine, { m: 3000 }, 4);
    expect((await traced(tested, engine, { m: 3000 }, 4)).outcome).toEqual(once.outcome);
    const [first] = (await traced(tested, engine, { m: 9000 }, 4)).frames;
    expect(first.view.x).toEqual(once.frames[0].view.x);
    expect(once.outcome.view.x.length).toBe(500);
    once.outcome.view.x.forEach((x, i) =>
      expect(Math.hypot(x, once.outcome.view.y[i])).toBeLessThan(1 + 1e-12),
    );
  });
});
