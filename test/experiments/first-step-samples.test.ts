/** first-step-samples against the reference table, networks at few samples, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { isotropicFrom } from '#experiments/first-step-samples/bulk.ts';
import { predict } from '#experiments/first-step-samples/predict.ts';
import { run } from '#experiments/first-step-samples/run.ts';
import spec, { parameters } from '#experiments/first-step-samples/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';

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

describe('predictions', () => {
  test('at p = ∞ are those of the table', () => {
    const alpha0 = [0.25, 0.5, 1, 2, 4, 8, 16, 50];
    const { values } = predicted(settings({ alpha0, width: 'infinite' }));
    const table = [0.3737, 0.2928, 0.2099, 0.1397, 0.0904, 0.0605, 0.0439, 0.032];
    (values.testError as number[]).forEach((value, i) => {
      expect(Math.abs(value - table[i])).toBeLessThan(0.6e-4);
    });
    expect(values.noStep).toBeCloseTo(0.2745, 4);
    const alignment = values.alignment as number[];
    [0.42, 0.68, 0.88].forEach((value, i) => {
      expect(alignment[2 * i]).toBeCloseTo(value, 2);
    });
    expect(alignment[6]).toBeCloseTo(0.965, 3);
  });

  test('with ever more samples come to the population gradient', () => {
    const { values } = predicted(settings({ alpha0: [1e4, 1e6], width: 'infinite' }));
    const [many, more] = values.testError as number[];
    // The table's last column has 10⁴ samples per dimension.
    expect(many).toBeCloseTo(0.0262, 4);
    expect(more).toBeLessThan(many);
  });

  test('a step on few samples hurts, and the floor is crossed near seven', () => {
    const { values } = predicted(settings({ alpha0: [0.5, 0.7, 6, 8], width: 'infinite' }));
    const [half, more, six, eight] = values.testError as number[];
    const [noStep, floor] = [values.noStep as number, values.floor as number];
    expect(half).toBeGreaterThan(noStep);
    expect(more).toBeLessThan(noStep);
    expect(six).toBeGreaterThan(floor);
    expect(eight).toBeLessThan(floor);
  });
});

describe('networks', () => {
  test('at few samples lie above the theory, and no more with an isotropic bulk', async () => {
    // d = 400, sixty seeds: 0.413 for networks, 0.376 with an isotropic bulk, 0.384 in theory. Ours: d = 150, ten seeds.
    const few = settings({
      target: 'tanh',
      lambda: 0.01,
      alpha: 0.5,
      alpha0: [0.5],
      d: 150,
    });
    const error = async (isotropic: boolean): Promise<number> => {
      const { measures } = await measured({ ...few, isotropic }, 10);
      return (measures.testError.mean as number[])[0];
    };
    const [trained, isotropic] = [await error(false), await error(true)];
    expect((predicted(few).values.testError as number[])[0]).toBeCloseTo(0.384, 2);
    // One standard error of ten seeds at d = 150 is about 0.016.
    expect(Math.abs(trained - 0.413)).toBeLessThan(0.05);
    expect(Math.abs(isotropic - 0.376)).toBeLessThan(0.05);
    expect(trained).toBeGreaterThan(isotropic);
  });

  test('find the direction of the target as predicted, and of an even one not at all', async () => {
    const values = settings({ d: 100, alpha0: [1, 4] });
    const { measures } = await measured(values, 6);
    const theory = predicted(values).values.alignment as number[];
    (measures.alignment.mean as number[]).forEach((value, i) => {
      expect(Math.abs(value - theory[i])).toBeLessThan(0.05);
    });
    const even = settings({ d: 100, target: 'he2', alpha0: [4] });
    expect(predicted(even).values.alignmentMean).toBeCloseTo(0, 12);
    expect(Math.abs((await measured(even, 6)).measures.alignmentMean.mean as number)).toBeLessThan(0.4);
  });

  test('arrive point by point; the same seed gives the same numbers; a cancelled run stops', async () => {
    const values = settings({ d: 40, alpha0: [1, 3] });
    const { frames, outcome } = await ran(values, 1);
    expect(frames.some((frame) => frame.axes.alpha0.length === 1)).toBe(true);
    expect((await ran(values, 1)).outcome).toEqual(outcome);
    await expect(ran(values, 1, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('the checks', () => {
  const verdicts = async (values: Settings, seeds: number) =>
    evaluateChecks(
      spec as unknown as ExperimentSpec,
      values,
      await measured(values, seeds),
      predicted(values),
    ).map(({ verdict }) => verdict);

  test('agree in the default, in fewer dimensions', async () => {
    expect(await verdicts(settings({ d: 150 }), 2)).toEqual(['agrees', 'agrees']);
  });

  test('leave out the samples at which the bulk is bent, but say so when there are no others', async () => {
    const few = settings({ d: 60, alpha0: [0.2] });
    expect(isotropicFrom(few)).toBeCloseTo(0.9);
    expect((await verdicts(few, 1))[0]).toContain('outside its assumptions');
    expect(isotropicFrom({ ...few, isotropic: true })).toBe(0);
  });

  test('differ for one network in few dimensions and a target with heavy tails', async () => {
    const one = settings({ d: 60, target: 'he1he3', alpha0: [2], eta: 1 });
    expect(await verdicts(one, 1)).toContain('differs');
  });
});

test('settings that do not go together are refused in words', () => {
  expect(spec.refuse?.(settings({ alpha0: [1, 1e6] }))).toContain('billion');
  expect(spec.refuse?.(settings({ d: 2000, alpha: 100, alpha0: [1] }))).toContain('memory');
});
