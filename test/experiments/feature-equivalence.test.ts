/** feature-equivalence against the reference errors of F and of its models made of spikes. */
import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/feature-equivalence/predict.ts';
import { run } from '#experiments/feature-equivalence/run.ts';
import spec, { parameters } from '#experiments/feature-equivalence/spec.ts';
import { defaults } from '#framework/parameters.ts';
import { list, result, traced } from '../support/experiment.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
const tested = { spec, run, predict };
const sizes = { n: 600, d: 300, N: 450 } as const;

// Means of twelve draws; standard errors .016 in test error and .010 in training loss. Ours are two; the band: 2.5
// standard errors of the difference.
test.each([
  [{ mode: 'R', eta: 8 }, [0.919, 1.288, 1.019, 0.924, NaN, 0.944], [0.431, 0.619, 0.474, 0.441, NaN, 0.447]],
  [
    { mode: 'G', eta: 16 },
    [0.937, 1.288, 1.007, 0.885, NaN, 0.919],
    [0.409, 0.619, 0.464, 0.416, NaN, 0.428],
  ],
] as const)('%j', async (changes, testErrors, losses) => {
  const { measures } = await result(tested, engine, { ...sizes, ...changes }, 2);
  const check = (found: readonly number[], table: readonly number[], error: number) => {
    table.forEach((value, k) => {
      if (!Number.isNaN(value))
        expect(Math.abs(found[k] - value)).toBeLessThan(2.5 * error * Math.sqrt(1 + 12 / 2));
    });
  };
  check(list(measures.testError.mean), testErrors, 0.016);
  check(list(measures.trainLoss.mean), losses, 0.01);
});

test('the constant belongs to the full gradient, and a check differs without it', async () => {
  const full = await result(tested, engine, { eta: 16 }, 2);
  expect(full.measures.distanceConstant.mean).toBeGreaterThan(-0.05);
  expect(Math.abs(full.measures.distanceConstant.mean as number)).toBeLessThan(
    Math.abs(full.measures.distanceTwo.mean as number),
  );
  const few = await result(tested, engine, { n: 200, d: 60, N: 260, eta: 9, noise: 0 }, 1);
  expect(few.checks.map(({ verdict }) => verdict).join()).toContain('differs');
});

test('same seed, same numbers; refusal; a cancelled run stops', async () => {
  const small = { n: 60, d: 30, N: 40 };
  const { outcome } = await traced(tested, engine, small, 1);
  expect((await traced(tested, engine, small, 1)).outcome).toEqual(outcome);
  expect(spec.refuse?.({ ...defaults(parameters), eta: 3, alpha: 0.3 })).toContain('not both');
  await expect(traced(tested, engine, small, 1, AbortSignal.abort())).rejects.toThrow();
});
