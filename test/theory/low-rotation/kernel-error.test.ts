/** The spectrum of a kernel on the cube, and what it says about learning. */
import { describe, expect, test } from 'vitest';
import { cubeSpectrum, kernelError } from '#theory/low-rotation/kernel-error.ts';
import { bothKernel, cubeMargin, innerKernel, outerKernel } from '#theory/low-rotation/kernels.ts';
import { wholeCube } from '#theory/low-rotation/data.ts';

describe('the spectrum', () => {
  test('is that of the matrix of kernels on the cube: applied to a product of j coordinates', () => {
    const d = 5;
    const { inputs, n } = wholeCube(d);
    const kernel = bothKernel(d);
    const { values, counts, rest } = cubeSpectrum(d, kernel);
    const product = (i: number, j: number): number => {
      let sign = 1;
      for (let k = 0; k < j; k++) sign *= Math.sign(inputs[i * d + k]);
      return sign;
    };
    for (let j = 0; j <= d; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        let rho = 0;
        for (let k = 0; k < d; k++) rho += inputs[k] * inputs[i * d + k];
        sum += (kernel(rho) * product(i, j) * product(0, j)) / n;
      }
      // At ρ = 1 the kernel has a root of what rounding leaves.
      expect(values[j], `degree ${j}`).toBeCloseTo(sum, 8);
    }
    expect([...counts]).toEqual([1, 5, 10, 10, 5, 1]);
    expect(rest).toBeLessThan(1e-8);
  });

  test.each([4, 10, 40])('d = %s: degree two is the squared margin of the cube', (d) => {
    for (const kernel of [innerKernel, outerKernel(1), bothKernel(d)])
      expect(Math.sqrt(cubeSpectrum(d, kernel).values[2])).toBeCloseTo(cubeMargin(d, kernel), 9);
  });

  test('eigenvalues add up to the trace', () => {
    const { values, counts, rest } = cubeSpectrum(30, bothKernel(30));
    const sum = values.reduce((total, value, j) => total + counts[j] * value, rest);
    expect(sum).toBeCloseTo(bothKernel(30)(1), 12);
    expect(rest).toBeGreaterThan(0);
  });
});

describe('the error', () => {
  // d, n, mean and sd of three samples in the reference table.
  test.each([
    [10, 20, 0.37, 0.034],
    [10, 40, 0.171, 0.05],
    [10, 160, 0, 0],
    [20, 40, 0.405, 0.009],
    [20, 80, 0.339, 0.011],
    [20, 160, 0.148, 0.015],
    [20, 320, 0.011, 0.003],
    [30, 60, 0.438, 0.005],
    [30, 120, 0.384, 0.021],
    [30, 240, 0.273, 0.027],
    [30, 480, 0.048, 0.002],
    [30, 960, 0, 0],
  ])('d = %s, n = %s: near %s', (d, n, mean, sd) => {
    const { error } = kernelError(cubeSpectrum(d, bothKernel(d)), n);
    expect(Math.abs(error - mean)).toBeLessThan(0.01 + 2 * sd);
  });

  test('depends on n/d² in many dimensions', () => {
    const at = (d: number, share: number): number =>
      kernelError(cubeSpectrum(d, bothKernel(d)), share * d * d).error;
    for (const share of [0.2, 0.4]) expect(Math.abs(at(20, share) - at(30, share))).toBeLessThan(0.025);
    expect(at(30, 0.1)).toBeGreaterThan(0.4);
    expect(at(30, 1)).toBeLessThan(0.001);
  });

  test('is zero once the share of right signs rounds to one, and not before', () => {
    const spectrum = cubeSpectrum(10, bothKernel(10));
    const errors = Array.from({ length: 41 }, (_, i) => kernelError(spectrum, 120 + i).error);
    // 4.6e-19 by the formula at n = 160.
    expect(errors.at(-1)).toBe(0);
    const positive = errors.filter((error) => error > 0);
    expect(positive.length).toBeGreaterThan(10);
    expect(positive.length).toBeLessThan(41);
    expect(errors.slice(0, positive.length)).toEqual(positive);
    for (const error of positive) expect(1 - error).toBeLessThan(1);
  });

  test('is a coin flip without samples to speak of, and nothing with the whole cube', () => {
    const spectrum = cubeSpectrum(4, innerKernel);
    expect(kernelError(spectrum, 1).error).toBeGreaterThan(0.4);
    const { learned, error } = kernelError(spectrum, 16);
    expect(learned).toBeCloseTo(1, 9);
    expect(error).toBe(0);
  });
});
