/** The first gradient on the XOR mixture: closed form, shares of directions, margins and coverage, each by a second route. */
import { describe, expect, test } from 'vitest';
import { sphereRows, streams } from '#numbers/random.ts';
import { coverBound, coverProbability } from '#theory/gradient-feature-learning/coverage.ts';
import {
  directionGrid,
  featureShares,
  limitShares,
  planeLaw,
} from '#theory/gradient-feature-learning/directions.ts';
import {
  BEST_MARGIN,
  clusterMargin,
  marginOfAngles,
  meanMargins,
  MIXED_MARGIN,
} from '#theory/gradient-feature-learning/margin-law.ts';
import { largestMargin, marginReadout } from '#theory/gradient-feature-learning/margin.ts';
import { mixtureGradient, noise, thresholdOf } from '#theory/gradient-feature-learning/mixture.ts';

const r = Math.SQRT1_2;

describe('the closed form of G', () => {
  test('is the mean of y x over samples that switch the neuron on', () => {
    const setting = { d: 12, kappa: 1.5 };
    const sigma = noise(setting);
    const b = thresholdOf(setting, 0.3);
    const w = sphereRows(streams(3)('weights'), 1, setting.d);
    const source = streams(3)('data');
    const sum = new Float64Array(setting.d);
    const n = 120_000;
    let on = 0;
    for (let i = 0; i < n; i++) {
      const cluster = i % 4;
      const x = Float64Array.from({ length: setting.d }, () => sigma * source.normal());
      x[cluster < 2 ? 0 : 1] += cluster % 2 === 0 ? 1 : -1;
      let inner = 0;
      for (let k = 0; k < setting.d; k++) inner += w[k] * x[k];
      if (inner <= b) continue;
      on++;
      for (let k = 0; k < setting.d; k++) sum[k] += ((cluster < 2 ? 1 : -1) * x[k]) / n;
    }
    const g = mixtureGradient(w[0], w[1], b, sigma);
    // Four standard deviations of a mean of n terms of size at most 1 or so.
    const tolerance = 4 / Math.sqrt(n);
    expect(Math.abs(sum[0] - g.along[0])).toBeLessThan(tolerance);
    expect(Math.abs(sum[1] - g.along[1])).toBeLessThan(tolerance);
    for (let k = 2; k < setting.d; k++) expect(Math.abs(sum[k] - g.own * w[k])).toBeLessThan(tolerance);
    expect(on / n).toBeGreaterThan(0);
  });
});

describe('shares of directions', () => {
  test('the grid has the moments of a uniform direction: d⟨ŵ, μ⟩² has mean 1 and ⟨ŵ, μ⟩⁴ mean 3/(d(d + 2))', () => {
    for (const d of [5, 20, 100]) {
      const { nodes, weights } = directionGrid(d, 400);
      let [square, fourth, mixed] = [0, 0, 0];
      nodes.forEach((u, i) =>
        nodes.forEach((v, k) => {
          const weight = weights[i * nodes.length + k];
          square += weight * u * u;
          fourth += weight * u ** 4;
          mixed += weight * u * u * v * v;
        }),
      );
      expect(d * square).toBeCloseTo(1, 2);
      expect((fourth * d * (d + 2)) / 3).toBeCloseTo(1, 1);
      expect(mixed * d * (d + 2)).toBeCloseTo(1, 1);
    }
  });

  test('tend to the two limits', () => {
    const grid = directionGrid(100, 400);
    const shares = (kappa: number, q: number) =>
      featureShares({ d: 100, kappa, q, strength: 1e-6 }, 0.05, grid);
    for (const q of [0.1, 0.25, 0.4, 0.5]) {
      const limit = limitShares(1000, q, 0.05);
      expect(limit.axis).toBeCloseTo(q * (2 - 4 * q), 12);
      // A gradient without length has a direction too: a bar of length removes it.
      const far = featureShares({ d: 100, kappa: 1000, q, strength: 0.02 }, 0.05, grid);
      expect(Math.abs(far.axis - limit.axis)).toBeLessThan(0.006);
      expect(Math.abs(far.diagonal - limit.diagonal)).toBeLessThan(0.006);
    }
    // Below, a part of G lies outside of the plane and takes some neurons from the cones.
    // Both cones of an axis are 2 arccos(0.95) wide.
    const wide = limitShares(0.1, 0.3, 0.05).axis;
    expect(wide).toBeCloseTo((4 * 18.194872) / 360, 7);
    expect(Math.abs(shares(0.1, 0.3).axis - wide)).toBeLessThan(0.02);
  });
});

