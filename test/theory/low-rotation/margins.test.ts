/** Margins of parities and of small data sets against the note's tables, and by second routes. */
import { describe, expect, test } from 'vitest';
import { streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { sampleCube, wholeCube } from '#theory/low-rotation/data.ts';
import {
  bothKernel,
  cubeGlobalMargin,
  cubeMargin,
  innerKernel,
  outerKernel,
} from '#theory/low-rotation/kernels.ts';
import { mirroredMargins, neuronMargins, parityMargin, pointMargins } from '#theory/low-rotation/margins.ts';
import { planePoints, pointsFault } from '#theory/low-rotation/points.ts';

function finished<T>(part: Generator<number, T, void>): T {
  for (;;) {
    const next = part.next();
    if (next.done === true) return next.value;
  }
}

// d, then γ_gl, inner, outer (variance 1), outer (variance 1/d), inner + outer (1/d): note D0.
const table = [
  [2, 0.25, 0.353553, 0.213126, 0.150703, 0.384332],
  [3, 0.204124, 0.240817, 0.143107, 0.082623, 0.254596],
  [4, 0.176777, 0.176777, 0.106563, 0.053281, 0.184632],
  [5, 0.158114, 0.136618, 0.084438, 0.037762, 0.141741],
  [6, 0.144338, 0.109947, 0.069758, 0.028478, 0.113575],
  [8, 0.125, 0.078131, 0.05166, 0.018265, 0.080238],
  [10, 0.111803, 0.060549, 0.041005, 0.012967, 0.061922],
  [12, 0.102062, 0.04957, 0.033999, 0.009815, 0.050532],
  [16, 0.088388, 0.036545, 0.025347, 0.006337, 0.03709],
  [20, 0.079057, 0.028996, 0.020208, 0.004519, 0.029346],
  [30, 0.06455, 0.019141, 0.013412, 0.002449, 0.019297],
  [50, 0.05, 0.011401, 0.008019, 0.001134, 0.011457],
  [100, 0.035355, 0.005671, 0.003999, 0.0004, 0.005685],
] as const;

test.each(table)('all margins of the cube in %s dimensions', (d, global, inner, outer, scaled, both) => {
  const six = (value: number): number => Math.round(value * 1e6) / 1e6;
  expect(six(cubeGlobalMargin(d))).toBe(global);
  expect(six(parityMargin(d, 2, innerKernel))).toBe(inner);
  expect(six(parityMargin(d, 2, outerKernel(1)))).toBe(outer);
  expect(six(parityMargin(d, 2, outerKernel(1 / d)))).toBe(scaled);
  expect(six(parityMargin(d, 2, bothKernel(d)))).toBe(both);
  expect(parityMargin(d, 2, innerKernel)).toBeCloseTo(cubeMargin(d, innerKernel), 12);
});

test('large cubes come near the limits 1/(√π d) and 1/(√(2π) d)', () => {
  expect(200 * parityMargin(200, 2, innerKernel)).toBeCloseTo(1 / Math.sqrt(Math.PI), 2);
  expect(200 * parityMargin(200, 2, outerKernel(1))).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 2);
});

describe('the hard margin of all corners is the closed form', () => {
  test.each([
    [4, 2],
    [6, 2],
    [5, 4],
    [6, 4],
    [5, 3],
  ] as const)('d = %s, %s bits', (d, parity) => {
    const { inner, outer, both } = pointMargins(wholeCube(d, parity));
    expect(inner).toBeCloseTo(parityMargin(d, parity, innerKernel), 6);
    expect(outer).toBeCloseTo(parityMargin(d, parity, outerKernel(1)), 6);
    expect(both).toBeCloseTo(parityMargin(d, parity, bothKernel(d)), 6);
    if (parity === 3) expect(inner).toBe(0);
  });
});

