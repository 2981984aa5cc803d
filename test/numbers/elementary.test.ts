import { describe, expect, test } from 'vitest';
import {
  portableAcos,
  portableCos,
  portableExp,
  portableLog,
  portableLog1p,
  portableSin,
  portableTanh,
  wholePower,
} from '#numbers/elementary.ts';
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

describe('portable functions agree with those of Math to a few units in the last place', () => {
  const { uniform } = streams(3)('points');
  const points = Array.from({ length: 4000 }, () => 2 * uniform() - 1);
  test.each([
    ['sin', portableSin, Math.sin, 100],
    ['cos', portableCos, Math.cos, 100],
    ['tanh', portableTanh, Math.tanh, 6],
    ['tanh near 0', portableTanh, Math.tanh, 1e-6],
  ] as const)('%s', (_, portable, native, scale) => {
    const worst = Math.max(...points.map((u) => Math.abs(portable(scale * u) - native(scale * u))));
    expect(worst).toBeLessThan(5e-16 * Math.min(1, scale));
  });

  test('log1p', () => {
    const xs = points.map((u) => Math.abs(u) ** 12);
    const worst = Math.max(...xs.map((x) => Math.abs(portableLog1p(x) / Math.log1p(x) - 1)));
    expect(worst).toBeLessThan(1e-15);
    expect(portableLog1p(0)).toBe(0);
  });

  test('ends', () => {
    expect([portableTanh(400), portableTanh(-400), portableTanh(0)]).toStrictEqual([1, -1, 0]);
    expect([portableTanh(NaN), portableSin(NaN), portableSin(Infinity)]).toStrictEqual([NaN, NaN, NaN]);
  });
});

test('the arc cosine agrees with Math.acos to two units in the last place, and is NaN beyond one', () => {
  const { uniform } = streams(6)('acos');
  for (let i = 0; i < 20_000; i++) {
    // Also close to both ends, and close to 0.
    const small = uniform() ** (1 + (i % 12));
    const x = [1 - small, small - 1, small, -small][i % 4];
    const reference = Math.acos(x);
    expect(Math.abs(portableAcos(x) - reference)).toBeLessThanOrEqual(2 * Number.EPSILON * reference);
  }
  expect([1, -1, 0, 0.5].map(portableAcos)).toEqual([0, Math.PI, Math.PI / 2, Math.acos(0.5)]);
  expect([1.1, -2, NaN].map(portableAcos)).toEqual([NaN, NaN, NaN]);
});

test('whole powers are exact where doubles hold them, also of negative exponents', () => {
  expect([0, 1, 5, 13].map((k) => wholePower(3, k))).toEqual([1, 3, 243, 1_594_323]);
  expect([wholePower(2, -10), wholePower(-2, 3), wholePower(0, 0)]).toEqual([2 ** -10, -8, 1]);
  expect(wholePower(0.99, 1000)).toBeCloseTo(Math.exp(1000 * Math.log(0.99)), 15);
});
