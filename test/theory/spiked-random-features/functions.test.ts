/** Gaussian averages of the activations and targets against quadrature that knows nothing of them. */
import { describe, expect, test } from 'vitest';
import { integrate, normalPieces } from '#numbers/quadrature.ts';
import { functions, type FunctionName } from '#theory/spiked-random-features/functions.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import { students } from '#theory/spiked-random-features/students.ts';
import { expectDigits } from './support.ts';

const names = Object.keys(functions) as FunctionName[];

describe.each(names)('%s', (name) => {
  const f = functions[name];
  // tanh itself for large arguments, and a kink of the smoothed function wherever m + s z = 0.
  test.each([
    [0, 1],
    [0.7, 0.4],
    [-1.3, 1.1],
    [2.2, 0.9],
    [1.5, 2.4],
  ])('smoothed at mean %f and width %f', (m, s) => {
    const rule = normalPieces(
      [-4, -m / s, 4].sort((a, b) => a - b),
      96,
    );
    const average = (g: (z: number) => number) => integrate((z) => f.value(m + s * z) * g(z), rule);
    const { value, slope, square, curvature } = f.smoothed(m, s);
    expect(value).toBeCloseTo(
      average(() => 1),
      9,
    );
    expect(s * slope).toBeCloseTo(
      average((z) => z),
      9,
    );
    expect(s * s * curvature).toBeCloseTo(
      average((z) => z * z - 1),
      8,
    );
    expect(square).toBeCloseTo(
      integrate((z) => f.value(m + s * z) ** 2, rule),
      9,
    );
  });

  test('not smoothed at all it is the function', () => {
    for (const x of [-1.7, 0.3, 2]) {
      expect(f.smoothed(x, 0).value).toBeCloseTo(f.value(x), 14);
      expect(f.smoothed(x, 0).square).toBeCloseTo(f.value(x) ** 2, 14);
    }
  });
});

test('constants of the students', () => {
  const { tanh, erf, relu } = students;
  expectDigits(
    [tanh.slope, tanh.slopeVariance, tanh.secondMoment, tanh.third],
    [0.605706, 0.097524, 0.394294, -0.363595],
    6,
  );
  expectDigits([erf.slope, erf.slopeVariance, erf.third], [0.56419, 0.049243, -0.282095], 6);
  expect(erf.secondMoment).toBeCloseTo(1 / 3, 14);
  expect([relu.slope, relu.slopeVariance, relu.third]).toEqual([0.5, 0.25, 0]);
  expect(relu.mean).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15);
  expect([tanh.mean, erf.mean]).toEqual([0, 0]);
});

test('constants of the targets', () => {
  const { sin, sign, he1he3, he2 } = functions;
  expect(sin.slope).toBeCloseTo(Math.exp(-0.5), 15);
  expect(sin.secondMoment).toBeCloseTo((1 - Math.exp(-2)) / 2, 15);
  expect(sign.slope).toBeCloseTo(Math.sqrt(2 / Math.PI), 15);
  expect(he1he3.slope).toBeCloseTo(1, 14);
  expect(he1he3.secondMoment).toBeCloseTo(2, 13);
  expect([he2.mean, he2.slope]).toEqual([0, 0]);
  expect(he2.secondMoment).toBeCloseTo(1, 13);
});

test('the floor before the step', () => {
  const targets = ['tanh', 'erf', 'sin', 'sign', 'relu', 'he1he3'] as const;
  expectDigits(
    targets.map((target) => kernelFloor('relu', target)),
    [0.02742, 0.01502, 0.06445, 0.36338, 0.09085, 1],
    5,
  );
  // A student without a mean misses the mean of the target as well.
  expect(kernelFloor('tanh', 'relu')).toBeCloseTo(kernelFloor('relu', 'relu') + 1 / (2 * Math.PI), 14);
});
