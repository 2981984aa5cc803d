/** One-pass SGD against differences of the loss, and the perceptron against its bound. */
import { describe, expect, test } from 'vitest';
import { streams } from '#numbers/random.ts';
import { sampleCube } from '#theory/low-rotation/data.ts';
import { cubeMargin, outerKernel } from '#theory/low-rotation/kernels.ts';
import { copyOf, standardStart, type Weights } from '#theory/low-rotation/network.ts';
import { FrozenPerceptron, mistakesBound, OnePass, widthMistakesBound } from '#theory/low-rotation/sgd.ts';

const lossAt = ({ m, d, a, v }: Weights, x: ArrayLike<number>, label: number): number => {
  let output = 0;
  for (let j = 0; j < m; j++) {
    let z = 0;
    for (let k = 0; k < d; k++) z += v[j * d + k] * x[k];
    output += a[j] * Math.max(0, z);
  }
  return Math.log(1 + Math.exp(-label * output));
};

describe('a step of SGD', () => {
  const x = Float64Array.from([0.6, -0.5, 0.2]);
  const start = (): Weights => standardStart(streams(3)('weights'), 6, 3);

  test('is minus η times the gradient of the logistic loss', () => {
    const before = start();
    const after = copyOf(before);
    new OnePass(after, 0.01, 'both').step(x, -1);
    for (const layer of ['a', 'v'] as const)
      before[layer].forEach((value, i) => {
        const shifted = (by: number): number => {
          const other = copyOf(before);
          other[layer][i] = value + by;
          return lossAt(other, x, -1);
        };
        const slope = (shifted(1e-6) - shifted(-1e-6)) / 2e-6;
        expect(after[layer][i] - value).toBeCloseTo(-0.01 * slope, 9);
      });
  });

  test('leaves the first layer alone when only output weights are trained', () => {
    const weights = start();
    const descent = new OnePass(weights, 0.5, 'outer');
    const p = descent.step(x, 1);
    expect(weights.v).toEqual(start().v);
    expect(weights.a).not.toEqual(start().a);
    expect(descent.mistakes).toBe(p > 0 ? 0 : 1);
    expect(descent.pulls).toBeCloseTo(1 / (1 + Math.exp(p)), 14);
  });
});

describe('the perceptron', () => {
  test.each([
    [4, 40],
    [6, 60],
    [6, 300],
  ])('d = %s, m = %s: never makes more mistakes than its bound', (d, m) => {
    for (const seed of [0, 1, 2]) {
      const random = streams(seed);
      const weights = standardStart(random('weights'), m, d);
      const bound = widthMistakesBound(weights);
      const perceptron = new FrozenPerceptron(weights);
      const { inputs, labels, n } = sampleCube(random('data'), 4000, d);
      for (let i = 0; i < n; i++) perceptron.step(inputs.subarray(i * d, (i + 1) * d), labels[i]);
      expect(perceptron.mistakes).toBeGreaterThan(0);
      expect(perceptron.mistakes).toBeLessThanOrEqual(bound);
    }
  });

  test('four neurons that are the answer: ‖σ(Vx)‖² = 2/d and γ² = 1/(2d) on two coordinates', () => {
    // v = (±1, ±1): each point is on at one neuron, with 2/√d, and off or zero at the others.
    const weights = {
      m: 4,
      d: 2,
      a: new Float64Array(4),
      v: Float64Array.from([1, 1, -1, -1, 1, -1, -1, 1]),
    };
    // One feature a point, of length 2/√2: longest² = 2, and with equal weights γ² = 2/4.
    expect(widthMistakesBound(weights, 1e-9)).toBeCloseTo(4, 6);
  });

  test('the bound of very many neurons is 1/(2dγ²), and that tends to πd²', () => {
    const limit = (d: number): number => 1 / (2 * d * cubeMargin(d, outerKernel(1 / d)) ** 2);
    // A sample of neurons has a larger longest feature and a smaller margin: the bound comes down to the limit.
    const wide = widthMistakesBound(standardStart(streams(0)('weights'), 20_000, 4));
    expect(wide).toBeGreaterThan(limit(4));
    expect(wide).toBeLessThan(1.12 * limit(4));
    expect(limit(400) / mistakesBound(400)).toBeCloseTo(1, 2);
    // 2dγ² with γ = 0.012967 from the note's table.
    expect(limit(10)).toBeCloseTo(1 / (20 * 0.012967 ** 2), 0);
  });

  test('neurons that do not separate the cube have no bound', () => {
    expect(widthMistakesBound(standardStart(streams(0)('weights'), 2, 4))).toBe(Infinity);
  });
});