describe('margins', () => {
  test('of axes, diagonals, and one axis with a diagonal', () => {
    expect(marginOfAngles([1, 0], [0, 1])).toBeCloseTo(BEST_MARGIN, 12);
    expect(marginOfAngles([r, r], [r, r])).toBeCloseTo(0, 12);
    expect(marginOfAngles([1, r], [0, r])).toBeCloseTo(MIXED_MARGIN, 12);
    expect(marginOfAngles([], [])).toBe(0);
    // Diagonals stay at zero with any thresholds.
    const diagonals = [1, -1].flatMap((x) => [1, -1].map((y) => [x * r, y * r] as const));
    expect(largestMargin(diagonals, [0.1, -0.2, 0.3, 0])).toBeCloseTo(0, 9);
  });

  test('the formula of one variable is the linear program', () => {
    const source = streams(8)('angles');
    for (let draw = 0; draw < 40; draw++) {
      const along = Array.from({ length: 1 + (draw % 9) }, () => {
        const angle = 2 * Math.PI * source.uniform();
        const length = 0.5 + 0.5 * source.uniform();
        return [length * Math.cos(angle), length * Math.sin(angle)] as const;
      });
      const formula = marginOfAngles(
        along.map(([one]) => Math.abs(one)),
        along.map(([, two]) => Math.abs(two)),
      );
      const both = [...along, ...along.map(([one, two]) => [-one, -two] as const)];
      expect(formula).toBeCloseTo(largestMargin(both), 9);
      const { margin, outer } = marginReadout(both);
      expect(outer.reduce((sum, a) => sum + Math.abs(a), 0)).toBeLessThan(1 + 1e-9);
      const at = (x: number, y: number): number =>
        both.reduce((sum, [one, two], j) => sum + outer[j] * Math.max(0, one * x + two * y), 0);
      expect(Math.min(at(1, 0), at(-1, 0), -at(0, 1), -at(0, -1))).toBeCloseTo(margin, 9);
    }
  });

  test('their mean is that of many draws', () => {
    for (const [kappa, q] of [
      [20, 0.25],
      [5, 0.5],
      [0.5, 0.25],
    ]) {
      const setting = { d: 30, kappa, q, strength: 0.02 };
      const [sigma, b] = [noise(setting), thresholdOf(setting, q)];
      const source = streams(1)('weights');
      const ms = [3, 12];
      const predicted = meanMargins(planeLaw(setting, directionGrid(30, 150)), ms);
      ms.forEach((m, i) => {
        const draws = 600;
        let sum = 0;
        for (let draw = 0; draw < draws; draw++) {
          const rows = sphereRows(source, m, 30);
          const kept = Array.from({ length: m }, (_, j) =>
            mixtureGradient(rows[30 * j], rows[30 * j + 1], b, sigma),
          ).filter(({ length }) => length >= setting.strength);
          sum += marginOfAngles(
            kept.map(({ along, length }) => Math.abs(along[0]) / length),
            kept.map(({ along, length }) => Math.abs(along[1]) / length),
          );
        }
        // Four standard deviations of the mean, each draw having at most 0.11.
        expect(Math.abs(sum / draws - predicted[i]), `κ = ${kappa}, m = ${m}`).toBeLessThan(0.018);
      });
    }
  });

  test('for whole clusters is the limit of κ, and zero without bias', () => {
    const law = planeLaw({ d: 100, kappa: 1000, q: 0.25, strength: 0.02 }, directionGrid(100, 200));
    const ms = [2, 4, 10];
    meanMargins(law, ms).forEach((value, i) =>
      expect(Math.abs(value - clusterMargin(ms[i], 0.25))).toBeLessThan(0.003),
    );
    expect(clusterMargin(50, 0.5)).toBe(0);
    expect(clusterMargin(400, 0.25)).toBeCloseTo(BEST_MARGIN, 12);
  });
});

describe('coverage', () => {
  test('by inclusion and exclusion is the count of all ways to fall', () => {
    // Events of one neuron: +μ₁, −μ₁, +μ₂, −μ₂, both +μ₁ and +μ₂ (and the other three), none.
    const [axis, both] = [0.3, 0.08];
    const single = (axis - both) / 2;
    const kinds = [
      ...['a', 'b', 'c', 'd'].map((hits) => ({ hits, p: single })),
      ...['ac', 'ad', 'bc', 'bd'].map((hits) => ({ hits, p: both / 4 })),
      { hits: '', p: 1 - 2 * axis + both },
    ];
    const brute = (m: number, all: (hits: Set<string>) => boolean): number => {
      let states = new Map([['', 1]]);
      for (let j = 0; j < m; j++) {
        const next = new Map<string, number>();
        for (const [state, p] of states)
          for (const kind of kinds) {
            const key = [...new Set(state + kind.hits)].sort().join('');
            next.set(key, (next.get(key) ?? 0) + p * kind.p);
          }
        states = next;
      }
      let sum = 0;
      for (const [state, p] of states) if (all(new Set(state))) sum += p;
      return sum;
    };
    const shares = { axis, both, diagonal: 0 };
    for (const m of [1, 2, 3, 5, 9, 20]) {
      const two = (hits: Set<string>): boolean =>
        (hits.has('a') || hits.has('b')) && (hits.has('c') || hits.has('d'));
      expect(coverProbability(m, shares, 'both')).toBeCloseTo(brute(m, two), 12);
      expect(coverProbability(m, shares, 'one')).toBeCloseTo(
        brute(m, (hits) => hits.size === 4),
        12,
      );
      for (const signs of ['both', 'one'] as const)
        expect(coverBound(m, shares, signs)).toBeLessThanOrEqual(coverProbability(m, shares, signs) + 1e-12);
    }
  });

  test('three candidates at p = 0.27 cover with probability 0.32, as the reference says', () => {
    expect(coverProbability(3, { axis: 0.27, both: 0, diagonal: 0 }, 'both')).toBeCloseTo(0.32, 2);
  });
});
