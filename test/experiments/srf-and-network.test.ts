import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/srf-and-network/predict.ts';
import { run } from '#experiments/srf-and-network/run.ts';
import spec, { parameters } from '#experiments/srf-and-network/spec.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { list, result, traced } from '../support/experiment.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const predicted = (changes: Partial<Values<typeof parameters>>) =>
  predict({ parameters: { ...defaults(parameters), ...changes }, random: streams(0) }).values;

test('the plain and the refined theory are those of the reference', () => {
  const { testError, testErrorRefined } = predicted({ width: 'infinite', alpha: [0.3, 1.5, 3] });
  [0.04792, 0.0379, 0.03252].forEach((value, i) => {
    expect(list(testError)[i]).toBeCloseTo(value, 5);
  });
  [0.04744, 0.03697, 0.03156].forEach((value, i) => {
    expect(Math.abs(list(testErrorRefined)[i] - value)).toBeLessThan(0.000051);
  });
  [0.0503, 0.0472, 0.0431, 0.0392, 0.0335].forEach((value, i) => {
    expect(Math.abs(list(predicted({}).testError)[i] - value)).toBeLessThan(0.000051);
  });
});

describe('the default', () => {
  test('agrees in every check, with the errors of a reference implementation', async () => {
    const { checks, measures } = await result(tested, engine, {}, 3);
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array.from(checks, () => 'agrees'));
    // 32 seeds: mean and sd over seeds.
    const reference = {
      testErrorSrf: [
        [0.0521, 0.0059],
        [0.0466, 0.0047],
        [0.0432, 0.0037],
        [0.0407, 0.0031],
        [0.0333, 0.0019],
      ],
      testErrorNetwork: [
        [0.0515, 0.0071],
        [0.0457, 0.0051],
        [0.0418, 0.0057],
        [0.0367, 0.0021],
        [0.0315, 0.0025],
      ],
    };
    for (const [name, rows] of Object.entries(reference))
      rows.forEach(([mean, sd], i) => {
        const measured = list(measures[name].mean)[i];
        const spread = Math.max(sd, list(measures[name].sd)[i]);
        const bound = 3 * spread * Math.sqrt(1 / 3 + 1 / 32);
        expect(Math.abs(measured - mean), `${name}: ${measured} for ${mean}`).toBeLessThan(bound);
      });
  });
});

test('theory with the measured spike follows single networks', async () => {
  const pairs: [number, number][] = [];
  for (let seed = 0; seed < 8; seed++) {
    const { outcome } = await traced(
      tested,
      engine,
      { target: 'tanh', alpha0: 2, lambda: 0.01, alpha: [1.5], d: 100 },
      seed,
    );
    pairs.push([list(outcome.measures.testErrorMeasured)[0], list(outcome.measures.testErrorNetwork)[0]]);
  }
  expect(correlation(pairs)).toBeGreaterThan(0.5);
});

test('checks can differ: a cubic target within all assumptions, ReLU outside of them', async () => {
  const cubic = await result(tested, engine, { target: 'he1he3', lambda: 0.05, d: 150, alpha: [1, 3] }, 4);
  expect(cubic.checks[1].violated).toEqual([]);
  expect(cubic.checks[1].verdict).toBe('differs');
  const relu = await result(tested, engine, { student: 'relu', target: 'sin', d: 60 }, 1);
  expect(relu.checks[1].verdict).toContain('outside its assumptions');
});

test('a run has its curves in the order asked for, and none of the measured spike for Gaussian readouts', async () => {
  const values = { d: 30, alpha: [2, 1], readout: 'gaussian' };
  const { frames, outcome } = await traced(tested, engine, values, 3);
  expect(outcome.axes.alpha).toEqual([2, 1]);
  expect(outcome.measures.testErrorIsotropic).toEqual([NaN, NaN]);
  expect(outcome.measures.ratioMeasured).toBeNaN();
  expect(list(outcome.measures.testErrorNetwork).every(Number.isFinite)).toBe(true);
  expect(frames.at(-1)?.done).toBe(1);
  await expect(traced(tested, engine, {}, 0, AbortSignal.abort())).rejects.toThrow('abort');
});

function correlation(pairs: readonly [number, number][]): number {
  const mean = (of: (pair: [number, number]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [x, y] = [mean(([a]) => a), mean(([, b]) => b)];
  const covariance = (of: (pair: [number, number]) => number) => mean((pair) => of(pair));
  return (
    covariance(([a, b]) => (a - x) * (b - y)) /
    Math.sqrt(covariance(([a]) => (a - x) ** 2) * covariance(([, b]) => (b - y) ** 2))
  );
}
