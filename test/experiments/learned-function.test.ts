/** learned-function against the table of distances, closed forms, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/learned-function/predict.ts';
import { run, type View } from '#experiments/learned-function/run.ts';
import spec, { ALONG, parameters } from '#experiments/learned-function/spec.ts';
import { aggregate, type Aggregated } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });

async function ran(values: Settings, seed: number): Promise<Outcome<View>> {
  const signal = new AbortController().signal;
  const running = run({ parameters: values, random: streams(seed), engine, signal });
  for (;;) {
    const next = await running.next();
    if (next.done === true) return next.value;
  }
}

async function measured(values: Settings, seeds: readonly number[]) {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await ran(values, seed));
  return aggregate(spec.measures, outcomes);
}

const predictionsOf = (values: Settings) => predict({ parameters: values, random: streams(0) });

const verdictsOf = (values: Settings, found: Aggregated): (string | null)[] =>
  evaluateChecks(spec as unknown as ExperimentSpec, values, found, predictionsOf(values)).map(
    (check) => check.verdict,
  );

describe('distances at γ = 1, c = 1', () => {
  test.each([
    { target: 'sin', spike: 1, one: 0.0249, both: 0.0027, floor: 0.0645 },
    { target: 'sin', spike: 2, one: 0.0084, both: 0.0084, floor: 0.0645 },
    { target: 'he1he3', spike: 5, one: 1.703, both: 1.557, floor: 1 },
  ])('$target, r = $spike', ({ target, spike, one, both, floor }) => {
    const { values } = predictionsOf(settings({ target, spike: [spike], bulkVariance: [1], alignment: 1 }));
    const digits = one > 1 ? 3 : 4;
    expect(values.spanDistance).toBeCloseTo(one, digits);
    expect(values.spanDistanceBoth).toBeCloseTo(both, digits);
    expect(values.floor).toBeCloseTo(floor, 4);
    // With the direction known, no readout does better than the distance.
    expect(values.testError as number).toBeGreaterThan(values.spanDistanceBoth as number);
  });
});

test('distance of a jump, whose quadrature has to know where it is', () => {
  const { values } = predictionsOf(settings({ target: 'sign', spike: [3], bulkVariance: [1], alignment: 1 }));
  // A midpoint rule of 3600 nodes that mirror each other around the jump.
  expect(values.spanDistance).toBeCloseTo(0.1427, 4);
  expect(values.floor).toBeCloseTo(0.3634, 4);
});

describe('the predicted function', () => {
  test('is odd, straight across, and exact in its closed forms', () => {
    const { axes, values } = predictionsOf(settings());
    const curve = values.curve as number[];
    const line = values.line as number[];
    expect(axes.kappa).toEqual([...ALONG]);
    curve.forEach((value, i) => expect(value + curve[curve.length - 1 - i]).toBeCloseTo(0, 9));
    const slopes = line.slice(1).map((value, i) => (value - line[i]) / (axes.across[i + 1] - axes.across[i]));
    for (const slope of slopes) expect(slope).toBeCloseTo(values.slope as number, 9);
    // E[sin(γκ + √(1−γ²) z)] at κ = 1.
    const at = axes.kappaFine.findIndex((kappa) => Math.abs(kappa - 1) < 1e-9);
    expect((values.targetAlong as number[])[at]).toBeCloseTo(Math.exp(-0.095) * Math.sin(0.9), 9);
  });

  test('does not change when half of the neurons change their sign', () => {
    const one = predictionsOf(settings()).values;
    const two = predictionsOf(settings({ spike: [2, -2] })).values;
    (two.curve as number[]).forEach((value, i) => expect(value).toBeCloseTo((one.curve as number[])[i], 9));
  });
});

describe('fitted networks', () => {
  test('follow the curve and the line; every check agrees', async () => {
    const values = settings();
    const found = await measured(values, [0, 1, 2]);
    const { curve } = predictionsOf(values).values;
    (found.measures.curve.mean as number[]).forEach((value, i) =>
      expect(Math.abs(value - (curve as number[])[i])).toBeLessThan(0.1),
    );
    expect(new Set(verdictsOf(values, found))).toEqual(new Set(['agrees']));
  });

  test('do worse than linear functions on a cubic, and better than them on a sine with γ = 1', async () => {
    const cubic = await measured(settings({ target: 'he1he3', d: 100 }), [0, 1]);
    expect(cubic.measures.testError.mean as number).toBeGreaterThan(1);
    const sine = await measured(settings({ alignment: 1, d: 100 }), [0, 1]);
    expect(sine.measures.testError.mean as number).toBeLessThan(0.03);
  });

  test('differ in ten dimensions', async () => {
    const values = settings({ d: 10 });
    const words = verdictsOf(values, await measured(values, [0, 1, 2, 3, 4]));
    expect(words).toContain('outside its assumptions (differs)');
  });

  test('are the same for the same seed, after a first step too', async () => {
    const values = settings({ eta: 3, alpha0: 4, d: 30, readout: 'gaussian' });
    expect(await ran(values, 4)).toEqual(await ran(values, 4));
  });
});
