/** Error function and losses against printed values and their own limits. */
import { describe, expect, test } from 'vitest';
import { erf } from '#engine/erf.ts';
import { losses } from '#engine/losses.ts';

describe('erf', () => {
  // Abramowitz & Stegun, table 7.1; the last from erfc(4) = 1.541725790028002e-8.
  test.each([
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.5, 0.9995930479825551],
    [3, 0.9999779095030014],
    [4, 1 - 1.541725790028002e-8],
  ])('erf(%f)', (z, value) => {
    expect(Math.abs(erf(z) - value)).toBeLessThan(4e-16);
    expect(erf(-z) + erf(z)).toBe(0);
  });

  test('ends', () => {
    expect([erf(40), erf(Infinity), erf(-Infinity)]).toStrictEqual([1, 1, -1]);
    expect(erf(NaN)).toBeNaN();
  });
});

describe('losses', () => {
  test('the logistic loss and its slope are finite where e^q overflows, and exact where it vanishes', () => {
    const { value, slope } = losses.logistic;
    expect(value(0, 1)).toBeCloseTo(Math.LN2, 15);
    expect(value(-2000, 1)).toBe(2000);
    expect(value(2000, 1)).toBe(0);
    expect(value(50, 1)).toBeCloseTo(Math.exp(-50), 30);
    expect(slope(-2000, 1)).toBe(-1);
    expect(slope(2000, -1)).toBe(1);
    expect(Math.abs(slope(2000, 1))).toBe(0);
    expect(slope(0.3, -1)).toBeCloseTo(1 / (1 + Math.exp(-0.3)), 15);
  });

  test('hinge and square', () => {
    expect([losses.hinge.value(0.25, -1), losses.hinge.slope(0.25, -1)]).toStrictEqual([1.25, 1]);
    expect([losses.hinge.value(1.5, 1), losses.hinge.slope(1.5, 1)]).toStrictEqual([0, 0]);
    expect([losses.square.value(3, 1), losses.square.slope(3, 1)]).toStrictEqual([2, 2]);
  });

  test.each(Object.entries(losses))('%s passes NaN on', (_, { value }) => {
    expect(value(NaN, 1)).toBeNaN();
  });
});
