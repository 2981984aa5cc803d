/** fixed-or-learned against the reference table, a plain computation of both steps, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/fixed-or-learned/predict.ts';
import { run } from '#experiments/fixed-or-learned/run.ts';
import spec from '#experiments/fixed-or-learned/spec.ts';
import { featureCosines, firstStep, secondStep } from '#experiments/fixed-or-learned/steps.ts';
import { kernelAccuracy } from '#experiments/shared/gfl-kernel.ts';
import { matrixFrom } from '#numbers/linalg/matrix.ts';
import { multiplyByTranspose, multiplyVector } from '#numbers/linalg/products.ts';
import { kernelRidge, meanDiagonal } from '#numbers/linalg/ridge.ts';
import { streams } from '#numbers/random.ts';
import { accuracy } from '#numbers/statistics.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';
import { cubeKernel } from '#theory/gradient-feature-learning/kernel.ts';
import { list, result, traced } from '../support/experiment.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const small = { D: 13, k: 3, n: 61, m: 8, kernelSamples: 60 };

function finished<T>(pieces: Generator<unknown, T, void>): T {
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return next.value;
  }
}

test('both steps by plain loops: forget, then add, with the copy on the other side', () => {
  const { D, k, n, m } = small;
  const train = sampleParity(streams(1)('data'), { D, k, pA: 0.5 }, n);
  const start = randomNeurons(streams(1)('weights'), m, D);
  /** (1/n) Σ y x 1(⟨w, x⟩ > 0). */
  const gradient = (w: ArrayLike<number>): number[] => {
    const sum = Array.from({ length: D }, () => 0);
    for (let i = 0; i < n; i++) {
      const x = train.inputs.subarray(i * D, (i + 1) * D);
      if (x.reduce((so, value, j) => so + value * w[j], 0) > 0)
        x.forEach((value, j) => (sum[j] += (train.labels[i] * value) / n));
    }
    return sum;
  };
  const tied = (w: readonly number[]): boolean =>
    Array.from({ length: n }, (_, i) => i).some(
      (i) => Math.abs(w.reduce((so, value, j) => so + value * train.inputs[i * D + j], 0)) < 1e-9,
    );
  const first = finished(firstStep(engine, train, start));
  const second = finished(secondStep(engine, train, first));
  let compared = 0;
  for (let i = 0; i < m; i++) {
    const once = gradient(start.subarray(i * D, (i + 1) * D));
    const opposite = once.map((value) => -value);
    // Multiples of 1/n: a product may be exactly zero, and then rounding decides who is on.
    if (tied(once)) continue;
    compared++;
    const again = [gradient(once), gradient(opposite)];
    for (let j = 0; j < D; j++) {
      const copy = (m + i) * D + j;
      expect(first[i * D + j]).toBeCloseTo(once[j], 6);
      expect(first[copy]).toBeCloseTo(-once[j], 6);
      expect(second[i * D + j]).toBeCloseTo(once[j] + again[0][j], 6);
      expect(second[copy]).toBeCloseTo(-once[j] - again[1][j], 6);
    }
  }
  expect(compared).toBeGreaterThan(0);
  expect(featureCosines(Float32Array.of(1, 0, 0, 0, 0, 1), 3, 1)).toEqual(Float64Array.of(1, 0));
});

test('the kernel agrees with a solve for each penalty', () => {
  const train = sampleParity(streams(2)('data'), { D: 12, k: 2 }, 80);
  const fresh = sampleParity(streams(2)('test'), { D: 12, k: 2 }, 500);
  const [x, y] = [train, fresh].map(({ n, d, inputs }) => matrixFrom(n, d, inputs));
  const kernel = cubeKernel(multiplyByTranspose(x, x), 12);
  const onTest = cubeKernel(multiplyByTranspose(y, x), 12);
  const all = [-4, -3, -2, -1, 0, 1, 2, 3].map((power) => {
    const solved = kernelRidge(kernel, matrixFrom(80, 1, train.labels), 10 ** power * meanDiagonal(kernel));
    return accuracy(multiplyVector(onTest, solved.data), fresh.labels);
  });
  const best = finished(kernelAccuracy(train, fresh));
  expect(Math.abs(best - Math.max(...all))).toBeLessThanOrEqual(1 / 500);
});

