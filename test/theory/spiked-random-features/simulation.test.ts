/** The theory at the actual width against networks of sixty inputs: loose, but blind to how the formulas were found. */
import { describe, expect, test } from 'vitest';
import { mean, standardError, variance } from '#numbers/statistics.ts';
import { solve } from '#theory/spiked-random-features/errors.ts';
import { learnedFunction, slopesAcross } from '#theory/spiked-random-features/learned-function.ts';
import type { Model } from '#theory/spiked-random-features/model.ts';
import { momentsInWindow, momentsOverall } from '#theory/spiked-random-features/prediction-moments.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';
import { conditions, single } from './support.ts';
import { simulate } from './simulation.ts';

const d = 60;
const seeds = Array.from({ length: 16 }, (_, i) => 100 + i);

const runs = (of: Model, given: { alpha: number; beta?: number; lambda: number; delta?: number }) => {
  const { alpha, beta = 1, lambda, delta = 0 } = given;
  const size = { d, p: beta * d, n: alpha * d, test: 1200, lambda, delta };
  return {
    fitted: seeds.map((seed) => simulate(of, size, seed)),
    solution: solve(tablesOf(of), conditions({ alpha, beta, lambda, delta, width: beta * d })),
  };
};

const pair = (spikes: number[], bulk: number[]) =>
  spikes.map((spike, l) => ({ fraction: 1 / spikes.length, spike, bulkVariance: bulk[l] }));

describe('errors of drawn networks', () => {
  test.each<[string, Model, { alpha: number; beta?: number; lambda: number; delta?: number }]>([
    ['tanh on sin', single({ spike: 1.2, bulkVariance: 1.1, alignment: 0.9 }), { alpha: 1.5, lambda: 0.1 }],
    [
      'ReLU of both signs on ReLU, noisy labels',
      { student: 'relu', target: 'relu', alignment: 0.8, groups: pair([1, -0.7], [1.1, 1.3]) },
      { alpha: 2, lambda: 0.2, delta: 0.2 },
    ],
    [
      'wide erf of two magnitudes on sign, few samples',
      { student: 'erf', target: 'sign', alignment: 0.85, groups: pair([0.6, 2], [1, 1.3]) },
      { alpha: 0.8, beta: 2, lambda: 0.1, delta: 0.05 },
    ],
  ])('%s', (_, of, given) => {
    const { fitted, solution } = runs(of, given);
    for (const name of ['testError', 'trainError'] as const) {
      const values = fitted.map((run) => run[name]);
      const allowance = 3.5 * standardError(values) + 0.03 * solution[name];
      expect(Math.abs(mean(values) - solution[name])).toBeLessThan(allowance);
    }
  });
});

describe('the learned function of drawn networks', () => {
  const of = single({ spike: 2, bulkVariance: 1.1, alignment: 0.9 });
  const { fitted, solution } = runs(of, { alpha: 3, lambda: 0.1 });

  test('in a window of κ: mean and variance of the prediction', () => {
    const expected = momentsInWindow(of, solution, 1, 0.4);
    const slices = fitted.map((run) => run.predictions.filter((_, i) => Math.abs(run.along[i] - 1) <= 0.2));
    const means = slices.map(mean);
    expect(Math.abs(mean(means) - expected.mean)).toBeLessThan(4 * standardError(means) + 0.01);
    const variances = slices.map(variance);
    expect(Math.abs(mean(variances) / expected.variance - 1)).toBeLessThan(0.12);
  });

  test('overall two humps, in a slice nearly one bell', () => {
    const overall = momentsOverall(of, solution);
    const all = fitted.flatMap((run) => [...run.predictions]);
    const fourth = mean(all.map((y) => (y - mean([0])) ** 4));
    expect(overall.kurtosis).toBeLessThan(-1.2);
    expect(fourth / variance(all) ** 2 - 3).toBeCloseTo(overall.kurtosis, 1);
    expect(variance(all)).toBeCloseTo(overall.variance, 1);
    expect(Math.abs(momentsInWindow(of, solution, 0, 0.01).kurtosis)).toBeLessThan(0.01);
  });

  test('across the spike: a line of the predicted slope', () => {
    const slopes = fitted.map(
      ({ across, predictions }) =>
        predictions.reduce((sum, y, i) => sum + y * across[i], 0) / across.reduce((sum, z) => sum + z * z, 0),
    );
    const [expected] = slopesAcross(tablesOf(of), solution);
    expect(Math.abs(mean(slopes) - expected)).toBeLessThan(4 * standardError(slopes) + 0.02 * expected);
  });

  test('a narrow window is the curve at its centre', () => {
    const { curve, fluctuation } = learnedFunction(of, solution, Float64Array.of(-1.4, 0, 0.8));
    [-1.4, 0, 0.8].forEach((kappa, k) => {
      const { mean: centre, variance: spread } = momentsInWindow(of, solution, kappa, 1e-4);
      expect(centre).toBeCloseTo(curve[k], 6);
      expect(Math.sqrt(spread)).toBeCloseTo(fluctuation[k], 6);
    });
    expect(curve[1]).toBeCloseTo(0, 12);
  });

  test('at the nodes the curve and its band are the solution’s own', () => {
    const { nodes } = tablesOf(of).rule;
    const { curve, fluctuation } = learnedFunction(of, solution, nodes);
    curve.forEach((value, k) => expect(value).toBeCloseTo(solution.means.learned[k], 12));
    fluctuation.forEach((sd, k) => expect(sd * sd).toBeCloseTo(solution.variances.fluctuation[k], 12));
  });

  test('a window has a width', () => {
    expect(() => momentsInWindow(of, solution, 0, 0)).toThrow(/positive width/);
  });
});
