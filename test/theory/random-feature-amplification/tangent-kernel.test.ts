/** The tangent kernel against what it is the limit of, and descent with it against a network that does not turn. */
import { describe, expect, test } from 'vitest';
import { matrix, matrixFrom } from '#numbers/linalg/matrix.ts';
import { multiplyByTranspose, multiplyVector } from '#numbers/linalg/products.ts';
import { normalCdf } from '#numbers/normal.ts';
import { normals, streams } from '#numbers/random.ts';
import { accuracy, mean } from '#numbers/statistics.ts';
import { flipLabels, sampleXor } from '#theory/random-feature-amplification/data.ts';
import { meanFieldPath, neuronsOf } from '#theory/random-feature-amplification/mean-field.ts';
import { relativeMovement } from '#theory/random-feature-amplification/measures.ts';
import {
  crossover,
  kernelDescent,
  kernelFromProducts,
  kernelSamples,
  rowLengths,
  tangentGram,
  tangentKernel,
} from '#theory/random-feature-amplification/tangent-kernel.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';

const d = 4;
const points = matrix(6, d, normals(streams(1)('points'), 6 * d));

describe('the kernel', () => {
  test('is the mean over random neurons of the inner product of gradients', () => {
    const kernel = tangentGram(points);
    const m = 40_000;
    const neurons = matrix(m, d, normals(streams(2)('neurons'), m * d));
    const activations = multiplyByTranspose(points, neurons).data;
    const products = multiplyByTranspose(points, points).data;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        let both = 0;
        for (let k = 0; k < m; k++) if (activations[i * m + k] > 0 && activations[j * m + k] > 0) both++;
        // Four standard deviations of a share of 40 000.
        const bound = Math.abs(products[i * 6 + j]) * 0.01;
        expect(Math.abs(kernel.data[i * 6 + j] - (products[i * 6 + j] * both) / m)).toBeLessThan(bound);
      }
    }
  });

  test('at right angles, in line and opposite', () => {
    expect(tangentKernel(4, 2, 2)).toBe(2);
    expect(tangentKernel(0, 2, 2)).toBe(0);
    expect(tangentKernel(-4, 2, 2)).toBeCloseTo(0, 12);
    // θ = 60°: ⟨x, x′⟩ = ½, share (π − π/3)/2π = ⅓.
    expect(tangentKernel(0.5, 1, 1)).toBeCloseTo(1 / 6, 12);
  });

  test('is the same by both routes', () => {
    const products = multiplyByTranspose(points, points).data;
    kernelFromProducts(products, rowLengths(points), rowLengths(points));
    const gram = tangentGram(points).data;
    for (let i = 0; i < 36; i++) expect(products[i]).toBeCloseTo(gram[i], 6);
  });
});

test('descent with it ends where a mirrored network with very large first weights ends', () => {
  const [n, m, steps, alpha] = [6, 4000, 30, 0.5];
  const labels = Float64Array.of(1, -1, 1, 1, -1, -1);
  const source = streams(3)('neurons');
  const first = normals(source, (m / 2) * d, 1e4);
  const half = matrix(m / 2, d, first);
  const on = multiplyByTranspose(points, half).data.map((value) => (value > 0 ? 1 : 0));
  // Both copies of a neuron, a = ±1/√m, add the same to f: neuron by neuron, written out.
  const weights = new Float64Array((m / 2) * d);
  const outputs = new Float64Array(n);
  for (let step = 0; step < steps; step++) {
    const pull = labels.map((label, i) => label / (1 + Math.exp(label * outputs[i])) / n);
    for (let j = 0; j < m / 2; j++)
      for (let i = 0; i < n; i++)
        for (let k = 0; k < d; k++)
          weights[j * d + k] +=
            ((alpha * pull[i]) / Math.sqrt(m)) * on[(i * m) / 2 + j] * points.data[i * d + k];
    outputs.fill(0);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m / 2; j++)
        for (let k = 0; k < d; k++)
          outputs[i] +=
            (2 / Math.sqrt(m)) * on[(i * m) / 2 + j] * weights[j * d + k] * points.data[i * d + k];
  }
  const kernel = tangentGram(points);
  const predicted = multiplyVector(kernel, kernelDescent(kernel, labels, { alpha, steps }));
  const largest = Math.max(...predicted.map(Math.abs));
  for (let i = 0; i < n; i++) expect(Math.abs(predicted[i] - outputs[i])).toBeLessThan(0.05 * largest);
});

