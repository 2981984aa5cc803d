import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chi,
  chiSlope,
  effectiveRidge,
  populationEdge,
  populationTrace,
  populationTraceSlope,
  ridgeOf,
  ridgeSlope,
  sampleOutlier,
  trace,
  traceSlope,
  type Bulk,
} from '#theory/non-linear-spikes/bulk.ts';
import { atomAtZero, bulkDensity, singularValueDensity } from '#theory/non-linear-spikes/density.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { monicRoots } from '#theory/non-linear-spikes/quartic.ts';
import { bisect } from '#numbers/roots.ts';
import { bareBulk, relu, sine, tanh } from './support.ts';

const inRange = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const bulks = fc.record({
  c1Squared: inRange(0.01, 1.5),
  bSquared: inRange(0.02, 1.5),
  phi: inRange(0.1, 1.5),
  psi: inRange(0.2, 3),
});
/** Relative difference. */
const apart = (x: number, y: number) => Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y), 1e-300);

describe('the equations of the bulk', () => {
  test('χ and λ solve them on both sides, and the slopes are theirs', () => {
    fc.assert(
      fc.property(bulks, inRange(-3, 3), fc.boolean(), (bulk, exponent, above) => {
        const { c1Squared: c, bSquared: b2, phi, psi } = bulk;
        const kappa = above ? 10 ** exponent : -populationEdge(bulk) * (1.01 + 10 ** exponent);
        const x = chi(bulk, kappa);
        expect(above ? x > 0 && x <= 1 : x > 1).toBe(true);
        expect(apart((1 - x) * (b2 + kappa + c * x), (c * x) / psi)).toBeLessThan(1e-6);
        const lambda = ridgeOf(bulk, kappa);
        expect((kappa - lambda) * (b2 + kappa + c * x) - (phi / psi) * kappa * (b2 + c * x)).toBeCloseTo(
          0,
          6,
        );
        const h = 1e-6 * Math.abs(kappa);
        const slope = (f: (at: number) => number) => (f(kappa + h) - f(kappa - h)) / (2 * h);
        const scale = 1 / Math.abs(kappa);
        expect(Math.abs(chiSlope(bulk, kappa) - slope((k) => chi(bulk, k)))).toBeLessThan(1e-6 * scale);
        expect(ridgeSlope(bulk, kappa)).toBeCloseTo(
          slope((k) => ridgeOf(bulk, k)),
          5,
        );
        expect(
          apart(
            traceSlope(bulk, kappa),
            slope((k) => trace(bulk, k)),
          ),
        ).toBeLessThan(1e-5);
      }),
      { numRuns: 200 },
    );
  });

  test('κ(λ) inverts λ(κ)', () => {
    fc.assert(
      fc.property(bulks, inRange(-4, 2), (bulk, exponent) => {
        const lambda = 10 ** exponent;
        const kappa = effectiveRidge(bulk, lambda);
        expect(kappa).toBeGreaterThan(lambda);
        expect(apart(ridgeOf(bulk, kappa), lambda)).toBeLessThan(1e-9);
      }),
    );
    expect(() => effectiveRidge(bareBulk(relu, 0.5, 0.5), 0)).toThrow(/positive/);
  });

  test('between the two sides χ is no number', () => {
    const bulk = bareBulk(relu, 0.5, 0.5);
    expect(chi(bulk, -0.5 * populationEdge(bulk))).toBeNaN();
  });

  test('τ̄ is minus τ', () => {
    const bulk = bareBulk(tanh, 0.5, 0.7);
    expect(populationTrace(bulk, 9)).toBeCloseTo(-trace(bulk, -9), 14);
    expect(populationTraceSlope(bulk, 9)).toBeLessThan(0);
  });
});

describe('Marchenko–Pastur, without a linear part', () => {
  const bulk: Bulk = { c1Squared: 0, bSquared: 0.7, phi: 0.4, psi: 0.25 };
  const r = 1.6;
  const [low, high] = [0.7 * (1 - Math.sqrt(r)) ** 2, 0.7 * (1 + Math.sqrt(r)) ** 2];

  test('edge', () => {
    const { k, z } = bulkEdge(bulk);
    expect(k).toBeCloseTo(0.7 * (1 + Math.sqrt(r)), 7);
    expect(z).toBeCloseTo(high, 13);
  });

  test('density', () => {
    for (const x of [0.1, 0.5, 1, 2, 3]) {
      const exact = Math.sqrt(Math.max(0, (high - x) * (x - low))) / (2 * Math.PI * 0.7 * x);
      expect(bulkDensity(bulk, x)).toBeCloseTo(exact, 12);
    }
    expect(bulkDensity(bulk, low * 0.9)).toBe(0);
  });

  test('a small linear part changes little', () => {
    const almost = { ...bulk, c1Squared: 1e-8 };
    expect(bulkEdge(almost).z).toBeCloseTo(high, 6);
    expect(bulkDensity(almost, 1)).toBeCloseTo(bulkDensity(bulk, 1), 6);
  });

  test('the ridge equation is a quadratic', () => {
    const kappa = effectiveRidge(bulk, 0.3);
    expect((kappa - 0.3) * (kappa + 0.7)).toBeCloseTo(r * kappa * 0.7, 13);
  });
});

