/** The convex second layer against Newton's method, its indifference to scale, and both signs of a direction. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { bothSigns, fitReadout, type Neurons, type Readout } from '#experiments/shared/gfl-readout.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { logisticRegression } from '#numbers/logistic.ts';
import { streams } from '#numbers/random.ts';
import { randomNeurons, sampleParity, type ParitySample } from '#theory/gradient-feature-learning/data.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const random = streams(8);
const setting = { D: 6, k: 2 };
const train = sampleParity(random('data'), setting, 150);
const fresh = sampleParity(random('test'), setting, 400);
const some: Neurons = bothSigns({
  rows: randomNeurons(random('weights'), 7, 6),
  thresholds: Float32Array.from([-1, -0.6, -0.2, 0, 0.1, 0.5, 0.8]),
});

function fitted(neurons: Neurons, ridge = 1e-3): Readout {
  const pieces = fitReadout(engine, neurons, train, fresh, ridge);
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return next.value;
  }
}

/** max(0, ⟨row, x⟩ − threshold), points × neurons, by plain loops. */
function layer({ inputs, n, d }: ParitySample, { rows, thresholds }: Neurons) {
  const features = matrix(n, thresholds.length);
  for (let i = 0; i < n; i++)
    thresholds.forEach((threshold, j) => {
      let product = -threshold;
      for (let c = 0; c < d; c++) product += rows[j * d + c] * inputs[i * d + c];
      features.data[i * thresholds.length + j] = Math.max(0, product);
    });
  return features;
}

describe('the second layer', () => {
  test('has the output weights of a logistic regression on features of standard deviation one', () => {
    const features = layer(train, some);
    const average = features.data.reduce((sum, value) => sum + value, 0) / features.data.length;
    const squares = features.data.reduce((sum, value) => sum + (value - average) ** 2, 0);
    const scale = Math.sqrt(squares / features.data.length);
    features.data.forEach((value, i) => (features.data[i] = value / scale));
    const { slopes } = logisticRegression(features, train.labels, { ridge: 1e-3, intercept: false });
    const { outer, outputs, accuracy } = fitted(some);
    slopes.forEach((slope, j) =>
      expect(Math.abs(outer[j] - slope / scale)).toBeLessThan(0.005 * Math.abs(slope) + 0.01),
    );
    const onFresh = layer(fresh, some);
    let right = 0;
    fresh.labels.forEach((label, i) => {
      let output = 0;
      for (let j = 0; j < slopes.length; j++) output += onFresh.data[i * slopes.length + j] * outer[j];
      expect(Math.abs(outputs[i] - output)).toBeLessThan(1e-4);
      if (output * label > 0) right++;
    });
    expect(accuracy).toBeCloseTo(right / fresh.n, 12);
    expect(accuracy).toBeGreaterThan(0.6);
  });

  test('does not see the scale of the features', () => {
    const scaled = { rows: some.rows.map((v) => 8 * v), thresholds: some.thresholds.map((v) => 8 * v) };
    const [once, eight] = [fitted(some), fitted(scaled)];
    expect(eight.accuracy).toBe(once.accuracy);
    once.outer.forEach((weight, j) => expect(Math.abs(8 * eight.outer[j] - weight)).toBeLessThan(1e-3));
  });

  test('shrinks with the ridge', () => {
    const length = (ridge: number): number => fitted(some, ridge).outer.reduce((sum, a) => sum + a * a, 0);
    expect(length(1)).toBeLessThan(length(1e-2));
    expect(length(1e-2)).toBeLessThan(length(1e-4));
  });
});

test('both signs: every direction and its opposite, each with its threshold', () => {
  const { rows, thresholds } = bothSigns({
    rows: Float32Array.from([1, 2, 3, 4]),
    thresholds: Float32Array.from([5, 6]),
  });
  expect([...rows]).toEqual([1, 2, 3, 4, -1, -2, -3, -4]);
  expect([...thresholds]).toEqual([5, 6, 5, 6]);
});
