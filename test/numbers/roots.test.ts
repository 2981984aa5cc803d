import { describe, expect, test } from 'vitest';
import { bisect, brent, fixedPoint } from '#numbers/roots.ts';

const FUNCTIONS: [name: string, f: (x: number) => number, a: number, b: number, root: number][] = [
  ['x² − 2', (x) => x * x - 2, 0, 2, Math.SQRT2],
  ['falling', (x) => 2 - x * x, 0, 2, Math.SQRT2],
  ['cos x − x', (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
  ['flat: x⁹', (x) => x ** 9, -1, 1.7, 0],
  ['steep: log x', Math.log, 1e-12, 50, 1],
  ['a jump', (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
  ['reversed ends', (x) => x - 0.25, 1, 0, 0.25],
  ['a zero at an end', (x) => x, 0, 1, 0],
];

describe.each([
  ['bisect', bisect],
  ['brent', brent],
])('%s', (_, solve) => {
  test.each(FUNCTIONS)('%s', (_name, f, a, b, root) => {
    expect(Math.abs(solve(f, a, b) - root)).toBeLessThanOrEqual(1e-13);
  });

  test('refuses a bracket without a change of sign', () => {
    expect(() => solve((x) => x * x + 1, -1, 1)).toThrow(RangeError);
    expect(() => solve(() => NaN, -1, 1)).toThrow(RangeError);
  });

  test('stops at the asked tolerance', () => {
    let calls = 0;
    const root = solve((x) => (calls++, x ** 3 - 2), 0, 2, { tolerance: 1e-3 });
    expect(Math.abs(root - Math.cbrt(2))).toBeLessThanOrEqual(1e-3);
    expect(calls).toBeLessThan(16);
  });

  test('says when the iterations do not suffice', () => {
    expect(() => solve((x) => x ** 3 - 2, 0, 2, { maxIterations: 2 })).toThrow('2 iterations');
  });
});

test('Brent needs far fewer evaluations than bisection on a smooth function', () => {
  let calls = 0;
  brent((x) => (calls++, Math.exp(x) - 5), 0, 4);
  expect(calls).toBeLessThan(15);
});

describe('fixed points', () => {
  test('cos, plain', () => {
    const { x, converged } = fixedPoint((v) => v.map(Math.cos), [0], { tolerance: 1e-14 });
    expect(converged).toBe(true);
    expect(x[0]).toBeCloseTo(0.7390851332151607, 13);
  });

  test('damping tames an iteration that diverges without', () => {
    // x ← −3x + 4 has the fixed point 1 and slope −3.
    const g = (v: Float64Array) => v.map((x) => 4 - 3 * x);
    expect(fixedPoint(g, [0, 2], { maxIterations: 2000 }).converged).toBe(false);
    const damped = fixedPoint(g, [0, 2], { damping: 0.3 });
    expect(damped.converged).toBe(true);
    damped.x.forEach((x) => expect(x).toBeCloseTo(1, 11));
  });

  test('reports, does not hide, failure', () => {
    expect(fixedPoint((v) => v.map((x) => x + 1), [0], { maxIterations: 5 })).toMatchObject({
      converged: false,
      iterations: 5,
    });
    expect(fixedPoint((v) => v.map(() => NaN), [0]).converged).toBe(false);
    expect(() => fixedPoint((v) => v, [0], { damping: 0 })).toThrow(RangeError);
    expect(() => fixedPoint(() => new Float64Array(2), [0])).toThrow(RangeError);
  });
});
