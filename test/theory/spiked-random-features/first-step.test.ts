/** The map from the gradient step to the spiked model, and the spectrum of the first layer. */
import { describe, expect, test } from 'vitest';
import { firstLayerSpectrum } from '#theory/spiked-random-features/spectrum.ts';
import { readoutOf, withRowNorms } from '#theory/spiked-random-features/first-step.ts';
import { expectDigits, model, step } from './support.ts';

const scalars = (given: Parameters<typeof model>[0]) => {
  const { groups, alignment } = model(given);
  return [...groups.map((g) => g.spike), ...groups.map((g) => g.bulkVariance), alignment];
};

describe('spikes, bulk variances and alignment', () => {
  // Values of an independent implementation, to all printed digits.
  test('seven digits', () => {
    expectDigits(scalars({ alpha0: 20 }), [1.1340555, 1.0189732, 0.9718544], 7);
  });

  test.each([
    ['a small batch', { target: 'tanh', eta: 1, alpha0: 0.5 }, [0.6511, 1.0769, 0.5635]],
    ['a moderate batch', { target: 'tanh', alpha0: 2 }, [1.3647, 1.173, 0.8065]],
    ['erf and sign', { student: 'erf', target: 'sign', eta: 2, alpha0: 4 }, [1.0625, 1.0492, 0.8474]],
    [
      'ReLU, with its initial output',
      { student: 'relu', target: 'relu', eta: 1.5, alpha0: 4 },
      [0.4342, 1.0479, 0.8636],
    ],
    ['two groups', { readout: readoutOf([0.5, 2]) }, [0.5902, 2.3606, 1.0119, 1.1897, 0.9338]],
    [
      'three groups and label noise',
      { readout: readoutOf([0.3, 1, 3]), delta: 0.05 },
      [0.3567, 1.189, 3.5671, 1.0048, 1.0529, 1.4763, 0.9269],
    ],
  ] as const)('%s', (_, given, printed) => {
    expectDigits(scalars(given), printed, 4);
  });

  test('against the samples of the step', () => {
    expectDigits(scalars({ alpha0: 0.25 }), [2.63, 2.52, 0.42], 2);
    expectDigits(scalars({ alpha0: 1 }), [1.63, 1.38, 0.68], 2);
    expectDigits(scalars({ alpha0: 4 }), [1.25, 1.09, 0.88], 2);
    expectDigits(scalars({ alpha0: 16 }), [1.14, 1.02, 0.965], 2);
    expectDigits(scalars({ alpha0: Infinity }), [1.1, 1, 1], 2);
  });

  test('an even target gives a spike of pure noise, and none from infinitely many samples', () => {
    expect(model({ target: 'he2' }).alignment).toBe(0);
    expect(model({ target: 'he2', alpha0: Infinity }).groups[0].spike).toBe(0);
  });

  test('opposite readouts cancel the initial output of a ReLU', () => {
    const { groups, alignment } = model({ student: 'relu', target: 'relu', readout: readoutOf([1, -1]) });
    expect(groups[0].spike).toBe(-groups[1].spike);
    expect(alignment).toBeCloseTo(0.5 / Math.sqrt(0.25 + 0.5 / 8), 14);
  });

  test('an impossible α₀ is refused', () => {
    expect(() => model({ alpha0: 0 })).toThrow(/α₀ is positive/);
  });
});

describe('the readout', () => {
  test('a list has equal shares unless shares are given', () => {
    expect(readoutOf([1, -1])).toEqual({ values: [1, -1], fractions: [0.5, 0.5] });
    expect(readoutOf([1, 3], [0.25, 0.75]).fractions).toEqual([0.25, 0.75]);
    expect(() => readoutOf([1, 2], [1])).toThrow(/pair up/);
    expect(() => readoutOf([1, 2], [0.5, 0.6])).toThrow(/add up/);
  });

  test('the Gaussian one has the moments of N(0, 1)', () => {
    const { values, fractions } = readoutOf('gaussian');
    const moment = (k: number) => values.reduce((sum, a, l) => sum + fractions[l] * a ** k, 0);
    expect(values).toHaveLength(8);
    [1, 0, 1, 0, 3, 0, 15].forEach((value, k) => expect(moment(k)).toBeCloseTo(value, 11));
  });
});

test('the refinement keeps spikes and bulk, and adds the slope of the row norms', () => {
  const given = step({ readout: readoutOf([1, -2]) });
  const refined = withRowNorms(given);
  const plain = model({ readout: readoutOf([1, -2]) });
  refined.groups.forEach(({ spike, bulkVariance, normSlope = 0 }, l) => {
    expect([spike, bulkVariance]).toEqual([plain.groups[l].spike, plain.groups[l].bulkVariance]);
    expect(normSlope).toBeCloseTo(3 * [1, -2][l] * -0.363595 * Math.exp(-0.5), 5);
  });
});

describe('singular values of the first layer', () => {
  test('one group: the closed forms', () => {
    const [r, c, beta, p] = [1.1, 1.3, 0.6, 120];
    const spectrum = firstLayerSpectrum([{ fraction: 1, spike: r, bulkVariance: c }], beta, p);
    const strength = r * r * p;
    expect(spectrum.bulkEdge).toBeCloseTo(Math.sqrt(c) * (1 + Math.sqrt(beta)), 6);
    expect(spectrum.topSingularValue).toBeCloseTo(
      Math.sqrt(((strength + c) * (strength + c * beta)) / strength),
      8,
    );
    expect(spectrum.separated).toBe(true);
  });

  test('a weak spike stays in the bulk, up to ϑ⁴ = c²β', () => {
    const [c, beta, p] = [1.2, 2, 100];
    const critical = Math.sqrt((c * Math.sqrt(beta)) / p);
    const at = (spike: number) => firstLayerSpectrum([{ fraction: 1, spike, bulkVariance: c }], beta, p);
    expect(at(0.99 * critical).separated).toBe(false);
    expect(at(0.99 * critical).topSingularValue).toBe(at(0).bulkEdge);
    expect(at(1.01 * critical).separated).toBe(true);
  });

  test('split groups change nothing', () => {
    const one = firstLayerSpectrum([{ fraction: 1, spike: 0.4, bulkVariance: 1.3 }], 0.7, 80);
    const split = firstLayerSpectrum(
      [
        { fraction: 0.2, spike: 0.4, bulkVariance: 1.3 },
        { fraction: 0.8, spike: -0.4, bulkVariance: 1.3 },
      ],
      0.7,
      80,
    );
    expect(split.bulkEdge).toBeCloseTo(one.bulkEdge, 8);
    expect(split.topSingularValue).toBeCloseTo(one.topSingularValue, 8);
  });
});
