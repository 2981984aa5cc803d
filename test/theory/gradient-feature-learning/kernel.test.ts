/** The tangent kernel on the cube, against an average over random neurons and at its two ends. */
import { describe, expect, test } from 'vitest';
import { matrixFrom } from '#numbers/linalg/matrix.ts';
import { dot, multiplyByTranspose } from '#numbers/linalg/products.ts';
import { normals, streams } from '#numbers/random.ts';
import { mean, standardError } from '#numbers/statistics.ts';
import { cubeKernel, kernelAt } from '#theory/gradient-feature-learning/kernel.ts';

const D = 6;

/** Two points of the cube that differ in so many bits, as (x/√D, 1). */
function pair(different: number): [Float64Array, Float64Array] {
  const x = Float64Array.from({ length: D + 1 }, (_, i) => (i < D ? 1 / Math.sqrt(D) : 1));
  return [x, x.map((value, i) => (i < different ? -value : value))];
}

describe('the kernel', () => {
  test.each([0, 1, 3, 5, 6])('is the mean product of tangent features, %i bits apart', (different) => {
    const [x, other] = pair(different);
    const source = streams(different)('neurons');
    const products = Array.from({ length: 20_000 }, () => {
      const w = normals(source, D + 1);
      const [z, z2] = [dot(w, x), dot(w, other)];
      // The gradient of a σ(⟨w, x⟩) in w and in a, with a² = 1.
      return z > 0 && z2 > 0 ? dot(x, other) + z * z2 : 0;
    });
    const kernel = kernelAt((D - 2 * different) / D);
    expect(Math.abs(mean(products) - kernel)).toBeLessThanOrEqual(4 * standardError(products) + 1e-12);
  });

  test('of a point with itself is its squared length, 2; of opposite points only the constant is left', () => {
    expect(kernelAt(1)).toBeCloseTo(2, 14);
    // Inner product 0, right angle: ‖x̄‖² sin θ/(2π).
    expect(kernelAt(-1)).toBeCloseTo(1 / Math.PI, 14);
  });

  test('rises with the product', () => {
    const values = [-1, -0.5, 0, 0.5, 1].map(kernelAt);
    expect([...values].sort((a, b) => a - b)).toEqual(values);
  });
});

test('a matrix of products becomes one of kernel values, in place', () => {
  const x = matrixFrom(3, 4, [1, 1, 1, 1, 1, -1, 1, 1, -1, -1, -1, -1]);
  const products = multiplyByTranspose(x, x);
  const kernel = cubeKernel(products, 4);
  expect(kernel).toBe(products);
  const wanted = [1, 0.5, -1, 0.5, 1, -0.5, -1, -0.5, 1].map(kernelAt);
  wanted.forEach((value, i) => expect(kernel.data[i]).toBeCloseTo(value, 14));
});
