/** srf-learning-curve against the reference tables, with seeds and spreads, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { conditionsOf, modelOf } from '#experiments/shared/srf-model.ts';
import { predict } from '#experiments/srf-learning-curve/predict.ts';
import { run } from '#experiments/srf-learning-curve/run.ts';
import spec, { parameters } from '#experiments/srf-learning-curve/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { solve } from '#theory/spiked-random-features/errors.ts';
import { tablesOf, tablesOn } from '#theory/spiked-random-features/tables.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const predicted = (values: Settings) => predict({ parameters: values, random: streams(0) });

async function ran(
  values: Settings,
  seed: number,
  signal = new AbortController().signal,
): Promise<{ frames: Frame<null>[]; outcome: Outcome<null> }> {
  const running = run({ parameters: values, random: streams(seed), engine, signal });
  const frames: Frame<null>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

async function measured(values: Settings, seeds: number) {
  const outcomes: Outcome[] = [];
  for (let seed = 0; seed < seeds; seed++) outcomes.push((await ran(values, seed)).outcome);
  return aggregate(spec.measures, outcomes);
}

const M1 = { student: 'tanh', target: 'sin', eta: 3, alpha0: 20, beta: 1, lambda: 0.1 };
const M3 = { student: 'tanh', target: 'tanh', eta: 3, alpha0: 2, beta: 1, lambda: 0.01 };
const M7 = { target: 'sin', eta: 3, alpha0: 8, readout: '0.3,1,3', beta: 1.5, lambda: 0.05, delta: 0.05 };

describe('predictions', () => {
  const alpha = [0.3, 0.6, 1, 1.5, 3];
  test.each([
    ['M1', { ...M1, width: 'infinite' }, [0.0479, 0.0454, 0.0416, 0.0379, 0.0325]],
    ['M1, d = 200', { ...M1, d: 200 }, [0.0503, 0.0472, 0.0431, 0.0392, 0.0335]],
    ['M3, d = 400', { ...M3, d: 400 }, [0.1586, 0.1691, 0.1707, 0.1384, 0.0892]],
    [
      'M4, d = 200',
      { student: 'erf', target: 'sign', eta: 2, alpha0: 4, beta: 2, lambda: 0.05, d: 200 },
      [0.5461, 0.5609, 0.5532, 0.521, 0.4397],
    ],
    [
      'M5, d = 800',
      { student: 'relu', target: 'relu', eta: 1.5, alpha0: 4, lambda: 0.1, d: 800 },
      [0.1884, 0.185, 0.1756, 0.1621, 0.1354],
    ],
    [
      'M6, d = 200',
      { target: 'sin', eta: 3, alpha0: 8, readout: '0.5,2', lambda: 0.05, d: 200 },
      [0.08, 0.0779, 0.0716, 0.0639, 0.0516],
    ],
    ['M8', { eta: 0, target: 'sin', lambda: 0.01 }, [0.4683, 0.5034, 0.4552, 0.3347, 0.2206]],
  ])('of the setting %s are those of the table', (_, changes, table) => {
    const { testError } = predicted(settings({ ...changes, alpha })).values as Record<string, number[]>;
    testError.forEach((value, i) => {
      // Printed to four decimals.
      expect(Math.abs(value - table[i])).toBeLessThan(0.6e-4);
    });
  });

  test('three groups to five decimals, training error too', () => {
    const { testError, trainError } = predicted(settings({ ...M7, d: 200, alpha })).values as Record<
      string,
      number[]
    >;
    expect(testError.map((value) => value.toFixed(5))).toEqual([
      '0.09679',
      '0.10045',
      '0.09715',
      '0.08886',
      '0.06854',
    ]);
    expect(trainError.map((value) => value.toFixed(5))).toEqual([
      '0.00831',
      '0.01334',
      '0.02075',
      '0.02954',
      '0.04795',
    ]);
  });

  test('do not depend on how groups are given, nor at p = ∞ on d', () => {
    const direct = settings({
      spike: [1, 2.5],
      bulkVariance: [1.05, 1.3],
      fractions: [0.3, 0.7],
      alignment: 0.9,
    });
    const split = settings({
      spike: [2.5, 1, 2.5],
      bulkVariance: [1.3, 1.05, 1.3],
      fractions: [0.35, 0.3, 0.35],
      alignment: 0.9,
    });
    const errors = (values: Settings) => predicted(values).values.testError as number[];
    errors(direct).forEach((value, i) => {
      expect(errors(split)[i]).toBeCloseTo(value, 9);
    });
    const infinite = (d: number) => errors({ ...direct, width: 'infinite', d });
    expect(infinite(400)).toEqual(infinite(100));
  });

  test('the curve passes through the swept points', () => {
    const { axes, values } = predicted(settings());
    const curve = values.testErrorCurve as number[];
    const first = (values.testError as number[])[0];
    expect(axes.alphaFine).toHaveLength(curve.length);
    expect(curve[0]).toBeCloseTo(first, 10);
    expect(axes.alphaFine).toContain(1);
  });
});

describe('spiked random features, drawn and fitted', () => {
  // d = 100, sixty seeds: the table's means at α = 0.6, 1.5, 3. Ours: ten seeds.
  test.each([
    ['M1', M1, [0.0521, 0.0399, 0.0345], [0.0074, 0.0037, 0.0029]],
    ['M3', M3, [0.1668, 0.1416, 0.0904], [0.0266, 0.0219, 0.0111]],
    ['M7', M7, [0.1035, 0.0904, 0.0702], [0.0107, 0.0113, 0.0071]],
  ])('have the errors of the table and of the theory: %s', async (_, changes, means, sds) => {
    const values = settings({ ...changes, d: 100, alpha: [0.6, 1.5, 3] });
    const { measures } = await measured(values, 10);
    const theory = predicted(values).values.testError as number[];
    (measures.testError.mean as number[]).forEach((value, i) => {
      const error = sds[i] * Math.sqrt(1 / 10 + 1 / 60);
      expect(Math.abs(value - means[i])).toBeLessThan(3 * error);
      expect(Math.abs(value - theory[i])).toBeLessThan((3 * sds[i]) / Math.sqrt(10) + 0.01 * theory[i]);
    });
  });

  test('order of the samples does not matter, and a longer sweep keeps what a shorter one measured', async () => {
    const at = async (alpha: number[]) =>
      (await ran(settings({ d: 40, alpha }), 3)).outcome.measures.testError;
    const [small, middle, large] = (await at([0.5, 1.5, 3])) as number[];
    expect(await at([3, 0.5, 1.5])).toEqual([
      expect.closeTo(large, 10),
      expect.closeTo(small, 10),
      expect.closeTo(middle, 10),
    ]);
  });

  test('frames arrive point by point, and a cancelled run stops', async () => {
    const values = settings({ d: 40, alpha: [0.5, 2] });
    const { frames, outcome } = await ran(values, 0);
    expect(frames[0].axes.alpha).toEqual([]);
    expect(frames.some((frame) => frame.axes.alpha.length === 1)).toBe(true);
    expect(outcome.axes.alpha).toEqual([0.5, 2]);
    expect((await ran(values, 0)).outcome).toEqual(outcome);
    await expect(ran(values, 0, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('checks', () => {
  const verdicts = async (values: Settings, seeds: number) =>
    evaluateChecks(
      spec as unknown as ExperimentSpec,
      values,
      await measured(values, seeds),
      predicted(values),
    ).map(({ verdict }) => verdict);

  test('agree in the default', async () => {
    expect(await verdicts(settings(), 5)).toEqual(['agrees', 'agrees']);
  });

  test('differ for one network in few dimensions and a target with heavy tails', async () => {
    const one = settings({ d: 60, target: 'he1he3', alpha: [1] });
    expect(await verdicts(one, 1)).toEqual(['differs', 'differs']);
  });

  test('say that p = ∞ is outside, and differ, for three groups', async () => {
    const wide = settings({ ...M7, width: 'infinite', alpha: [0.6, 1, 1.5] });
    expect((await verdicts(wide, 6))[0]).toBe('outside its assumptions (differs)');
  });
});

test('with hardly a ridge and few samples the theory lives off inputs that thirty samples do not contain', () => {
  const values = settings({ lambda: 1e-5 });
  const model = modelOf(values);
  const conditions = { ...conditionsOf(values), alpha: 0.2 };
  expect(solve(tablesOf(model), conditions).testError).toBeGreaterThan(0.7);
  const nodes = Float64Array.from({ length: 641 }, (_, k) => -8 + k / 40);
  const inside = nodes.map((kappa) => (Math.abs(kappa) <= 2.5 ? Math.exp(-(kappa * kappa) / 2) : 0));
  const total = inside.reduce((sum, weight) => sum + weight, 0);
  const rule = { nodes, weights: inside.map((weight) => weight / total) };
  expect(solve(tablesOn(rule, model), conditions).testError).toBeLessThan(0.25);
});

test('settings that do not go together are refused in words', () => {
  expect(spec.refuse?.(settings({ spike: [1, 2], bulkVariance: [1, 1, 1] }))).toContain('c has 3');
  expect(spec.refuse?.(settings({ spike: [1, 2], fractions: [0.5, 0.6] }))).toContain('add up to 1');
  expect(spec.refuse?.(settings({ d: 2000, alpha: [100] }))).toContain('memory');
  expect(spec.refuse?.(settings({ eta: 2, readout: 'gaussian' }))).toBeNull();
});
