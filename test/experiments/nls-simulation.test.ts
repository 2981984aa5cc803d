/** The simulation that the experiments on non-linear spikes share, against plain float64 loops. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { activationOf, refuseBoth, settingOf, stepSizeOf } from '#experiments/shared/nls-parameters.ts';
import { ridgeErrors } from '#experiments/shared/nls-ridge.ts';
import { allEigenvalues, gramOfFeatures, topPairs } from '#experiments/shared/nls-spectrum.ts';
import { draw, drawSample, drawStart, featuresAt, type DrawOptions } from '#experiments/shared/nls.ts';
import { symmetricEigen } from '#numbers/linalg/eigen.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { matrix, row } from '#numbers/linalg/matrix.ts';
import { dot } from '#numbers/linalg/products.ts';
import { normals, streams } from '#numbers/random.ts';
import { activationNames } from '#theory/non-linear-spikes/activations/named.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

function done<T>(pieces: Generator<unknown, T, void>): T {
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return next.value;
  }
}

const values = {
  n: 40,
  d: 12,
  N: 30,
  activation: 'relu',
  w: 1.2,
  p: 0.6,
  curvature: 0.5,
  theta: 0.5,
  teacher: [1, 0.5, 0.2],
  constant: 0.4,
  noise: 0.3,
  mode: 'G',
  eta: 3,
};

const options = (
  changes: Partial<typeof values & { literal: boolean; secondLayer: string }>,
): DrawOptions => ({
  ...settingOf({ ...values, ...changes }),
  secondLayer: changes.secondLayer ?? 'gaussian',
  literal: changes.literal ?? false,
});

/** W after a step of size η, by the definition. */
function weightsAfter(chosen: DrawOptions, eta: number): number[][] {
  const { n, d, N, activation, mode, literal } = chosen;
  const random = streams(7);
  const { weights, a } = drawStart(random, chosen, chosen.secondLayer);
  const { inputs, labels } = drawSample(random, 'first', chosen, n);
  const input = (i: number) => Array.from(inputs.subarray(i * d, (i + 1) * d));
  const product = (j: number, x: readonly number[]) =>
    x.reduce((sum, v, k) => sum + v * weights[j * d + k], 0);
  const rows = Array.from({ length: N }, (_, j) => Array.from(weights.subarray(j * d, (j + 1) * d)));
  for (let i = 0; i < n; i++) {
    const x = input(i);
    const pre = rows.map((_, j) => product(j, x));
    const output = literal ? pre.reduce((sum, z, j) => sum + a[j] * activation.value(z), 0) : 0;
    for (let j = 0; j < N; j++) {
      const slope = mode === 'R' ? activation.c1 : activation.slope(pre[j]);
      for (let k = 0; k < d; k++) rows[j][k] += (eta / n) * a[j] * (labels[i] - output) * slope * x[k];
    }
  }
  return rows;
}

describe('features after the step', () => {
  test.each([
    ['full gradient', {}],
    ['rank one', { mode: 'R' }],
    ['first output kept', { literal: true }],
    ['rank one, first output kept', { mode: 'R', literal: true }],
    ['two-valued second layer', { secondLayer: 'twoValued' }],
    ['sine', { activation: 'sine' }],
    ['threshold', { activation: 'shiftedRelu' }],
  ] as const)('%s', (_name, changes) => {
    const chosen = options(changes);
    const drawn = done(draw(engine, streams(7), chosen));
    const features = featuresAt(drawn.pre, values.eta, chosen.activation);
    const after = weightsAfter(chosen, values.eta);
    const { inputs } = drawSample(streams(7), 'second', chosen, chosen.n);
    for (let i = 0; i < chosen.n; i += 7)
      for (let j = 0; j < chosen.N; j++) {
        const z = after[j].reduce((sum, w, k) => sum + w * inputs[i * chosen.d + k], 0);
        expect(Math.abs(features.data[i * chosen.N + j] - chosen.activation.value(z))).toBeLessThan(2e-5);
      }
  });

  test('slopes of the activations are their derivatives', () => {
    for (const name of activationNames) {
      const { value, slope } = activationOf({ ...values, activation: name });
      for (const z of [-2.3, -0.4, 0.1, 0.7, 1.9])
        expect(slope(z)).toBeCloseTo((value(z + 1e-6) - value(z - 1e-6)) / 2e-6, 7);
    }
  });
});