describe('the reference table, D = 100, k = 5', () => {
  test('half of the inputs structured, n = 2000: frozen, learned and kernel, and all checks agree', async () => {
    const { measures, checks } = await result(tested, engine, {}, 1);
    const [c0, c1, c2] = list(measures.cosine.mean);
    // Two standard deviations of the table and of our one draw, .0085: .081 ± .007, .968 ± .003, .973 ± .002.
    expect(Math.abs(c0 - 0.081)).toBeLessThan(0.014);
    expect(Math.abs(c1 - 0.968)).toBeLessThan(2 * Math.sqrt(0.003 ** 2 + 0.0085 ** 2));
    expect(Math.abs(c2 - 0.973)).toBeLessThan(2 * Math.sqrt(0.002 ** 2 + 0.0085 ** 2));
    const [a0, a1, a2] = list(measures.accuracy.mean);
    // .737 ± .001 (ours scatters by .008), .978 ± .011, .983 ± .003 (ours by .012).
    expect(Math.abs(a0 - 0.737)).toBeLessThan(0.016);
    expect(Math.abs(a1 - 0.978)).toBeLessThan(0.022);
    expect(Math.abs(a2 - 0.983)).toBeLessThan(0.025);
    expect(Math.abs((measures.accuracyNtk.mean as number) - 0.826)).toBeLessThan(0.018);
    expect(checks.map((check) => check.verdict)).toEqual(['agrees', 'agrees', 'agrees', 'agrees']);
  }, 30_000);

  test('no structure: nothing is learned, and the checks say that this lies outside', async () => {
    const values = { pA: 0, m: 100, kernelSamples: 1000 };
    const { measures, checks } = await result(tested, engine, values, 1);
    for (const one of [...list(measures.accuracy.mean), measures.accuracyNtk.mean as number])
      expect(Math.abs(one - 0.5)).toBeLessThan(0.04);
    // .082 ± .043 and .082 ± .057.
    const [, c1, c2] = list(measures.cosine.mean);
    expect(Math.abs(c1 - 0.082)).toBeLessThan(0.086);
    expect(Math.abs(c2 - 0.082)).toBeLessThan(0.114);
    expect(checks.every((check) => check.verdict?.startsWith('outside'))).toBe(true);
  }, 30_000);
});

test('few neurons find the feature and cannot use it: a check differs with every assumption kept', async () => {
  const { checks } = await result(tested, engine, { m: 2, kernelSamples: 50 }, 2);
  expect(checks.map((check) => check.verdict)).toEqual(['agrees', 'agrees', 'agrees', 'differs']);
});

test('few bits: the kernel passes the linear rule', async () => {
  const values = { D: 14, k: 3, n: 1500, m: 20, kernelSamples: 1500 };
  const { checks } = await result(tested, engine, values, 1);
  expect(checks[2].verdict).toBe('outside its assumptions (differs)');
  expect(checks[2].violated).toEqual(['many-triples']);
});

test('the same seed gives the same run, and more neurons leave the first ones and the data as they were', async () => {
  const [once, again] = [await traced(tested, engine, small, 3), await traced(tested, engine, small, 3)];
  expect(again.outcome).toEqual(once.outcome);
  expect(once.outcome.axes).toEqual({ step: [0, 1, 2] });
  expect(once.frames.length).toBeGreaterThan(50);
  const shares = once.outcome.view.cosines.map((one) => one.shares.reduce((sum, share) => sum + share, 0));
  for (const share of shares) expect(share).toBeCloseTo(1, 12);
  const wider = await traced(tested, engine, { ...small, m: 9 }, 3);
  expect(wider.outcome.measures.accuracyNtk).toBe(once.outcome.measures.accuracyNtk);
});
