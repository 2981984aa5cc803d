/** Settings that several tests share, and comparison to printed digits. */
import { expect } from 'vitest';
import { solveCurve } from '#theory/spiked-random-features/errors.ts';
import { readoutOf, spikedModel, type FirstStep } from '#theory/spiked-random-features/first-step.ts';
import type { Model } from '#theory/spiked-random-features/model.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';
import type { Conditions } from '#theory/spiked-random-features/conditions.ts';

export const step = (given: Partial<FirstStep> = {}): FirstStep => ({
  student: 'tanh',
  target: 'sin',
  eta: 3,
  alpha0: 8,
  delta: 0,
  readout: readoutOf([1]),
  ...given,
});

export const model = (given: Partial<FirstStep> = {}): Model => spikedModel(step(given));

/** One group, given directly. */
export const single = (given: Partial<Model> & { spike: number; bulkVariance?: number }): Model => ({
  student: 'tanh',
  target: 'sin',
  alignment: 1,
  groups: [{ fraction: 1, spike: given.spike, bulkVariance: given.bulkVariance ?? 1 }],
  ...given,
});

export const conditions = (given: Partial<Conditions> = {}): Conditions => ({
  alpha: 1.5,
  beta: 1,
  lambda: 0.05,
  delta: 0,
  width: Infinity,
  ...given,
});

export function errors(of: Model, alphas: readonly number[], given: Partial<Conditions> = {}) {
  const solutions = solveCurve(tablesOf(of), alphas, conditions(given));
  return { test: solutions.map((s) => s.testError), train: solutions.map((s) => s.trainError) };
}

export const testError = (of: Model, given: Partial<Conditions> = {}): number =>
  errors(of, [given.alpha ?? 1.5], given).test[0];

/** All numbers agree to that many decimals: half a unit in the last printed place. */
export function expectDigits(actual: ArrayLike<number>, printed: readonly number[], decimals: number): void {
  expect(actual.length).toBe(printed.length);
  printed.forEach((value, i) => {
    expect(Math.abs(actual[i] - value), `entry ${i}: ${actual[i]} for ${value}`).toBeLessThan(
      0.5001 * 10 ** -decimals,
    );
  });
}
