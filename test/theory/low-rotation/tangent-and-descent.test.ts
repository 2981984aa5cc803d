/** The tangent kernel of finite width, the frozen level, and descent in ordinary time, each by a second route. */
import { describe, expect, test } from 'vitest';
import { streams } from '#numbers/random.ts';
import { sampleCube, wholeCube } from '#theory/low-rotation/data.ts';
import { descend, force, type Loss } from '#theory/low-rotation/descent.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { cubeMargin, outerKernel } from '#theory/low-rotation/kernels.ts';
import { copyOf, outputsOf, squaredNorm, standardStart, type Weights } from '#theory/low-rotation/network.ts';
import { frozenLevel, tangentGram, tangentMargin } from '#theory/low-rotation/tangent.ts';

const H = 1e-6;
const points = sampleCube(streams(3)('data'), 5, 3);

/** f at all points after one weight has moved by `by`. */
function moved(weights: Weights, part: 'a' | 'v', index: number, by: number): Float64Array {
  const copy = copyOf(weights);
  copy[part][index] += by;
  return outputsOf(copy, points);
}

function differences(weights: Weights, part: 'a' | 'v', index: number): number[] {
  const above = moved(weights, part, index, H);
  const below = moved(weights, part, index, -H);
  return Array.from(above, (one, i) => (one - below[i]) / (2 * H));
}

test('the Gram matrix is that of difference quotients of the outputs', () => {
  const weights = standardStart(streams(1)('weights'), 4, 3);
  const expected = { both: new Float64Array(25), outer: new Float64Array(25) };
  for (const part of ['a', 'v'] as const)
    for (let index = 0; index < weights[part].length; index++) {
      const slopes = differences(weights, part, index);
      for (let i = 0; i < 5; i++)
        for (let k = 0; k < 5; k++) {
          const product = points.labels[i] * points.labels[k] * slopes[i] * slopes[k];
          expected.both[i * 5 + k] += product;
          if (part === 'a') expected.outer[i * 5 + k] += product;
        }
    }
  for (const trained of ['both', 'outer'] as const)
    tangentGram(points, weights, trained).data.forEach((one, at) =>
      expect(Math.abs(one - expected[trained][at])).toBeLessThan(1e-8),
    );
});

test('when only lengths are trained, it is that of the slopes along each v', () => {
  const weights = standardStart(streams(2)('weights'), 3, 3);
  const expected = new Float64Array(25);
  for (let j = 0; j < 3; j++) {
    const row = weights.v.subarray(3 * j, 3 * j + 3);
    const length = Math.hypot(...row);
    const inner = [0, 1, 2].map((k) => differences(weights, 'v', 3 * j + k));
    const along = points.labels.map(
      (_, i) => (row[0] * inner[0][i] + row[1] * inner[1][i] + row[2] * inner[2][i]) / length,
    );
    const outer = differences(weights, 'a', j);
    for (let i = 0; i < 5; i++)
      for (let k = 0; k < 5; k++)
        expected[i * 5 + k] +=
          points.labels[i] * points.labels[k] * (along[i] * along[k] + outer[i] * outer[k]);
  }
  tangentGram(points, weights, 'norm').data.forEach((one, at) =>
    expect(Math.abs(one - expected[at])).toBeLessThan(1e-8),
  );
});

describe('the level of the frozen first layer', () => {
  test('tends to half the margin of the outer kernel', () => {
    const weights = standardStart(streams(5)('weights'), 4000, 4);
    const limit = cubeMargin(4, outerKernel(1 / 4)) / 2;
    expect(frozenLevel(wholeCube(4), weights)).toBeGreaterThan(0.96 * limit);
    expect(frozenLevel(wholeCube(4), weights)).toBeLessThan(1.04 * limit);
  });

  test('is the best that training the outer layer reaches', () => {
    const cube = wholeCube(3);
    const weights = standardStart(streams(6)('weights'), 40, 3);
    const level = frozenLevel(cube, weights);
    const flow = new Flow(cube, weights, { c: 0.2, etaMax: 1, trained: 'outer' });
    let best = 0;
    for (let step = 0; step < 20_000; step++) {
      flow.step();
      if (step % 20 === 0) best = Math.max(best, flow.margins().hard);
    }
    expect(best).toBeLessThan(level);
    expect(best).toBeGreaterThan(0.9 * level);
  });

  test('does not depend on the scale of the start', () => {
    const level = (scale: number) =>
      frozenLevel(wholeCube(3), standardStart(streams(7)('weights'), 30, 3, scale));
    expect(level(3)).toBeCloseTo(level(1), 6);
  });
});

test('three bits have no tangent margin', () => {
  expect(tangentMargin(wholeCube(4, 3), standardStart(streams(8)('weights'), 64, 4))).toBeLessThan(1e-6);
});

describe('descent', () => {
  const cube = wholeCube(3);
  const all = [0, 1, 2, 3, 4, 5, 6, 7];

  test('a force is minus the slope of its loss', () => {
    for (const p of [-3, 0, 2]) {
      expect(force('exponential', p)).toBeCloseTo(Math.exp(-p), 10);
      expect(force('logistic', p)).toBeCloseTo(Math.exp(-p) / (1 + Math.exp(-p)), 12);
    }
  });

  test.each(['exponential', 'logistic'] as Loss[])('the %s loss falls by η‖∇‖² to first order', (loss) => {
    const weights = standardStart(streams(9)('weights'), 20, 3);
    const before = copyOf(weights);
    const value = (w: Weights): number =>
      outputsOf(w, cube).reduce((sum, one, i) => {
        const p = cube.labels[i] * one;
        return sum + (loss === 'exponential' ? Math.exp(-p) : Math.log1p(Math.exp(-p)));
      }, 0);
    const eta = 1e-6;
    descend(cube, weights, all, eta, loss);
    let square = 0;
    for (const part of ['a', 'v'] as const)
      before[part].forEach((one, i) => (square += (weights[part][i] - one) ** 2));
    expect((value(before) - value(weights)) / (square / eta)).toBeCloseTo(1, 4);
  });

  test('one step on the exponential loss goes the way of the flow', () => {
    const flowed = standardStart(streams(10)('weights'), 20, 3);
    const stepped = copyOf(flowed);
    const loss = outputsOf(stepped, cube).reduce((sum, one, i) => sum + Math.exp(-cube.labels[i] * one), 0);
    const eta = new Flow(cube, flowed, { c: 0.1, etaMax: 0.05 }).step();
    descend(cube, stepped, all, eta / loss, 'exponential');
    stepped.v.forEach((one, i) => expect(one).toBeCloseTo(flowed.v[i], 12));
    stepped.a.forEach((one, i) => expect(one).toBeCloseTo(flowed.a[i], 12));
    expect(squaredNorm(stepped)).toBeCloseTo(squaredNorm(flowed), 10);
  });
});
