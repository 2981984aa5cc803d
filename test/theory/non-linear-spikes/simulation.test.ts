/** Predictions against small simulations: n = 300, a few seeds, bands of the size of their spread. */
import { describe, expect, test } from 'vitest';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { countSpikes, featureSpan, spanOverlap } from '#theory/non-linear-spikes/counting.ts';
import { errorsAfterStep, initialErrors } from '#theory/non-linear-spikes/errors.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import type { Setting } from '#theory/non-linear-spikes/setting.ts';
import { actualSecondLayer, bulkOf, signalOf } from '#theory/non-linear-spikes/signal.ts';
import { alignmentOf } from '#theory/non-linear-spikes/teacher.ts';
import { hermite } from '#numbers/hermite.ts';
import { sorted, symmetricEigen } from '#numbers/linalg/eigen.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { matrix, row, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { dot, multiply, multiplyByTranspose, norm } from '#numbers/linalg/products.ts';
import { ridge } from '#numbers/linalg/ridge.ts';
import { normals, sphereRows, streams } from '#numbers/random.ts';
import { mean, standardError } from '#numbers/statistics.ts';
import { quadratic, relu, settingOf, sine, standard } from './support.ts';

/** Samples with labels; β⋆ = e₁. */
function samples({ d, teacher }: Setting, count: number, stream: ReturnType<ReturnType<typeof streams>>) {
  const x = matrix(count, d, normals(stream, count * d));
  const y = Float64Array.from({ length: count }, (_, i) => {
    const h = hermite(x.data[i * d], teacher.coefficients.length);
    return teacher.coefficients.reduce((sum, c, k) => sum + c * h[k], teacher.noise * stream.normal());
  });
  return { x, y };
}

/** One gradient step, and what it makes of features. */
function trained(setting: Setting, seed: number) {
  const { n, d, N, activation, mode, eta } = setting;
  const random = streams(seed);
  const first = samples(setting, n, random('first'));
  const start = matrix(N, d, sphereRows(random('weights'), N, d));
  const a = normals(random('a'), N, 1 / Math.sqrt(N));
  const beta = new Float64Array(d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) beta[j] += (first.y[i] * first.x.data[i * d + j]) / n;
  const weights = matrix(N, d, start.data.slice());
  const slope = (z: number) => (activation.value(z + 1e-5) - activation.value(z - 1e-5)) / 2e-5;
  if (mode === 'R')
    for (let j = 0; j < N; j++)
      for (let k = 0; k < d; k++) weights.data[j * d + k] += eta * activation.c1 * a[j] * beta[k];
  else {
    const pre = multiplyByTranspose(start, first.x);
    const factors = matrix(
      N,
      n,
      pre.data.map((z, at) => (eta * a[Math.floor(at / n)] * slope(z) * first.y[at % n]) / n),
    );
    const gradient = multiply(factors, first.x);
    gradient.data.forEach((value, at) => (weights.data[at] += value));
  }
  const features = (x: Matrix, of: Matrix = weights) => {
    const f = multiplyByTranspose(x, of);
    return matrix(f.rows, f.columns, f.data.map(activation.value));
  };
  return { a, beta, start, features, random };
}

/** Spectrum of F Fᵀ/n with overlaps on 1, g, H₂, and the number of spikes by the counting rule. */
function measured(setting: Setting, seed: number) {
  const { n, d } = setting;
  const { a, beta, features, random } = trained(setting, seed);
  const fresh = samples(setting, n, random('second'));
  const gram = gramOfRows(features(fresh.x));
  const { values, vectors } = sorted(
    symmetricEigen(
      matrix(
        n,
        n,
        gram.data.map((value) => value / n),
      ),
    ),
  );
  const betaNorm = norm(beta);
  const g = Float64Array.from({ length: n }, (_, i) => dot(row(fresh.x, i), beta) / betaNorm);
  const nu = Float64Array.from({ length: n }, (_, i) => (norm(row(fresh.x, i)) ** 2 - d) / Math.sqrt(2 * d));
  const span = featureSpan(g, nu);
  const shares = (k: number) => [0, 1, 2].map((degree) => dot(row(span, degree), row(vectors, k)) ** 2);
  const signal = signalOf(setting, { betaNorm, secondLayer: actualSecondLayer(a) });
  const bulk = bulkOf(signal, 'dressed');
  const edge = bulkEdge(bulk).z;
  const top = Array.from({ length: 8 }, (_, k) => spanOverlap(span, row(vectors, k)));
  return {
    values,
    shares,
    edge,
    cosine: beta[0] / betaNorm,
    predicted: outliers(signal, bulk).map(({ z }) => z),
    count: countSpikes(values, top, edge),
  };
}

