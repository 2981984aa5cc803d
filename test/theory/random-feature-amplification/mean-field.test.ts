import { describe, expect, test } from 'vitest';
import {
  meanFieldPath,
  memorisedNoise,
  neuronsOf,
  type MeanField,
} from '#theory/random-feature-amplification/mean-field.ts';
import {
  meanReluPair,
  populationGradient,
} from '#theory/random-feature-amplification/population-gradient.ts';
import type { Setting } from '#theory/random-feature-amplification/setting.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import { streams } from '#numbers/random.ts';

const setting: Setting = { d: 100, n: 1000, m: 200, sigma: 0.2, xi: 0.15, omega: 0.01, alpha: 0.5 };

/** The recursion's mean over five draws of the first weights. */
function averaged(changes: Partial<Setting>, at: readonly number[]): Omit<MeanField, 'movement'>[] {
  const values = { ...setting, ...changes };
  const seeds = [0, 1, 2, 3, 4];
  const paths = seeds.map((seed) => {
    const { inner, outer } = firstWeights(streams(seed)('weights'), values);
    return meanFieldPath(neuronsOf(inner, outer, values.d), values, at);
  });
  const mean = (pick: (state: MeanField) => number, i: number) =>
    paths.reduce((sum, path) => sum + pick(path[i]), 0) / seeds.length;
  return at.map((_, i) => ({
    own: mean((state) => state.own, i),
    norm: mean((state) => state.norm, i),
    margin: mean((state) => state.margin, i),
  }));
}

describe('reference table of the default setting (mean over five draws of the weights)', () => {
  const rows = [
    [0, 0.079, 0.1, 0],
    [1, 0.088, 0.1, 0.002],
    [5, 0.132, 0.1, 0.014],
    [10, 0.205, 0.102, 0.034],
    [20, 0.381, 0.107, 0.093],
    [40, 0.657, 0.131, 0.237],
    [60, 0.789, 0.163, 0.368],
    [100, 0.878, 0.228, 0.583],
    [200, 0.906, 0.359, 0.95],
    [400, 0.875, 0.525, 1.33],
  ] as const;
  const path = averaged(
    {},
    rows.map(([step]) => step),
  );
  // Other draws of the weights: the means of five vary by about .003 (own), .0005 (norm), .002 (margin).
  test.each(rows.map((row, i) => [...row, i] as const))('t = %i', (_step, own, norm, margin, i) => {
    expect(Math.abs(path[i].own - own)).toBeLessThan(0.01);
    expect(Math.abs(path[i].norm - norm)).toBeLessThan(0.0025);
    expect(Math.abs(path[i].margin - margin)).toBeLessThan(0.006);
  });
});

describe('reference values at other settings', () => {
  test.each([
    [{ n: 4000 }, [0.396, 0.82, 0.957]],
    [{ n: 300 }, [0.371, 0.726, 0.794]],
    [{ xi: 0 }, [0.526, 0.895, 0.968]],
    [{ d: 200, n: 2000 }, [0.225, 0.638, 0.878]],
    [{ sigma: 0.4, n: 2000 }, [0.229, 0.595, 0.813]],
  ] as const)('%o', (changes, expected) => {
    averaged(changes, [20, 60, 200]).forEach((state, i) =>
      expect(Math.abs(state.own - expected[i])).toBeLessThan(0.015),
    );
  });

  test.each([
    [50, 0.504],
    [100, 0.625],
    [200, 0.737],
    [400, 0.83],
    [800, 0.891],
    [1600, 0.93],
  ])('own cosine at t = 200 with n = %i', (n, expected) => {
    expect(Math.abs(averaged({ n }, [200])[0].own - expected)).toBeLessThan(0.01);
  });
});

describe('second routes', () => {
  test('with unlimited samples it is gradient flow of whole weight vectors on the population gradient', () => {
    const values = { ...setting, d: 12, m: 20, n: 1e15, sigma: 0.4, omega: 0.02 };
    const { inner, outer } = firstWeights(streams(7)('weights'), values);
    const rows = Array.from({ length: values.m }, (_, j) =>
      Float64Array.from(inner.subarray(j * values.d, (j + 1) * values.d)),
    );
    for (let step = 0; step < 30; step++) {
      let margin = 0;
      rows.forEach((w, j) => {
        const norm = Math.hypot(...w);
        const difference = meanReluPair(w[0], norm, values.sigma) - meanReluPair(w[1], norm, values.sigma);
        margin += 0.5 * outer[j] * difference;
      });
      const drive = (1 - values.xi) / (1 + Math.exp(margin)) - values.xi / (1 + Math.exp(-margin));
      rows.forEach((w, j) => {
        const gradient = populationGradient(w, values.sigma);
        for (let k = 0; k < w.length; k++) w[k] += values.alpha * outer[j] * drive * gradient[k];
      });
    }
    const own = rows.map((w, j) => Math.abs(outer[j] > 0 ? w[0] : w[1]) / Math.hypot(...w));
    const [state] = meanFieldPath(neuronsOf(inner, outer, values.d), values, [30]);
    expect(state.own).toBeCloseTo(own.reduce((a, b) => a + b) / own.length, 10);
    expect(state.norm).toBeCloseTo(
      rows.map((w) => Math.hypot(...w)).reduce((a, b) => a + b) / rows.length,
      10,
    );
  });

  test('early noise growth per step is α/√m · σ/2 · √((d−2)/2n) when every slope is ½', () => {
    const pull = setting.alpha / 2;
    const expected = ((setting.alpha * setting.sigma) / (2 * Math.sqrt(setting.m))) * Math.sqrt(98 / 2000);
    expect(Math.sqrt(memorisedNoise(pull, pull, setting))).toBeCloseTo(expected, 12);
  });

  test('a mirrored network starts at margin exactly 0', () => {
    const { inner, outer } = firstWeights(streams(1)('weights'), { ...setting, mirrored: true });
    expect(meanFieldPath(neuronsOf(inner, outer, setting.d), setting, [0])[0].margin).toBeCloseTo(0, 15);
  });

  test('with coin-flip labels nothing is learned: the own cosine only falls', () => {
    const { inner, outer } = firstWeights(streams(1)('weights'), setting);
    const path = meanFieldPath(neuronsOf(inner, outer, 100), { ...setting, xi: 0.5 }, [0, 50, 200]);
    expect(path[1].own).toBeLessThan(path[0].own);
    expect(path[2].own).toBeLessThan(path[1].own);
  });
});