describe('the samples that its first step needs', () => {
  test.each([
    { d: 50, n: 400, sigma: 0.2, xi: 0.15 },
    { d: 100, n: 100, sigma: 0.2, xi: 0.15 },
    { d: 100, n: 400, sigma: 0.2, xi: 0 },
  ])('give its accuracy within .08, a little too high: %o', (setting) => {
    const accuracies = [0, 1, 2, 3, 4, 5].map((seed) => {
      const random = streams(seed);
      const train = sampleXor(random('data'), setting);
      const test = sampleXor(random('test'), { ...setting, n: 400 });
      const inputs = matrixFrom(train.n, train.d, train.inputs);
      const fresh = matrixFrom(test.n, test.d, test.inputs);
      const kernel = multiplyByTranspose(fresh, inputs);
      kernelFromProducts(kernel.data, rowLengths(fresh), rowLengths(inputs));
      const labels = flipLabels(random('labels'), train, setting.xi);
      return accuracy(multiplyVector(kernel, Float64Array.from(labels)), test.clean);
    });
    const excess = normalCdf(Math.sqrt(setting.n / kernelSamples(setting))) - mean(accuracies);
    expect(excess).toBeGreaterThan(-0.03);
    expect(excess).toBeLessThan(0.08);
  });

  test('by hand: d = 200, σ = .2, ξ = .15', () => {
    // π² · 9² · (½ + .04 · 9) / .7²
    expect(kernelSamples({ d: 200, sigma: 0.2, xi: 0.15 })).toBeCloseTo(1403.07, 1);
  });
});

test('the crossover of the reference setting', () => {
  // .5 · 300 / (8 · √(400 · 200))
  expect(crossover({ alpha: 0.5, m: 400, d: 200 }, 300)).toBeCloseTo(0.0662913, 6);
});

describe('the recursion', () => {
  const setting = { d: 200, n: 800, m: 400, sigma: 0.2, xi: 0.15, alpha: 0.5 };
  const end = (omega: number) => {
    const { inner, outer } = firstWeights(streams(0)('weights'), { ...setting, omega, mirrored: true });
    const path = meanFieldPath(neuronsOf(inner, outer, setting.d), { ...setting, omega }, [0, 300]);
    return { ...path[1], start: path[0] };
  };

  test('from a mirrored start begins at zero, unmoved', () => {
    const { start } = end(0.1);
    expect(Math.abs(start.margin)).toBeLessThan(1e-12);
    expect(start.movement).toBe(0);
  });

  // Reference table, measured on networks: ω, own cosine, relative movement.
  test.each([
    [0.001, 0.873, 22.5],
    [0.01, 0.778, 2.22],
    [0.03, 0.482, 0.743],
    [0.1, 0.173, 0.211],
    [0.3, 0.086, 0.068],
    [1, 0.064, 0.02],
    [3, 0.058, 0.007],
  ])(
    'at ω = %d is within .08 of the measured own cosine, and within 30 %% of the movement',
    (omega, own, movement) => {
      const { own: predicted, movement: moved } = end(omega);
      expect(Math.abs(predicted - own)).toBeLessThan(0.08);
      expect(Math.abs(moved / movement - 1)).toBeLessThan(0.3);
    },
  );
});

test('relative movement is that of the Frobenius norm', () => {
  expect(relativeMovement([3, 4, 1], [0, 0, 1])).toBeCloseTo(5, 12);
});