describe.each([
  ['ReLU, rank-one gradient', settingOf(relu, [300, 150, 300], 'R', 16), 2],
  ['ReLU, full gradient', settingOf(relu, [300, 150, 300], 'G', 14), 2],
  ['sine, rank-one gradient', settingOf(sine, [300, 150, 300], 'R', 24), 3],
  ['quadratic, rank-one gradient', settingOf(quadratic, [300, 150, 225], 'R', 2.5), 1],
] as const)('%s', (_name, setting, count) => {
  const runs = [1, 2, 3].map((seed) => measured(setting, seed));

  test('outliers, with the draw’s ‖β‖ and second layer', () => {
    for (let j = 0; j < Math.min(count, 2); j++) {
      const ratios = runs.map(({ values, predicted }) => values[j] / predicted[j]);
      expect(Math.abs(mean(ratios) - 1), `${ratios}`).toBeLessThan(j === 0 ? 0.06 : 0.1);
    }
  });

  test('the counting rule', () => {
    const counts = runs.map((run) => run.count).sort((x, y) => x - y);
    expect(Math.abs(mean(counts) - count), `${counts}`).toBeLessThanOrEqual(0.5);
  });

  test('the first left vector is what the theory says', () => {
    const signal = signalOf(setting);
    const bulk = bulkOf(signal, 'dressed');
    const predicted = overlaps(signal, bulk, outliers(signal, bulk)[0]);
    const linear = mean(runs.map(({ shares }) => shares(0)[1]));
    expect(Math.abs(linear - predicted[1])).toBeLessThan(0.05);
  });

  test('β turns to the teacher', () => {
    expect(mean(runs.map(({ cosine }) => cosine))).toBeCloseTo(alignmentOf(standard, 0.5).rho, 1);
  });
});

test('the bulk ends at the edge before the step', () => {
  const runs = [1, 2].map((seed) => measured(settingOf(relu, [300, 150, 300], 'R', 0), seed));
  const ratio = mean(runs.map(({ values, edge }) => values[0] / edge));
  expect(ratio).toBeGreaterThan(0.93);
  expect(ratio).toBeLessThan(1.01);
});

test.each(['R', 'G'] as const)('errors of ridge regression, mode %s', (mode) => {
  const setting = settingOf(relu, [300, 150, 225], mode, 8);
  const lambda = 0.1;
  const results = Array.from({ length: 6 }, (_, seed) => {
    const { start, features, random } = trained(setting, seed);
    const second = samples(setting, setting.n, random('second'));
    const test = samples(setting, 800, random('test'));
    const fit = (weights?: Matrix) => {
      const [f, g] = [features(second.x, weights), features(test.x, weights)];
      const readout = ridge(f, matrix(setting.n, 1, second.y)).weights(lambda * setting.n);
      const squared = (predictions: Matrix, y: Float64Array) =>
        mean(y.map((value, i) => (value - predictions.data[i]) ** 2));
      return {
        trainLoss: squared(multiply(f, readout), second.y) + lambda * dot(readout.data, readout.data),
        testError: squared(multiply(g, readout), test.y),
      };
    };
    const [before, after] = [fit(start), fit()];
    return { before, after };
  });
  const signal = signalOf(setting);
  const bulk = bulkOf(signal, 'halfDressed');
  const predicted = errorsAfterStep(signal, bulk, lambda);
  const initial = initialErrors(bulkOf(signal, 'bare'), standard, lambda);
  const close = (pick: (run: (typeof results)[number]) => number, expected: number, bias: number) => {
    const values = results.map(pick);
    const distance = Math.abs(mean(values) - expected);
    expect(distance).toBeLessThan(3 * standardError(values) + bias * expected);
  };
  // Beyond the spread: thirty seeds at this size gave +1 % for the test error and −4 % for the training loss.
  close((run) => run.before.testError, initial.testError, 0.02);
  close((run) => run.after.testError, predicted.testError, 0.02);
  close((run) => run.after.trainLoss, predicted.trainLoss, 0.05);
  close((run) => run.before.testError - run.after.testError, initial.testError - predicted.testError, 0.02);
});

test('spans and counts', () => {
  const stream = streams(5)('counting');
  const [g, nu] = [normals(stream, 400), normals(stream, 400)];
  const span = featureSpan(g, nu);
  const identity = multiply(span, transpose(span));
  identity.data.forEach((value, at) => expect(value).toBeCloseTo(at % 7 === 0 ? 1 : 0, 12));
  const cubic = g.map((x) => x ** 3 - 2 * x);
  const length = norm(cubic);
  expect(
    spanOverlap(
      span,
      cubic.map((x) => x / length),
    ),
  ).toBeCloseTo(1, 12);
  expect(countSpikes([9, 5, 2.05, 3], [0.9, 0.1, 0.9, 0.2], 2)).toBe(2);
});