test('no variance, no bulk', () => {
  expect(bulkEdge({ c1Squared: 0, bSquared: 0, phi: 1, psi: 1 })).toEqual({ k: 0, z: 0, trace: Infinity });
});

describe('edge by another route', () => {
  test('the density ends where z′ vanishes', () => {
    fc.assert(
      fc.property(bulks, (bulk) => {
        const { z } = bulkEdge(bulk);
        const inside = (x: number) => (bulkDensity(bulk, x) > 0 ? 1 : -1);
        const end = bisect(inside, z * 0.98, z * 1.02, { tolerance: 1e-12 });
        expect(apart(end, z)).toBeLessThan(1e-7);
      }),
      { numRuns: 100 },
    );
  });

  test('z(k) is smallest there', () => {
    const bulk = bareBulk(sine, 0.5, 0.5);
    const { k, z } = bulkEdge(bulk);
    for (const factor of [0.999, 1.001, 1.1, 3]) expect(sampleOutlier(bulk, k * factor)).toBeGreaterThan(z);
  });
});

describe('density', () => {
  /** m and χ by damped iteration of the two equations at x + iε: slow, another formulation. */
  function iterated({ c1Squared: c, bSquared, phi, psi }: Bulk, x: number, epsilon: number): number {
    type Pair = readonly [number, number];
    const times = ([a, b]: Pair, [e, f]: Pair): Pair => [a * e - b * f, a * f + b * e];
    const over = (scale: number, [a, b]: Pair): Pair => [
      (scale * a) / (a * a + b * b),
      (-scale * b) / (a * a + b * b),
    ];
    const half = ([a, b]: Pair, [e, f]: Pair): Pair => [(a + e) / 2, (b + f) / 2];
    let m = over(-1, [x, epsilon]);
    let share: Pair = [1, 0];
    for (let step = 0; step < 4000; step++) {
      const q: Pair = [bSquared + c * share[0], c * share[1]];
      const mq = times(m, q);
      const below: Pair = [1 + mq[0], mq[1]];
      const part = times(q, over(phi / psi, below));
      const ratio = times(m, over(c / psi, below));
      m = half(m, over(1, [part[0] - x, part[1] - epsilon]));
      share = half(share, over(1, [1 + ratio[0], ratio[1]]));
    }
    return m[1] / Math.PI;
  }

  test.each([
    ['ReLU', bareBulk(relu, 0.5, 0.5)],
    ['sine, narrow', bareBulk(sine, 0.3, 0.9)],
    ['tanh, wide', bareBulk(tanh, 0.5, 0.25)],
  ])('%s: agrees with the iteration of the equations', (_name, bulk) => {
    const { z } = bulkEdge(bulk);
    for (const share of [0.1, 0.3, 0.6, 0.9]) {
      expect(apart(bulkDensity(bulk, share * z), iterated(bulk, share * z, 1e-7))).toBeLessThan(1e-4);
    }
  });

  test.each([
    ['ReLU', bareBulk(relu, 0.5, 0.5)],
    ['fewer neurons than samples', bareBulk(relu, 0.5, 1.25)],
    ['more neurons than samples', bareBulk(sine, 0.6, 0.4)],
  ])('%s: the mass is 1, with the zeros', (_name, bulk) => {
    const top = Math.sqrt(bulkEdge(bulk).z);
    const count = 4000;
    let mass = atomAtZero(bulk);
    for (let i = 0; i < count; i++)
      mass += (singularValueDensity(bulk, (top * (i + 0.5)) / count) * top) / count;
    expect(mass).toBeCloseTo(1, 3);
    expect(singularValueDensity(bulk, 0)).toBe(0);
    expect(bulkDensity(bulk, 1.01 * top * top)).toBe(0);
  });
});

test('roots of polynomials', () => {
  // (x − 1)(x + 2)(x² + 9)
  const roots = [...monicRoots([-18, 9, 7, 1])].sort((a, b) => a.re - b.re || a.im - b.im);
  const expected = [
    [-2, 0],
    [0, -3],
    [0, 3],
    [1, 0],
  ];
  // Conjugate roots may differ in the last bit of their real part.
  const byImaginary = [roots[0], ...roots.slice(1, 3).sort((a, b) => a.im - b.im), roots[3]];
  byImaginary.forEach(({ re, im }, i) => {
    expect(re).toBeCloseTo(expected[i][0], 12);
    expect(im).toBeCloseTo(expected[i][1], 12);
  });
  expect(monicRoots([0, 0])).toEqual([
    { re: 0, im: 0 },
    { re: 0, im: 0 },
  ]);
});
