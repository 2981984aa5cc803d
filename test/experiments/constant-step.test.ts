/** constant-step against the reference overlaps and the constant-step threshold. */
import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/constant-step/predict.ts';
import { run } from '#experiments/constant-step/run.ts';
import spec, { parameters } from '#experiments/constant-step/spec.ts';
import { defaults } from '#framework/parameters.ts';
import { list, result, traced } from '../support/experiment.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
const tested = { spec, run, predict };

test('at a constant step the line stays and the parabola falls like 1/n', async () => {
  const { measures, predictions, checks } = await result(tested, engine, { n: [300, 600] }, 5);
  expect(predictions.values.etaCritical).toBeCloseTo(2.45, 2);
  // 0.0117 and 0.0059 in the reference; chance makes single draws scatter by their own size.
  const quadratic = list(measures.overlapQuadratic.mean);
  expect(quadratic[0]).toBeLessThan(0.03);
  expect(quadratic[1]).toBeLessThan(0.015);
  expect(
    Math.abs(list(measures.overlapLinear.mean)[1] - list(predictions.values.overlapLinear)[1]),
  ).toBeLessThan(0.06);
  expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['agrees']));
});

test('below the threshold there is no spike; with a growing step a second one comes, and a check differs', async () => {
  const below = await result(tested, engine, { n: [600], eta: 1.5 }, 2);
  expect(list(below.predictions.values.overlapLinear)).toEqual([0]);
  expect(list(below.measures.overlapLinear.mean)[0]).toBeLessThan(0.2);
  const growing = await result(tested, engine, { n: [600], alpha: 0.4 }, 2);
  expect(list(growing.measures.overlapQuadraticSecond.mean)[0]).toBeGreaterThan(0.2);
  const near = await result(tested, engine, { n: [60], eta: 6 }, 1);
  expect([...growing.checks, ...near.checks].map(({ verdict }) => verdict).join()).toContain('differs');
});

test('same seed, same numbers; refusals; a cancelled run stops', async () => {
  const small = { n: [40, 80] };
  const { outcome, frames } = await traced(tested, engine, small, 1);
  expect((await traced(tested, engine, small, 1)).outcome).toEqual(outcome);
  expect(frames.some(({ axes }) => axes.n.length === 1)).toBe(true);
  expect(spec.refuse?.({ ...defaults(parameters), eta: 3, alpha: 0.3 })).toContain('not both');
  expect(spec.refuse?.({ ...defaults(parameters), n: [4000, 4000] })).toContain('minutes');
  await expect(traced(tested, engine, small, 1, AbortSignal.abort())).rejects.toThrow();
});