test('a longer sample begins with the shorter one; parts differ', () => {
  const chosen = options({});
  const [short, long] = [5, 9].map((n) => drawSample(streams(1), 'second', chosen, n));
  expect(long.inputs.subarray(0, short.inputs.length)).toEqual(short.inputs);
  expect(long.labels.subarray(0, 5)).toEqual(short.labels);
  expect(drawSample(streams(1), 'first', chosen, 5).inputs).not.toEqual(short.inputs);
});

test.each([
  [40, 30],
  [30, 40],
])('spectrum of %i × %i features', (n, N) => {
  const features = matrix(n, N, normals(streams(3)('features'), n * N));
  const formed = done(gramOfFeatures(features));
  const { values: exact, vectors } = symmetricEigen(
    matrix(
      n,
      n,
      gramOfRows(features).data.map((value) => value / n),
    ),
  );
  const eigenvalues = allEigenvalues(formed);
  expect(eigenvalues).toHaveLength(n);
  eigenvalues.forEach((value, k) => {
    expect(value).toBeCloseTo(Math.max(0, exact[k]), 10);
  });
  const top = topPairs(formed, streams(3)('start'), 4);
  for (let k = 0; k < 4; k++) {
    expect(top.values[k]).toBeCloseTo(exact[k], 8);
    expect(Math.abs(dot(row(top.left, k), row(vectors, k)))).toBeCloseTo(1, 6);
  }
});

describe('ridge errors', () => {
  const random = streams(11);
  const set = (n: number) => ({
    features: matrix(n, 3, normals(random(`f${n}`), 3 * n)),
    labels: normals(random(`y${n}`), n).map((value) => value + 2),
  });

  test.each([false, true])('satisfy the normal equations, intercept %s', (intercept) => {
    // Three features: gradient descent on the penalised loss is a second way to its minimum.
    const [train, test] = [set(20), set(50)];
    const lambda = 0.2;
    const found = done(ridgeErrors(train, test, { lambda, intercept, noise: 0.5 }));
    const readout = [0, 0, 0];
    let offset = 0;
    const output = ({ features }: typeof train, i: number) =>
      offset + readout.reduce((sum, w, k) => sum + w * features.data[3 * i + k], 0);
    for (let step = 0; step < 4000; step++) {
      const residuals = Array.from({ length: 20 }, (_, i) => train.labels[i] - output(train, i));
      const gradient = readout.map(
        (w, k) =>
          residuals.reduce((sum, e, i) => sum + e * train.features.data[3 * i + k], 0) / 20 - lambda * w,
      );
      gradient.forEach((value, k) => (readout[k] += 0.2 * value));
      if (intercept) offset += (0.2 * residuals.reduce((sum, e) => sum + e, 0)) / 20;
    }
    const error = (of: typeof train) =>
      of.labels.reduce((sum, y, i) => sum + (y - output(of, i)) ** 2, 0) / of.labels.length;
    expect(found.trainError).toBeCloseTo(error(train), 8);
    expect(found.trainLoss).toBeCloseTo(
      error(train) + lambda * readout.reduce((sum, w) => sum + w * w, 0),
      8,
    );
    expect(found.testError).toBeCloseTo(error(test) + 0.25, 8);
  });

  test('are the same by primal and dual', () => {
    const features = matrix(12, 12, normals(random('square'), 144));
    const labels = normals(random('labels'), 12);
    const test = { features: matrix(12, 12, normals(random('other'), 144)), labels };
    const options = { lambda: 0.3, intercept: false, noise: 0 };
    const square = done(ridgeErrors({ features, labels }, test, options));
    // One more feature that is always zero changes nothing, but makes the dual the smaller system.
    const padded = (m: typeof features) => {
      const wide = matrix(12, 13);
      for (let i = 0; i < 12; i++) wide.data.set(row(m, i), 13 * i);
      return wide;
    };
    const dual = done(
      ridgeErrors(
        { features: padded(features), labels },
        { features: padded(test.features), labels },
        options,
      ),
    );
    expect(dual.testError).toBeCloseTo(square.testError, 10);
    expect(dual.trainLoss).toBeCloseTo(square.trainLoss, 10);
  });
});

test('η or α, not both', () => {
  expect(stepSizeOf({ eta: 16, alpha: null, n: 600 })).toBe(16);
  expect(stepSizeOf({ eta: 16, alpha: 0.4, n: 600 })).toBeCloseTo(600 ** 0.4, 10);
  expect(refuseBoth({ eta: 16, alpha: 0.4 })).toBeNull();
  expect(refuseBoth({ eta: 15, alpha: 0.4 })).toContain('not both');
});