describe('samples against the note', () => {
  // d, n, inner and outer (variance 1), mean and twice the spread of five draws; with n = 10 it is
  // our own spread, three times as large.
  test.each([
    [10, 10, 0.2284, 0.03, 0.176, 0.04],
    [10, 50, 0.0866, 0.011, 0.0519, 0.008],
    [10, 100, 0.0702, 0.0032, 0.0431, 0.0012],
    [10, 200, 0.0639, 0.001, 0.0415, 0.0006],
    [20, 100, 0.0576, 0.003, 0.0345, 0.0024],
  ])('d = %s, n = %s', (d, n, inner, innerSpread, outer, outerSpread) => {
    const margins = [0, 1, 2, 3, 4].map((seed) =>
      pointMargins(sampleCube(streams(seed)('data'), n, d), 1e-5),
    );
    expect(Math.abs(mean(margins.map((one) => one.inner)) - inner)).toBeLessThan(innerSpread);
    expect(Math.abs(mean(margins.map((one) => one.outer)) - outer)).toBeLessThan(outerSpread);
  });
});

describe('random neurons', () => {
  // Means of three draws of the note; a draw scatters by a fifth at 32 neurons and by a twentieth at 512.
  test.each([
    [4, 128, 0.0502, 0.006],
    [4, 512, 0.0517, 0.004],
    [6, 32, 0.0137, 0.006],
    [6, 128, 0.0275, 0.007],
    [6, 512, 0.0282, 0.003],
  ])('as they are, d = %s, m = %s', (d, m, margin, spread) => {
    const outer = [0, 1, 2, 3, 4, 5].map(
      (seed) => finished(neuronMargins(wholeCube(d), streams(seed)('neurons'), m)).outer,
    );
    expect(Math.abs(mean(outer) / Math.sqrt(d) - margin)).toBeLessThan(spread);
  });

  // Pointwise margins of the note, whose standard errors are about a hundredth; ours as well.
  test.each([
    [4, 0.1551, 0.0712],
    [6, 0.0967, 0.0436],
    [10, 0.0533, 0.0261],
  ])('with mirror images, d = %s', (d, pointwiseInner, pointwiseOuter) => {
    const found = finished(mirroredMargins(wholeCube(d), streams(5)('neurons'), 4000));
    expect(Math.abs(found.inner / parityMargin(d, 2, innerKernel) - 1)).toBeLessThan(0.05);
    expect(Math.abs(found.outer / parityMargin(d, 2, outerKernel(1)) - 1)).toBeLessThan(0.06);
    expect(Math.abs(found.pointwiseInner / pointwiseInner - 1)).toBeLessThan(0.04);
    expect(Math.abs(found.pointwiseOuter / pointwiseOuter - 1)).toBeLessThan(0.08);
    expect(found.pointwiseInner).toBeLessThan(found.inner);
    expect(found.both).toBeCloseTo(Math.hypot(found.inner, found.outer / Math.sqrt(d)), 12);
  });

  test('with their mirror images drawn out have the margin that the short cut gives', () => {
    // A stream that hands out one neuron in all its images.
    const d = 3;
    const source = streams(1)('neurons');
    const neuron = Array.from({ length: d }, () => source.normal());
    let count = 0;
    const images = {
      ...source,
      normal: () => {
        const k = count % d;
        const image = Math.floor(count++ / d);
        return ((image >> k) & 1 ? -1 : 1) * neuron[k];
      },
    };
    const all = finished(neuronMargins(wholeCube(d), images, 2 ** d));
    const short = finished(mirroredMargins(wholeCube(d), streams(1)('neurons'), 1));
    expect(all.inner).toBeCloseTo(short.inner, 6);
    expect(all.outer).toBeCloseTo(short.outer, 6);
    expect(all.both).toBeCloseTo(short.both, 6);
  });
});

test('points are read as typed, and what does not fit is said', () => {
  const { inputs, labels, n, d } = planePoints('1,0;-0.6,0.8', '1,-1');
  expect([[...inputs], [...labels], n, d]).toEqual([[1, 0, -0.6, 0.8], [1, -1], 2, 2]);
  expect(pointsFault('', '')).toBeNull();
  expect(pointsFault('1,0', '1')).toBeNull();
  expect(pointsFault('1,0', '')).toContain('1 points and 0 labels');
  expect(pointsFault('', '1')).toContain('no points');
});

test('two points at a right angle with different labels, by hand', () => {
  // K is diagonal but for the product of the outer layer, 1/(2π): γ² = ½ of each diagonal, less half of that.
  const { inner, outer } = pointMargins(planePoints('1,0;0,1', '1,-1'));
  expect(inner).toBeCloseTo(Math.sqrt(0.25), 6);
  expect(outer).toBeCloseTo(Math.sqrt(0.25 - 1 / (4 * Math.PI)), 6);
});
