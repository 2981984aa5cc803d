/** one-step-or-many against the reference table, closed forms of both regimes, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/one-step-or-many/predict.ts';
import { run } from '#experiments/one-step-or-many/run.ts';
import spec, { parameters } from '#experiments/one-step-or-many/spec.ts';
import { populationDirections } from '#experiments/one-step-or-many/theory.ts';
import { axisCosine, marginOf } from '#experiments/one-step-or-many/view.ts';
import { cosinesOf } from '#experiments/shared/gfl-plane.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { sphereRows, streams } from '#numbers/random.ts';
import { result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });

const measured = (values: Settings, seeds: readonly number[]) => result(tested, engine, values, seeds);

async function verdicts(values: Settings, seeds: readonly number[]): Promise<(string | null)[]> {
  return (await measured(values, seeds)).checks.map(({ verdict }) => verdict);
}

describe('the reference table', () => {
  // Ten draws: κ, axis cosine and margin after one step with their sd, then after many, with at least the last digit.
  // Ours are two: two sd of a draw are 2.6 of the difference of means.
  const table = [
    [100, 0.741, 0.012, 0.057, 0.051, 0.993, 0.001, 0.248, 0.001],
    [20, 0.756, 0.021, 0.113, 0.075, 0.993, 0.001, 0.248, 0.001],
    [5, 0.796, 0.023, 0.169, 0.053, 0.993, 0.001, 0.248, 0.001],
    [0.5, 0.791, 0.029, 0.208, 0.015, 0.981, 0.002, 0.242, 0.003],
  ] as const;

  test.each(table)('is reproduced at κ = %d', async (kappa, one, oneSd, margin, marginSd, ...many) => {
    const { measures } = await measured(settings({ kappa }), [0, 1]);
    const off = (name: string, value: number): number => Math.abs((measures[name].mean as number) - value);
    expect(off('axisCosineOne', one)).toBeLessThanOrEqual(2 * oneSd);
    expect(off('marginOne', margin)).toBeLessThanOrEqual(2 * marginSd);
    expect(off('axisCosineMany', many[0])).toBeLessThanOrEqual(2 * many[1]);
    expect(off('marginMany', many[2])).toBeLessThanOrEqual(2 * many[3]);
  });
});

describe('the checks', () => {
  test('agree in the default and with wide clusters', async () => {
    const all = Array.from(spec.checks, () => 'agrees');
    expect(await verdicts(settings(), [0, 1])).toEqual(all);
    expect(await verdicts(settings({ kappa: 0.5 }), [0, 1])).toEqual(all);
  });

  test('can differ with every assumption kept: four neurons', async () => {
    expect(await verdicts(settings({ kappa: 0.5, m: 4 }), [0, 1, 2])).toContain('differs');
  });

  test('say that large first weights are outside of the assumptions', async () => {
    const words = await verdicts(settings({ omega: 1, steps: 100 }), [0]);
    expect(words.slice(0, 2)).toEqual(['agrees', 'agrees']);
    expect(words[3]).toBe('outside its assumptions (differs)');
  });
});

describe('the expected gradient of one step', () => {
  const inner = sphereRows(streams(1)('weights'), 4000, 50);

  test('is on a diagonal where clusters are tight: cosine 1/√2, margin 0', () => {
    const directions = populationDirections(inner.subarray(0, 50 * 50), { d: 50, kappa: 1e6, n: 1e9 });
    expect(axisCosine(directions)).toBeCloseTo(Math.SQRT1_2, 6);
    expect(marginOf(directions)).toBeCloseTo(0, 6);
  });

  test('has a uniform angle where clusters are wide: mean of the larger cosine 2√2/π', () => {
    const directions = populationDirections(inner, { d: 50, kappa: 0.01, n: 1e15 });
    // Of 4000 angles the mean has a standard deviation of 0.0015, and the part along w a share of 1/d.
    expect(Math.abs(axisCosine(directions) - (2 * Math.SQRT2) / Math.PI)).toBeLessThan(0.02);
  });
});

describe('the margin', () => {
  test('is a quarter for the axes and none for the diagonals; no directions beat the axes', () => {
    expect(marginOf([[1, 0], [0, 1]])).toBeCloseTo(0.25, 10); // prettier-ignore
    expect(marginOf([[Math.SQRT1_2, Math.SQRT1_2], [Math.SQRT1_2, -Math.SQRT1_2]])).toBeCloseTo(0, 12); // prettier-ignore
    for (let seed = 0; seed < 20; seed++) {
      const neurons = cosinesOf(sphereRows(streams(seed)('weights'), 6, 2), 2);
      // The sum of the four margins of one neuron is | |c₁| − |c₂| | at most.
      const bound = Math.max(...neurons.map(([c1, c2]) => Math.abs(Math.abs(c1) - Math.abs(c2)))) / 4;
      expect(marginOf(neurons)).toBeLessThanOrEqual(bound + 1e-9);
    }
  });
});

test('a run reports the steps on its way, the same for the same seed', async () => {
  const values = settings({ steps: 25, n: 200, d: 20 });
  const [once, again] = [await traced(tested, engine, values, 2), await traced(tested, engine, values, 2)];
  expect(again.outcome).toEqual(once.outcome);
  expect(once.outcome.axes.step).toEqual([0, 1, 2, 3, 5, 10, 20, 25]);
  expect(once.frames[0].measures.own).toEqual([]);
  expect(once.outcome.view.many).toHaveLength(20);
  expect(once.outcome.view.one).toHaveLength(20);
});
