import { describe, expect, test } from 'vitest';
import { accuracy } from '#numbers/statistics.ts';
import { flipLabels, sampleXor } from '#theory/random-feature-amplification/data.ts';
import {
  clusterAccuracy,
  evenEnergy,
  flippedFitted,
  meanMargin,
  measureNeurons,
  relativeMovement,
  shareCaptured,
} from '#theory/random-feature-amplification/measures.ts';
import { fractionAbove, meanAbsCosine } from '#theory/random-feature-amplification/random-features.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import { streams } from '#numbers/random.ts';

describe('data', () => {
  const sample = sampleXor(streams(0)('data'), { n: 20_000, d: 5, sigma: 0.3 });

  test('clusters are equally likely, centred and noisy as stated', () => {
    for (let c = 0; c < 4; c++) {
      const rows = [...sample.cluster.keys()].filter((i) => sample.cluster[i] === c);
      expect(Math.abs(rows.length / sample.n - 0.25)).toBeLessThan(0.015);
      const centre = [
        [1, 0, 0, 0, 0],
        [-1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0],
        [0, -1, 0, 0, 0],
      ][c];
      for (let k = 0; k < 5; k++) {
        const values = rows.map((i) => sample.inputs[i * 5 + k]);
        const mean = values.reduce((a, b) => a + b) / values.length;
        const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
        expect(Math.abs(mean - centre[k])).toBeLessThan(0.02);
        expect(Math.abs(variance - 0.09)).toBeLessThan(0.008);
      }
      expect(rows.every((i) => sample.clean[i] === (c < 2 ? 1 : -1))).toBe(true);
    }
  });

  test('more samples leave the first ones as they were', () => {
    const fewer = sampleXor(streams(0)('data'), { n: 100, d: 5, sigma: 0.3 });
    expect(fewer.inputs).toEqual(sample.inputs.subarray(0, 500));
    expect(fewer.cluster).toEqual(sample.cluster.subarray(0, 100));
  });

  test('cluster weights are followed', () => {
    const skewed = sampleXor(streams(1)('data'), { n: 4000, d: 3, sigma: 0.1 }, [0.5, 0, 0.2, 0.3]);
    const share = (c: number) => skewed.cluster.filter((value) => value === c).length / 4000;
    expect(share(1)).toBe(0);
    expect(Math.abs(share(0) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(share(2) - 0.2)).toBeLessThan(0.03);
  });

  test('uniform flips: a share ξ, and a larger ξ flips a superset', () => {
    const flipped = (xi: number) =>
      flipLabels(streams(0)('labels'), sample, xi).map((label, i) => Number(label !== sample.clean[i]));
    const [few, many] = [flipped(0.1), flipped(0.3)];
    expect(Math.abs(few.reduce((a, b) => a + b) / sample.n - 0.1)).toBeLessThan(0.01);
    expect(few.every((hit, i) => hit <= many[i])).toBe(true);
  });

  test('targeted flips: 4ξ of the attacked cluster and no other', () => {
    const labels = flipLabels(streams(0)('labels'), sample, 0.1, 'targeted');
    const wrong = [0, 0, 0, 0];
    const all = [0, 0, 0, 0];
    labels.forEach((label, i) => {
      all[sample.cluster[i]]++;
      if (label !== sample.clean[i]) wrong[sample.cluster[i]]++;
    });
    expect(Math.abs(wrong[0] / all[0] - 0.4)).toBeLessThan(0.03);
    expect(wrong.slice(1)).toEqual([0, 0, 0]);
  });
});

describe('first weights', () => {
  test('half the output weights are positive, all of size 1/√m', () => {
    const { outer } = firstWeights(streams(0)('weights'), { m: 16, d: 3, omega: 1 });
    expect([...outer].filter((a) => a > 0)).toHaveLength(8);
    expect([...outer].every((a) => Math.abs(a) === 0.25)).toBe(true);
  });

  test('mirrored neurons come in pairs of equal rows and opposite signs', () => {
    const { inner, outer } = firstWeights(streams(0)('weights'), { m: 4, d: 3, omega: 1, mirrored: true });
    expect(inner.subarray(0, 3)).toEqual(inner.subarray(3, 6));
    expect(inner.subarray(6, 9)).toEqual(inner.subarray(9, 12));
    expect(outer[0]).toBe(-outer[1]);
  });

  test('their cosines follow N(0, 1/d)', () => {
    const d = 50;
    const { inner, outer } = firstWeights(streams(0)('weights'), { m: 4000, d, omega: 0.01 });
    const { own, opposite, cosines } = measureNeurons(inner, outer, d);
    expect(Math.abs((own + opposite) / 2 - meanAbsCosine(d))).toBeLessThan(0.003);
    let above = 0;
    for (let j = 0; j < 4000; j++)
      if (Math.max(Math.abs(cosines[2 * j]), Math.abs(cosines[2 * j + 1])) > 0.3) above++;
    expect(Math.abs(above / 4000 - fractionAbove(0.3, d))).toBeLessThan(0.015);
  });
});

describe('measures', () => {
  test('of two neurons, by hand', () => {
    const measured = measureNeurons([3, 0, 4, 0, 5, 0], [0.5, -0.5], 3);
    expect(measured.own).toBeCloseTo((0.6 + 1) / 2, 12);
    expect(measured.opposite).toBe(0);
    expect(measured.aligned).toBe(0.5);
    expect(measured.norm).toBe(5);
    expect([...measured.cosines].map((c) => Number(c.toFixed(6)))).toEqual([0.6, 0, 0, 1]);
    expect(shareCaptured(measured.cosines, [0.5, -0.5])).toBe(1);
  });

  test('of outputs, by hand', () => {
    expect(accuracy([1, -2, 0, 3], [1, 1, 1, 1])).toBe(0.625);
    expect(meanMargin([1, -2], [1, -1])).toBe(1.5);
    expect(flippedFitted([1, -1, 1], [1, -1, -1], [-1, 1, -1])).toBe(1);
    expect(flippedFitted([1], [1], [1])).toBeNaN();
    expect(clusterAccuracy([1, -1, 1], [1, 1, -1], [0, 0, 2], 0)).toBe(0.5);
    expect(evenEnergy([1, 2], [-1, -2])).toBe(0);
    expect(evenEnergy([1, 2], [1, 2])).toBe(1);
    expect(relativeMovement([3, 4], [3, 0])).toBeCloseTo(4 / 3, 12);
  });
});
