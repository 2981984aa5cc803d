/** Logistic regression: the minimum is a minimum, closed forms, and separable points. */
import { describe, expect, test } from 'vitest';
import { matrix, matrixFrom } from '#numbers/linalg/matrix.ts';
import { logisticRegression, logisticSteps, scoresOf } from '#numbers/logistic.ts';
import { normals, signs, streams } from '#numbers/random.ts';

const random = streams(5);
const x = matrixFrom(60, 4, normals(random('x'), 240));
const y = signs(random('y'), 60);

function objective(weights: readonly number[], ridge: number): number {
  let loss = 0;
  for (let i = 0; i < 60; i++) {
    let score = weights[4];
    for (let k = 0; k < 4; k++) score += weights[k] * x.data[4 * i + k];
    loss += Math.log(1 + Math.exp(-y[i] * score)) / 60;
  }
  return loss + 0.5 * ridge * weights.reduce((sum, w) => sum + w * w, 0);
}

describe('logistic regression', () => {
  test('ends where no coordinate can be improved', () => {
    const fit = logisticRegression(x, y, { ridge: 0.01, intercept: true });
    const weights = [...fit.slopes, fit.intercept];
    expect(fit.gradient).toBeLessThan(1e-10);
    expect(objective(weights, 0.01)).toBeCloseTo(fit.objective, 12);
    for (let k = 0; k < 5; k++)
      for (const change of [-1e-3, 1e-3]) {
        const moved = weights.map((w, j) => (j === k ? w + change : w));
        expect(objective(moved, 0.01)).toBeGreaterThan(fit.objective);
      }
  });

  test('finds the log-odds when there is only an intercept', () => {
    const labels = Float64Array.from({ length: 10 }, (_, i) => (i < 8 ? 1 : -1));
    const fit = logisticRegression(matrix(10, 1), labels, { ridge: 1e-9, intercept: true });
    expect(fit.intercept).toBeCloseTo(Math.log(4), 6);
    expect(fit.slopes[0]).toBe(0);
  });

  test('gives shares the meaning of repeated points', () => {
    const once = matrixFrom(3, 1, [1, -0.5, 2]);
    const twice = matrixFrom(4, 1, [1, 1, -0.5, 2]);
    const shared = logisticRegression(once, [1, 1, -1], {
      ridge: 0.1,
      intercept: true,
      shares: [0.5, 0.25, 0.25],
    });
    const repeated = logisticRegression(twice, [1, 1, 1, -1], { ridge: 0.1, intercept: true });
    expect(shared.slopes[0]).toBeCloseTo(repeated.slopes[0], 10);
    expect(shared.intercept).toBeCloseTo(repeated.intercept, 10);
  });

  test('separates what can be separated and stays finite', () => {
    const few = matrixFrom(20, 30, normals(random('few'), 600));
    const labels = signs(random('few labels'), 20);
    const fit = logisticRegression(few, labels, { ridge: 1e-6, intercept: false });
    expect(fit.gradient).toBeLessThan(1e-10);
    expect(scoresOf(fit, few).every((score, i) => score * labels[i] > 0)).toBe(true);
  });

  test('never goes uphill', () => {
    const values: number[] = [];
    for (const fit of logisticSteps(x, y, { ridge: 1e-6, intercept: true })) values.push(fit.objective);
    expect(values.length).toBeGreaterThan(2);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
  });

  test('refuses what has no unique minimum', () => {
    expect(() => logisticRegression(x, y, { ridge: 0, intercept: false })).toThrow(RangeError);
    expect(() => logisticRegression(x, y.subarray(1), { ridge: 1, intercept: false })).toThrow(RangeError);
  });
});
