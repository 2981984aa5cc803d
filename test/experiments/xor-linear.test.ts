/** xor-linear against the reference table, its limits, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/xor-linear/predict.ts';
import { run } from '#experiments/xor-linear/run.ts';
import spec, { parameters } from '#experiments/xor-linear/spec.ts';
import type { View } from '#experiments/xor-linear/view.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });

async function ran(
  values: Settings,
  seed: number,
): Promise<{ frames: Frame<View>[]; outcome: Outcome<View> }> {
  const running = run({
    parameters: values,
    random: streams(seed),
    engine,
    signal: new AbortController().signal,
  });
  const frames: Frame<View>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

async function outcomesOf(values: Settings, seeds: readonly number[]): Promise<Outcome<View>[]> {
  const outcomes: Outcome<View>[] = [];
  for (const seed of seeds) outcomes.push((await ran(values, seed)).outcome);
  return outcomes;
}

async function verdicts(values: Settings, seeds: readonly number[]): Promise<Record<string, string | null>> {
  const outcomes = await outcomesOf(values, seeds);
  const predictions = predict({ parameters: values, random: streams(0) });
  const checks = evaluateChecks(
    spec as unknown as ExperimentSpec,
    values,
    aggregate(spec.measures, outcomes),
    predictions,
  );
  return Object.fromEntries(checks.map((check) => [check.name, check.verdict]));
}

describe('the reference table', () => {
  // Ten runs of an independent implementation: n, training accuracy without intercept and its sd.
  const train = [
    [100, 1, 0],
    [200, 0.879, 0.049],
    [500, 0.697, 0.015],
    [1000, 0.625, 0.012],
  ] as const;

  test('is reproduced: training above chance, test at one half, by hand .745', async () => {
    const n = train.map(([samples]) => samples);
    const outcomes = await outcomesOf(settings({ n, steps: 40 }), [0, 1, 2]);
    const at = (name: string, i: number) =>
      mean(outcomes.map((outcome) => (outcome.measures[name] as number[])[i]));
    train.forEach(([samples, expected, sd], i) => {
      expect(
        Math.abs(at('homogeneousTrain', i) - expected),
        `training at n = ${samples}`,
      ).toBeLessThanOrEqual(2 * sd);
      expect(Math.abs(at('homogeneousTest', i) - 0.5)).toBeLessThan(0.015);
      expect(Math.abs(at('affineTest', i) - 0.5)).toBeLessThan(0.015);
      expect(Math.abs(at('handRuleTest', i) - 0.745)).toBeLessThan(0.012);
    });
    expect(at('networkTest', 3)).toBeGreaterThan(0.99);
  });
});

describe('predictions', () => {
  const values = (changes: Partial<Settings>) =>
    predict({ parameters: settings(changes), random: streams(0) }).values;

  test('are the closed forms to four digits', () => {
    const { bayes, bestAffine, handRuleTest, homogeneousTest } = values({ n: [50] });
    expect(bayes).toBeCloseTo(0.9996, 4);
    expect(bestAffine).toBeCloseTo(0.7456, 4);
    // ¼(Φ(2.5) + Φ(−7.5)) + ½Φ(2.5) with Φ(2.5) = .9937903
    expect((handRuleTest as number[])[0]).toBeCloseTo(0.7453427, 6);
    expect(homogeneousTest).toEqual([0.5]);
  });

  test('have limits above one half when a cluster is moved', () => {
    const { homogeneousLimit, affineLimit } = values({ weights: [2, 0, 1, 1] });
    expect(homogeneousLimit).toBeCloseTo(0.75, 3);
    expect(affineLimit).toBeGreaterThan(0.99);
  });
});

describe('a run', () => {
  const small = settings({ n: [40, 80], d: 10, steps: 5 });

  test('gives the same numbers for the same seed, and grows along n', async () => {
    const [once, again] = [await ran(small, 3), await ran(small, 3)];
    expect(again.outcome).toEqual(once.outcome);
    expect(once.outcome.axes.n).toEqual([40, 80]);
    const lengths = once.frames.map((frame) => frame.axes.n.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(once.frames.at(-1)?.done).toBeCloseTo(1, 12);
    expect(once.frames[0].measures.networkTest).toEqual([NaN]);
  });

  test('on a longer list has the same points for the shorter one', async () => {
    const [both, first] = [await ran(small, 1), await ran(settings({ n: [40], d: 10, steps: 5 }), 1)];
    for (const name of ['homogeneousTrain', 'homogeneousTest', 'affineTest', 'networkTest'])
      expect((both.outcome.measures[name] as number[])[0]).toBe(
        (first.outcome.measures[name] as number[])[0],
      );
  });
});

describe('checks', () => {
  const quick = { n: [1000], d: 30, steps: 20 };

  test('agree on symmetric clusters', async () => {
    expect(new Set(Object.values(await verdicts(settings(quick), [0])))).toEqual(new Set(['agrees']));
  });

  test('move one cluster: one half fails and says why, the limit holds', async () => {
    const found = await verdicts(settings({ ...quick, weights: [2, 0, 1, 1] }), [0]);
    expect(found['rule without intercept at the last n']).toBe('outside its assumptions (differs)');
    expect(found['trained rule with intercept at the last n']).toBe('outside its assumptions (differs)');
    expect(found['rule without intercept against its limit']).toBe('agrees');
    expect(found['hand-made rule at the last n']).toBe('agrees');
  });

  test('can differ with all that they rest on kept: a weak tilt in many dimensions is far from its limit', async () => {
    const found = await verdicts(settings({ n: [800], d: 40, steps: 1, weights: [3, 1, 2, 2] }), [0, 1]);
    expect(found['rule with intercept against its limit']).toBe('differs');
  });

  test('refuses what would take minutes, and weights that are all zero', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings({ n: [20_000], d: 1000 }))).toContain('4 million');
    expect(spec.refuse?.(settings({ weights: [0, 0, 0, 0] }))).toContain('weight');
  });
});
