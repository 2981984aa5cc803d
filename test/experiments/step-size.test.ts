/** step-size against the reference tables of the step size, in theory and simulation, and what its check can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { firstStepOf } from '#experiments/shared/srf-model.ts';
import { atStepSize, measuredModel, stepped, stepSample } from '#experiments/shared/srf.ts';
import { predict } from '#experiments/step-size/predict.ts';
import { run } from '#experiments/step-size/run.ts';
import spec, { parameters } from '#experiments/step-size/spec.ts';
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
  const close = (values: unknown, table: readonly number[]) => {
    (values as number[]).forEach((value, i) => {
      expect(Math.abs(value - table[i])).toBeLessThan(0.6e-4);
    });
  };

  test('at p = ∞ are those of the table, from no step to a giant one', () => {
    const eta = [0, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15];
    const { values } = predicted(settings({ eta }));
    close(
      values.testErrorInfinite,
      [0.2745, 0.1247, 0.1214, 0.1094, 0.0791, 0.0605, 0.0549, 0.0569, 0.0625, 0.0762, 0.0886, 0.1092],
    );
    expect(values.noStep).toBeCloseTo(0.2745, 4);
    expect(values.floor).toBeCloseTo(0.06445, 5);
  });

  test('at 200 neurons leave the random features smoothly', () => {
    const { values } = predicted(settings({ eta: [0, 0.05, 0.1, 0.25, 0.5, 1] }));
    close(values.testError, [0.2745, 0.2663, 0.2463, 0.1847, 0.1428, 0.1157]);
    close(values.testErrorInfinite, [0.2745, 0.1259, 0.1257, 0.1247, 0.1214, 0.1094]);
  });

  test.each([
    [100, 0.6652, 0.5324],
    [200, 0.6665, 0.5313],
    [400, 0.6671, 0.5308],
  ])('for a sign target, steps of 3/√p and of 3, p = %i', (p, small, large) => {
    const values = settings({
      target: 'sign',
      alpha0: 4,
      alpha: 2,
      d: p,
      eta: [3 / Math.sqrt(p), 3],
    });
    close(predicted(values).values.testError, [small, large]);
    expect(predicted(values).values.noStep).toBeCloseTo(0.7935, 4);
  });
});

describe('networks', () => {
  test('at small steps have the errors of the table', async () => {
    // Twenty seeds at d = 200; the table has means and standard errors. Ours: four seeds, and 2.5 standard errors of the
    // difference.
    const table = [
      [0.05, 0.262, 0.006],
      [0.1, 0.241, 0.006],
      [0.25, 0.176, 0.004],
      [0.5, 0.135, 0.003],
      [1, 0.111, 0.002],
    ] as const;
    const { measures } = await measured(settings({ eta: table.map(([eta]) => eta) }), 4);
    (measures.testError.mean as number[]).forEach((value, i) => {
      const [, mean, error] = table[i];
      expect(Math.abs(value - mean)).toBeLessThan(2.5 * error * Math.sqrt(1 + 20 / 4));
    });
  });

  test('take the step that the formula says', () => {
    const values = { ...settings({ d: 12, beta: 0.5, delta: 0.3, alpha0: 5 }), eta: 1.7, readout: '0.5,2' };
    const step = firstStepOf(values);
    const steps = stepped(engine, streams(4), step, values.readout, values);
    let piece = steps.next();
    while (piece.done !== true) piece = steps.next();
    const layer = piece.value;
    const { inputs, labels, n, d } = stepSample(streams(4), { ...step, d: 12 });
    const p = 6;
    const a = [0.5, 0.5, 0.5, 2, 2, 2];
    const product = (i: number, mu: number): number => {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += layer.before[i * d + k] * inputs[mu * d + k];
      return sum;
    };
    const rows = Float64Array.from(layer.before);
    for (let mu = 0; mu < n; mu++) {
      const hidden = a.map((_, i) => Math.tanh(product(i, mu)));
      const output = hidden.reduce((sum, h, i) => sum + (a[i] * h) / p, 0);
      for (let i = 0; i < p; i++)
        for (let k = 0; k < d; k++)
          rows[i * d + k] +=
            ((1.7 * a[i]) / n) * (labels[mu] - output) * (1 - hidden[i] ** 2) * inputs[mu * d + k];
    }
    rows.forEach((value, i) => {
      expect(layer.rows[i]).toBeCloseTo(value, 5);
    });
    // Back to size 0, and again to 1.7 times the unit step.
    expect(atStepSize(layer, 0).rows).toEqual(layer.before);
    expect(layer.groupOf).toEqual(Uint16Array.from([0, 0, 0, 1, 1, 1]));
    const { groups } = measuredModel(layer, step);
    expect(groups.map(({ fraction }) => fraction)).toEqual([0.5, 0.5]);
    expect(groups[1].spike / groups[0].spike).toBeGreaterThan(2);
  });

  test('arrive size by size; the same seed gives the same numbers; a cancelled run stops', async () => {
    const values = settings({ d: 40, alpha0: 3, eta: [0.1, 2] });
    const { frames, outcome } = await ran(values, 1);
    expect(frames.some((frame) => frame.axes.eta.length === 1)).toBe(true);
    expect(frames.every((frame, i) => i === 0 || frame.done >= frames[i - 1].done)).toBe(true);
    expect((await ran(values, 1)).outcome).toEqual(outcome);
    await expect(ran(values, 1, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('the check', () => {
  const verdict = async (values: Settings, seeds: number) =>
    evaluateChecks(
      spec as unknown as ExperimentSpec,
      values,
      await measured(values, seeds),
      predicted(values),
    )[0].verdict;

  test('agrees in the default', async () => {
    expect(await verdict(settings(), 2)).toBe('agrees');
  });

  test('differs for small steps at p = ∞, outside its assumptions', async () => {
    const values = settings({ d: 100, width: 'infinite', eta: [0.02, 0.1] });
    expect(await verdict(values, 2)).toBe('outside its assumptions (differs)');
  });

  test('can differ within them: one network, a target with heavy tails', async () => {
    expect(await verdict(settings({ d: 60, target: 'he1he3', eta: [1] }), 1)).toBe('differs');
  });
});

test('settings that do not go together are refused in words', () => {
  expect(spec.refuse?.(settings({ readout: '1,2', fractions: [0.5] }))).toContain('pair up');
  expect(spec.refuse?.(settings({ d: 2000, alpha0: 1000 }))).toContain('billion');
});
