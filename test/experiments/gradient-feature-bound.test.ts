/** gradient-feature-bound against the reference table and a plain second implementation, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/gradient-feature-bound/Figure.svelte';
import { drawBound } from '#experiments/gradient-feature-bound/draw.ts';
import { predict } from '#experiments/gradient-feature-bound/predict.ts';
import { run } from '#experiments/gradient-feature-bound/run.ts';
import spec, { parameters } from '#experiments/gradient-feature-bound/spec.ts';
import { violations } from '#framework/checks.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { result, traced } from '../support/experiment.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

type Settings = Values<typeof parameters>;

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const anySpec = spec as unknown as ExperimentSpec;
const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });

const ran = (values: Settings, seed: number) => traced(tested, engine, values, seed);

async function verdicts(values: Settings, seeds: readonly number[]): Promise<(string | null)[]> {
  return (await result(tested, engine, values, seeds)).checks.map(({ verdict }) => verdict);
}

describe('the reference table', () => {
  // Five draws: n, γ, hinge loss and bound, each with its sd (of the loss at least what 20 000 points leave). Ours are
  // two: two sd of a draw are 2.4 of the difference of means.
  const table = [
    [100, 0.135, 0.019, 0.024, 0.005, 13.9, 1.0],
    [400, 0.054, 0.009, 0.01, 0.002, 8.8, 0.8],
    [1600, 0.018, 0.002, 0.007, 0.001, 5.1, 0.3],
    [3200, 0.013, 0.001, 0.006, 0.0005, 4.2, 0.1],
  ] as const;

  test('is reproduced, the bound by its prediction too, and the checks agree', async () => {
    const values = settings({ n: table.map(([n]) => n) });
    const { measures, predictions, checks } = await result(tested, engine, values, 2);
    table.forEach(([n, gamma, gammaSd, hinge, hingeSd, bound, boundSd], i) => {
      const at = (name: string): number => (measures[name].mean as number[])[i];
      expect(Math.abs(at('gamma') - gamma), `γ at ${n}`).toBeLessThanOrEqual(2 * gammaSd);
      expect(Math.abs(at('hinge') - hinge), `loss at ${n}`).toBeLessThanOrEqual(2 * hingeSd);
      expect(Math.abs(at('bound') - bound), `bound at ${n}`).toBeLessThanOrEqual(2 * boundSd);
      const foreseen = (predictions.values.bound as number[])[i];
      expect(Math.abs(foreseen - bound), `predicted bound at ${n}`).toBeLessThanOrEqual(2 * boundSd);
    });
    expect(checks.map((check) => check.verdict)).toEqual(['agrees', 'agrees', 'agrees', 'agrees']);
    // The note: about .08 γ; its ratios run from .071 to .138.
    expect(measures.slope.mean as number).toBeGreaterThan(0.07);
    expect(measures.slope.mean as number).toBeLessThan(0.14);
  });
});

describe('the checks', () => {
  test('can differ with every assumption kept that they rest on', async () => {
    const values = settings({ sigma: 0.16, d: 101, m: 194, n: [208] });
    const kept = violations(anySpec, values);
    expect(kept).not.toContain('small-angle');
    expect(kept).not.toContain('candidates');
    expect((await verdicts(values, [26])).slice(0, 3)).toEqual(['agrees', 'agrees', 'differs']);
  });

  test('say that few candidates without a bias are outside of the assumptions', async () => {
    const values = settings({ sigma: 0.001, m: 10, n: [400] });
    expect(await verdicts(values, [0, 1])).toEqual([
      'agrees',
      'outside its assumptions (agrees)',
      expect.stringContaining('outside its assumptions'),
      'outside its assumptions (differs)',
    ]);
  });
});

test('the angle error is that of a plain implementation in double precision', async () => {
  const values = settings({ d: 20, m: 30, n: [40, 90] });
  const { outcome } = await ran(values, 4);
  const { rows, train } = drawBound(streams(4), values);
  const { d, m } = values;
  values.n.forEach((n, at) => {
    const best = [0, 0];
    for (let j = 0; j < m; j++) {
      const gradient = new Float64Array(d);
      for (let i = 0; i < n; i++) {
        let inner = 0;
        for (let k = 0; k < d; k++) inner += rows[j * d + k] * train.inputs[i * d + k];
        if (inner > 0)
          for (let k = 0; k < d; k++) gradient[k] += (train.clean[i] * train.inputs[i * d + k]) / n;
      }
      const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
      for (const axis of [0, 1]) best[axis] = Math.max(best[axis], Math.abs(gradient[axis]) / length);
    }
    expect((outcome.measures.gamma as number[])[at]).toBeCloseTo(1 - (best[0] + best[1]) / 2, 5);
  });
});

test('a run reports size by size in ascending order, the same for the same seed; more sizes do not change one', async () => {
  const values = settings({ d: 10, m: 12, n: [80, 20, 40] });
  const [once, again] = [await ran(values, 2), await ran(values, 2)];
  expect(again.outcome).toEqual(once.outcome);
  expect(once.outcome.axes.n).toEqual([20, 40, 80]);
  expect(once.outcome.view.candidates).toHaveLength(24);
  const alone = (await ran({ ...values, n: [40] }, 2)).outcome;
  expect((alone.measures.gamma as number[])[0]).toBeCloseTo((once.outcome.measures.gamma as number[])[1], 5);
});

test('the baked figure draws four charts twice, also where every loss is zero and before anything is known', async () => {
  const values = settings({ n: [50, 100], d: 12, m: 20, sigma: 0.02 });
  const page = await drawnFigure({ ...tested, Figure }, engine, values);
  expect(page.querySelectorAll('.chart')).toHaveLength(4);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(8);
  expect(page.body.textContent).not.toContain('NaN');
  const empty = emptyFigure({ ...tested, Figure }, values);
  expect(empty.body.textContent).toContain('not measured yet');
});
