import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/kernel-floor/predict.ts';
import { run } from '#experiments/kernel-floor/run.ts';
import spec from '#experiments/kernel-floor/spec.ts';
import { list, result, traced } from '../support/experiment.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

test('the default agrees in every check: the floor holds before the step and not after it', async () => {
  const { checks } = await result(tested, engine, {}, 2);
  expect(checks.map(({ verdict }) => verdict)).toEqual(Array.from(checks, () => 'agrees'));
});

test('the floor is that of each target', async () => {
  // E σ⋆² − (E zσ⋆)² of each, and less the mean where the activation has one: reference values.
  const floors = { tanh: 0.02742, erf: 0.01502, sin: 0.06445, sign: 0.36338, he1he3: 1 };
  for (const [target, floor] of Object.entries(floors)) {
    const { predictions } = await result(tested, engine, { target, alpha: [0.5], d: 20 }, 1);
    expect(predictions.values.floor).toBeCloseTo(floor, 5);
  }
  const { predictions } = await result(
    tested,
    engine,
    { student: 'relu', target: 'relu', alpha: [0.5], d: 20 },
    1,
  );
  expect(predictions.values.floor).toBeCloseTo(0.09085, 5);
});

test('random features measure what a reference implementation measured', async () => {
  // 32 seeds at d = 200: mean and sd over seeds; ours are 4.
  const reference = [
    [0.6, 0.4971, 0.0554],
    [1.5, 0.3365, 0.0347],
    [3, 0.2219, 0.0186],
  ];
  const { measures } = await result(
    tested,
    engine,
    { beta: 1, lambda: 0.01, d: 200, alpha: reference.map(([alpha]) => alpha), steppedEta: 0 },
    4,
  );
  reference.forEach(([alpha, mean, sd], i) => {
    const measured = list(measures.testError.mean)[i];
    expect(Math.abs(measured - mean), `α = ${alpha}: ${measured}`).toBeLessThan(
      3 * sd * Math.sqrt(1 / 4 + 1 / 32),
    );
  });
  // Without a step the two networks are one.
  expect(measures.testErrorStepped.mean).toEqual(measures.testError.mean);
});

describe('checks', () => {
  test('differ for a nearly linear target, although every assumption holds', async () => {
    const { checks } = await result(tested, engine, { target: 'tanh', alpha0: 2, d: 60 }, 1);
    expect(checks[1].violated).toEqual([]);
    expect(checks[1].verdict).toBe('differs');
    expect(checks[0].verdict).toBe('agrees');
  });

  test('say that the floor is none for a network after its step', async () => {
    const { checks } = await result(tested, engine, { eta: 3, d: 60 }, 1);
    expect(checks[0].verdict).toBe('outside its assumptions (differs)');
  });
});

test('a run fills in one α after the other and stops when it is told to', async () => {
  const { frames, outcome } = await traced(tested, engine, { d: 30, alpha: [1, 2] }, 3);
  const halfway = frames.find(({ axes }) => axes.alpha.length === 1);
  expect(halfway?.measures.testError).toHaveLength(1);
  expect(frames.at(-1)?.done).toBe(1);
  expect(outcome.axes.alpha).toEqual([1, 2]);
  expect((await traced(tested, engine, { d: 30, alpha: [1, 2] }, 3)).outcome).toEqual(outcome);
  await expect(traced(tested, engine, {}, 0, AbortSignal.abort())).rejects.toThrow('abort');
});
