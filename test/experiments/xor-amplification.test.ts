import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Network } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/xor-amplification/predict.ts';
import { run } from '#experiments/xor-amplification/run.ts';
import spec, { parameters } from '#experiments/xor-amplification/spec.ts';
import type { View } from '#experiments/xor-amplification/view.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import { RunFailure, type Frame, type Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { predictMean } from '#framework/predictions.ts';
import type { Predict } from '#framework/run.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { mean, median } from '#numbers/statistics.ts';
import { nStar } from '#theory/random-feature-amplification/setting.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const anySpec = spec as unknown as ExperimentSpec;
const anyPredict = predict as unknown as Predict<typeof anySpec.parameters>;

async function trained(
  values: Settings,
  seed: number,
  on = engine,
): Promise<{ frames: Frame<View>[]; outcome: Outcome<View> }> {
  const running = run({
    parameters: values,
    random: streams(seed),
    engine: on,
    signal: new AbortController().signal,
  });
  const frames: Frame<View>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

function entry(outcome: Outcome, name: string, step: number): number {
  return (outcome.measures[name] as number[])[outcome.axes.step.indexOf(step)];
}

async function checksOf(values: Settings, seeds: readonly number[]) {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push((await trained(values, seed)).outcome);
  const predictions = predictMean(anySpec, anyPredict, values, seeds);
  return evaluateChecks(anySpec, values, aggregate(spec.measures, outcomes), predictions);
}

describe('the default setting', () => {
  // Reference table: five runs of an independent implementation, mean and sd. At t = 20 the reference spread of .007
  // is itself uncertain by a third, and ours is .016; so the bound there is two of ours.
  const reference = [
    [20, 'own', 0.375, 0.016],
    [60, 'own', 0.775, 0.011],
    [200, 'own', 0.916, 0.008],
    [60, 'opposite', 0.013, 0.004],
    [200, 'opposite', 0.018, 0.007],
    [60, 'aligned', 0.873, 0.032],
    [100, 'aligned', 0.971, 0.012],
    [100, 'norm', 0.218, 0.002],
    [200, 'norm', 0.335, 0.005],
    [100, 'margin', 0.56, 0.011],
    [200, 'margin', 0.902, 0.02],
    [200, 'trainNoisy', 0.849, 0.008],
    [200, 'testClean', 0.999, 0.001],
    [200, 'testNoisy', 0.847, 0.007],
  ] as const;

  test('agrees with the reference table, and its checks agree', async () => {
    const seeds = [0, 1];
    const outcomes: Outcome[] = [];
    for (const seed of seeds) outcomes.push((await trained(settings(), seed)).outcome);
    for (const [step, name, expected, sd] of reference) {
      const ours = mean(outcomes.map((outcome) => entry(outcome, name, step)));
      expect(Math.abs(ours - expected), `${name} at ${step}: ${ours}`).toBeLessThanOrEqual(2 * sd);
    }
    const predictions = predictMean(anySpec, anyPredict, settings(), seeds);
    const checks = evaluateChecks(anySpec, settings(), aggregate(spec.measures, outcomes), predictions);
    expect(checks.map((check) => check.verdict)).toEqual(Array.from(checks, () => 'agrees'));
  });

  test('predicts .381, .789 and .906 over five seeds', () => {
    const { axes, values } = predictMean(anySpec, anyPredict, settings(), [0, 1, 2, 3, 4]);
    const own = (step: number) => (values.own as number[])[axes.step.indexOf(step)];
    expect(Math.abs(own(20) - 0.381)).toBeLessThan(0.01);
    expect(Math.abs(own(60) - 0.789)).toBeLessThan(0.01);
    expect(Math.abs(own(200) - 0.906)).toBeLessThan(0.01);
  });
});

describe('a run', () => {
  const small = settings({ d: 20, n: 200, m: 30, steps: 25 });

  test('with one seed twice gives the same numbers, with another seed others', async () => {
    const [once, again, other] = [await trained(small, 4), await trained(small, 4), await trained(small, 5)];
    expect(again.outcome).toEqual(once.outcome);
    expect(other.outcome.measures.own).not.toEqual(once.outcome.measures.own);
  });

  test('reports the recorded steps, frame by frame, in arrays of their own', async () => {
    const { frames, outcome } = await trained(small, 0);
    expect(outcome.axes.step).toEqual([0, 1, 2, 3, 5, 10, 20, 25]);
    expect(frames.map((frame) => frame.at.step)).toEqual(outcome.axes.step);
    expect(frames.map((frame) => frame.axes.step.length)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(Object.keys(outcome.measures)).toEqual(Object.keys(spec.measures));
    expect(new Set(frames.map((frame) => frame.view.cosines.buffer)).size).toBe(frames.length);
    expect(frames.at(-1)?.done).toBe(1);
  });

  test('starts where the prediction starts', async () => {
    const { outcome } = await trained(small, 3);
    const { values } = predict({ parameters: small, random: streams(3) });
    expect((values.own as number[])[0]).toBeCloseTo(entry(outcome, 'own', 0), 6);
    expect((values.norm as number[])[0]).toBeCloseTo(entry(outcome, 'norm', 0), 6);
  });

  test('keeps a history to drag through: few snapshots of few neurons', async () => {
    const { outcome } = await trained(settings({ d: 10, n: 60, m: 300, steps: 300 }), 0);
    const history = outcome.view.history ?? [];
    expect(history.length).toBeGreaterThan(8);
    expect(history.length).toBeLessThanOrEqual(12);
    expect(history[0].step).toBe(0);
    expect(history.at(-1)?.step).toBe(300);
    expect(history.every(({ cosines }) => cosines.length === 400)).toBe(true);
  });

  test('counts every neuron once in each histogram, and maps the plane', async () => {
    const { outcome } = await trained(small, 0);
    const { norms, along1, along2, map } = outcome.view;
    for (const split of [norms, along1, along2]) {
      expect(split.positive).toHaveLength(20);
      expect(split.positive.reduce((a, b) => a + b)).toBe(15);
      expect(split.negative.reduce((a, b) => a + b)).toBe(15);
    }
    expect(map.values).toHaveLength(41 * 41);
    const at = (x: number, y: number) =>
      map.values[Math.round(20.5 * (1 + y / 2) - 0.5) * 41 + Math.round(20.5 * (1 + x / 2) - 0.5)];
    expect(at(1, 0)).toBeGreaterThan(0);
    expect(at(0, -1)).toBeLessThan(0);
  });

  test('that leaves the finite numbers fails with what was reached', async () => {
    const failing: Engine = {
      ...engine,
      network(options) {
        const real = engine.network(options);
        let steps = 0;
        const broken: Network = {
          m: real.m,
          d: real.d,
          path: real.path,
          step: (rate) => {
            steps++;
            real.step(rate);
          },
          batchStep: (rate, batch) => real.batchStep(rate, batch),
          gradients: () => real.gradients(),
          loss: () => real.loss(),
          outputs: (on) => (steps > 4 ? real.outputs(on).fill(NaN) : real.outputs(on)),
          hidden: (on) => real.hidden(on),
          inner: () => real.inner(),
          outer: () => real.outer(),
          biases: () => real.biases(),
          dispose: () => real.dispose(),
        };
        return broken;
      },
    };
    const failure = await trained(small, 0, failing).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RunFailure);
    expect((failure as RunFailure).message).toContain('step 5');
    expect((failure as RunFailure).reached?.axes.step).toEqual([0, 1, 2, 3]);
  });
});

describe('checks', () => {
  test('differ with fewer samples than n★, and the verdict says what is violated', async () => {
    const checks = await checksOf(settings({ n: 60 }), [0, 1]);
    const margin = checks.find((check) => check.name.startsWith('clean margin'));
    expect(margin?.verdict).toBe('outside its assumptions (differs)');
    expect(margin?.violated).toContain('enough-samples');
  });

  test('can differ while every assumption holds: the margin just inside σ ≤ 0.3 and n/n★ ≥ 4', async () => {
    const edge = settings({ d: 231, n: 1442, sigma: 0.25, xi: 0.19, m: 188, omega: 0.0096, alpha: 0.64 });
    expect(spec.assumptions.filter((assumption) => !assumption.holds(edge))).toEqual([]);
    const checks = await checksOf(edge, [19]);
    expect(checks.map((check) => check.verdict)).toContain('differs');
  });

  test('refuses what would not fit in memory', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings({ n: 10_000, d: 3000 }))).toContain('10 million');
  });
});

test('at settings drawn at random with n/n★ ≥ 4 the median error of the own cosine at t = 150 is at most .03', async () => {
  const errors: number[] = [];
  for (let i = 0; errors.length < 9; i++) {
    const { uniform } = streams(i)('held-out');
    const between = (low: number, high: number) => low + (high - low) * uniform();
    const values = settings({
      d: Math.round(between(40, 80)),
      sigma: between(0.1, 0.35),
      xi: between(0, 0.3),
      n: Math.round(between(300, 700)),
      m: 2 * Math.round(between(50, 80)),
      omega: 0.003 * 10 ** uniform(),
      alpha: between(0.2, 1),
      steps: 150,
    });
    if (values.n < 4 * nStar(values)) continue;
    const { outcome } = await trained(values, i);
    const { values: predicted } = predict({ parameters: values, random: streams(i) });
    errors.push(Math.abs((predicted.own as number[]).at(-1)! - entry(outcome, 'own', 150)));
  }
  expect(median(errors)).toBeLessThanOrEqual(0.03);
});
