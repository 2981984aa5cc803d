import { expect, test } from 'vitest';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { streams } from '#numbers/random.ts';

test('the logarithm agrees with Math.log to two units in the last place', () => {
  const { uniform } = streams(1)('log');
  for (let i = 0; i < 20_000; i++) {
    // From the smallest normal double to the largest, and close to 1.
    const x = i % 2 === 0 ? 2 ** (2044 * uniform() - 1022) : 1 + (uniform() - 0.5) * 2 ** -(i % 50);
    const reference = Math.log(x);
    expect(Math.abs(portableLog(x) - reference)).toBeLessThanOrEqual(
      2 * Number.EPSILON * Math.abs(reference),
    );
  }
});

test('known logarithms', () => {
  expect(portableLog(1)).toBe(0);
  expect(portableLog(2)).toBe(Math.LN2);
  expect(portableLog(0.5)).toBe(-Math.LN2);
  expect(portableLog(Math.E)).toBeCloseTo(1, 15);
  expect(portableLog(10)).toBeCloseTo(Math.LN10, 15);
  expect(portableLog(5e-324)).toBeCloseTo(-1074 * Math.LN2, 12);
  expect([portableLog(0), portableLog(Infinity), portableLog(-1), portableLog(NaN)]).toEqual([
    -Infinity,
    Infinity,
    NaN,
    NaN,
  ]);
});

test('the exponential agrees with Math.exp to two units in the last place', () => {
  const { uniform } = streams(2)('exp');
  for (let i = 0; i < 20_000; i++) {
    const x = i % 2 === 0 ? 1417 * uniform() - 708 : (uniform() - 0.5) * 2 ** -(i % 50);
    const reference = Math.exp(x);
    expect(Math.abs(portableExp(x) - reference)).toBeLessThanOrEqual(2 * Number.EPSILON * reference);
  }
});

test('known exponentials and limits', () => {
  expect(portableExp(0)).toBe(1);
  expect(portableExp(1)).toBeCloseTo(Math.E, 15);
  expect([portableExp(-Infinity), portableExp(Infinity), portableExp(710), portableExp(NaN)]).toEqual([
    0,
    Infinity,
    Infinity,
    NaN,
  ]);
  // A subnormal result keeps as many digits as it has.
  expect(portableExp(-740) / Math.exp(-740)).toBeCloseTo(1, 2);
  expect(portableExp(709.78)).toBeLessThan(Infinity);
});
