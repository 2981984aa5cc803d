import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activation } from '#theory/non-linear-spikes/activations/named.ts';
import { polynomial } from '#theory/non-linear-spikes/activations/polynomial.ts';
import type { Bulk } from '#theory/non-linear-spikes/bulk.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers, visibility } from '#theory/non-linear-spikes/outliers.ts';
import { overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import { scalesOf, type Setting } from '#theory/non-linear-spikes/setting.ts';
import { actualSecondLayer, bulkOf, NODES, signalOf } from '#theory/non-linear-spikes/signal.ts';
import { teacher } from '#theory/non-linear-spikes/teacher.ts';
import {
  alphaThresholds,
  etaCritical,
  limitExponent,
  thresholdEstimate,
  thresholds,
} from '#theory/non-linear-spikes/thresholds.ts';
import { symmetricEigenvalues } from '#numbers/linalg/eigen.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { normalDensity } from '#numbers/normal.ts';
import { normals, streams } from '#numbers/random.ts';
import { bisect } from '#numbers/roots.ts';
import { bareBulk, quadratic, relu, settingOf, sine, spectrum, standard, tanh } from './support.ts';

/** m and χ at a real z above the edge, by iterating the equations of the resolvent: no κ, no z(k), no closed form. */
function resolvent({ c1Squared, bSquared, phi, psi }: Bulk, z: number) {
  let m = -1 / z;
  let share = 1;
  for (let step = 0; step < 400; step++) {
    const q = bSquared + c1Squared * share;
    const next = 1 / (-z + ((phi / psi) * q) / (1 + m * q));
    share = (share + 1 / (1 + ((c1Squared / psi) * m) / (1 + m * q))) / 2;
    m = (m + next) / 2;
  }
  return { k: -1 / m, share };
}

/**
 * Outliers by another route: the kernel on 61 × 61 points of a trapezoid rule, the correction taken in the space of
 * functions of g, one bisection in z itself.
 */
function independentOutliers(setting: Setting, bulk: Bulk): number[] {
  const count = 61;
  const points = Array.from({ length: count }, (_, i) => (7.5 * (2 * i - count + 1)) / (count - 1));
  const weights = points.map((x) => normalDensity(x) * (15 / (count - 1)));
  const { shift, leftover } = scalesOf(setting);
  const { N, d, eta } = setting;
  const kernel = matrix(count + 1, count);
  points.forEach((alpha, q) => {
    const r = Math.sqrt(1 + (eta * eta * alpha * alpha * leftover) / N);
    points.forEach((g, p) => {
      const { mean } = setting.activation.smoothed(r, shift * g * alpha);
      kernel.data[p * count + q] = Math.sqrt(weights[p] * weights[q] * N) * mean;
    });
    kernel.data[count * count + q] = setting.activation.coefficient(2) * Math.sqrt((2 / d) * N * weights[q]);
  });
  const gram = gramOfRows(kernel);
  const linear = points.map((g, p) => Math.sqrt(weights[p]) * g).concat(0);
  /** Eigenvalues of τ̄ (I − s e eᵀ) G (I − s e eᵀ) with 1 − s = √χ. */
  const eigenvalues = (z: number) => {
    const { k, share } = resolvent(bulk, z);
    const trace = (1 - bulk.psi * (1 - share)) / (k - bulk.bSquared);
    const s = 1 - Math.sqrt(share);
    const image = linear.map((_, i) =>
      linear.reduce((sum, e, j) => sum + gram.data[i * (count + 1) + j] * e, 0),
    );
    const square = linear.reduce((sum, e, i) => sum + e * image[i], 0);
    const corrected = matrix(count + 1, count + 1);
    for (let i = 0; i <= count; i++)
      for (let j = 0; j <= count; j++)
        corrected.data[i * (count + 1) + j] =
          trace *
          (gram.data[i * (count + 1) + j] -
            s * (linear[i] * image[j] + image[i] * linear[j]) +
            s * s * square * linear[i] * linear[j]);
    return symmetricEigenvalues(corrected);
  };
  const start = bulkEdge(bulk).z * 1.0005;
  const visible = eigenvalues(start).filter((value) => value > 1).length;
  return Array.from({ length: visible }, (_, j) =>
    bisect((z) => eigenvalues(z)[j] - 1, start, 1e4, { tolerance: 1e-6 }),
  );
}

describe('outliers by another route', () => {
  test.each([
    ['ReLU G', settingOf(relu, [800, 400, 800], 'G', 16)],
    ['sine R', settingOf(sine, [800, 400, 800], 'R', 28)],
    ['quadratic R', settingOf(quadratic, [800, 400, 800], 'R', 10)],
    ['tanh G, narrow', settingOf(tanh, [500, 300, 200], 'G', 9)],
    ['before training', settingOf(polynomial([0.3, 0.7]), [800, 200, 800], 'R', 0)],
  ])('%s', (_name, setting) => {
    const signal = signalOf(setting);
    for (const constants of ['bare', 'dressed'] as const) {
      const bulk = bulkOf(signal, constants);
      const expected = independentOutliers(setting, bulk);
      const found = outliers(signal, bulk).map(({ z }) => z);
      expect(found).toHaveLength(expected.length);
      found.forEach((z, j) => expect(Math.abs(z / expected[j] - 1)).toBeLessThan(1e-6));
    }
  });
});

test('an outlier before training in closed form', () => {
  // Without a linear part: τ̄ = 1/(k − b²), so k = b² + 2c₂²/ψ, and z = k (1 + (N/n) b²/(k − b²)).
  const sigma = polynomial([0, 0.9]);
  const { outliers: found, edge } = spectrum(settingOf(sigma, [500, 100, 400], 'R', 0), 'bare');
  const b2 = 2 * 0.81;
  const k = b2 + (2 * 0.81) / 0.25;
  expect(found).toHaveLength(1);
  expect(found[0]).toBeCloseTo(k * (1 + (0.8 * b2) / (k - b2)), 10);
  expect(edge).toBeCloseTo(b2 * (1 + Math.sqrt(0.8)) ** 2, 10);
});

test('outliers and overlaps are orderly whatever the setting', () => {
  const settings = fc.record({
    sigma: fc.constantFrom(
      relu,
      sine,
      quadratic,
      activation('abs'),
      activation('shiftedRelu', { theta: 0.5 }),
    ),
    n: fc.integer({ min: 200, max: 2000 }),
    phi: fc.double({ min: 0.1, max: 1, noNaN: true }),
    r: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
    mode: fc.constantFrom('R' as const, 'G' as const),
    eta: fc.double({ min: 0, max: 25, noNaN: true }),
    linear: fc.double({ min: -1, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(settings, ({ sigma, n, phi, r, mode, eta, linear }) => {
      const sizes = [n, Math.ceil(phi * n), Math.ceil(r * n)] as const;
      const setting = settingOf(sigma, sizes, mode, eta, teacher([linear, 0.5], 0.3));
      const signal = signalOf(setting);
      const bulk = bulkOf(signal, 'dressed');
      const edge = bulkEdge(bulk);
      const found = outliers(signal, bulk, edge);
      expect(found).toHaveLength(visibility(signal, bulk, edge).filter((value) => value > 1).length);
      found.forEach((outlier, j) => {
        expect(outlier.z).toBeGreaterThanOrEqual(edge.z);
        if (j > 0) expect(outlier.z).toBeLessThanOrEqual(found[j - 1].z);
        const shares = overlaps(signal, bulk, outlier);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      });
    }),
    { numRuns: 60 },
  );
});

test('an actual second layer with many neurons acts like its law', () => {
  const setting = settingOf(relu, [20_000, 10_000, 20_000], 'R', 40);
  const a = normals(streams(3)('a'), 20_000, 1 / Math.sqrt(20_000));
  const drawn = spectrum(setting, 'bare', { secondLayer: actualSecondLayer(a) }).outliers;
  const law = spectrum(setting, 'bare').outliers;
  expect(drawn).toHaveLength(law.length);
  drawn.forEach((z, j) => expect(Math.abs(z / law[j] - 1)).toBeLessThan(0.08));
});

test('the actual ‖β‖ replaces its limit', () => {
  const setting = settingOf(relu, [800, 400, 800], 'R', 16);
  const { betaNorm } = scalesOf(setting);
  const faster = spectrum({ ...setting, eta: 17.6 }, 'bare').outliers;
  expect(spectrum(setting, 'bare', { betaNorm: 1.1 * betaNorm }).outliers[0]).toBeCloseTo(faster[0], 8);
});

test('strong spikes stand where the leading order puts them', () => {
  // z ≈ c₂² s⁴ N A₂B₂ with A₂ = B₂ = 3 for H₁ + ½H₂: 90.7 where the whole theory says 94.0.
  const setting = settingOf(quadratic, [800, 400, 800], 'R', 10);
  const { shift } = scalesOf(setting);
  expect(0.25 * shift ** 4 * 800 * 9).toBeCloseTo(90.6, 0);
  expect(spectrum(setting, 'bare').outliers[1]).toBeCloseTo(94, 1);
});

test('F_ℓ of a polynomial of degree ℓ is F, and F₁ has one spike', () => {
  const setting = settingOf(quadratic, [800, 400, 800], 'G', 6);
  const [whole, same, one] = [undefined, 2, 1].map(
    (degree) => spectrum(setting, 'bare', degree === undefined ? {} : { degree }).outliers,
  );
  whole.forEach((z, j) => expect(same[j]).toBeCloseTo(z, 8));
  expect(one).toHaveLength(1);
});

test('a linear activation: a product of two Gaussian matrices with one spike', () => {
  const { outliers: found, edge } = spectrum(settingOf(polynomial([1]), [400, 200, 400], 'G', 4), 'dressed');
  expect(found).toHaveLength(1);
  expect(found[0]).toBeGreaterThan(edge);
});

test('F₀ has no spikes after the step', () => {
  expect(spectrum(settingOf(relu, [800, 400, 800], 'G', 16), 'bare', { degree: 0 }).outliers).toEqual([]);
});

describe('thresholds', () => {
  test('an outlier appears there', () => {
    const setting = settingOf(sine, [800, 400, 800], 'R', 0);
    thresholds(setting, 3).forEach((eta, j) => {
      expect(spectrum({ ...setting, eta: eta * 0.999 }, 'bare').outliers).toHaveLength(j);
      expect(spectrum({ ...setting, eta: eta * 1.001 }, 'bare').outliers).toHaveLength(j + 1);
    });
  });

  test('an outlier before training has threshold 0', () => {
    const found = thresholds(settingOf(polynomial([0.3, 0.7]), [800, 200, 800], 'R', 0), 1);
    expect(found).toEqual([0]);
    expect(alphaThresholds(settingOf(polynomial([0.3, 0.7]), [800, 200, 800], 'R', 0), 1)).toEqual([
      -Infinity,
    ]);
  });

  test('without a linear part the rank-one step does nothing', () => {
    const even = settingOf(activation('abs'), [800, 800, 800], 'R', 0);
    expect(thresholds(even, 2)).toEqual([]);
    expect(thresholds({ ...even, mode: 'G' }, 1)[0]).toBeGreaterThan(1);
  });

  test('the linear threshold of ReLU does not depend on the size or the mode', () => {
    // max(0, z) = z/2 + |z|/2: its odd part is exactly linear.
    const critical = etaCritical(
      bareBulk(relu, 0.5, 0.5),
      scalesOf(settingOf(relu, [1, 0.5, 1], 'R', 0)).betaNorm,
    );
    for (const n of [200, 1e6])
      for (const mode of ['R', 'G'] as const)
        expect(thresholds(settingOf(relu, [n, n / 2, n], mode, 0), 1)[0]).toBeCloseTo(critical, 8);
    expect(etaCritical(bareBulk(activation('abs'), 0.5, 0.5), 1)).toBe(Infinity);
  });

  test('the linear threshold of the sine tends to the constant-step one', () => {
    const critical = etaCritical(
      bareBulk(sine, 0.5, 0.5),
      scalesOf(settingOf(sine, [1, 0.5, 1], 'R', 0)).betaNorm,
    );
    expect(thresholds(settingOf(sine, [1e8, 5e7, 1e8], 'R', 0), 1)[0]).toBeCloseTo(critical, 4);
  });

  test('the estimate comes close at large sizes, and shows the exponent', () => {
    const at = (n: number) => settingOf(sine, [n, n / 2, n], 'R', 0);
    const bulk = bareBulk(sine, 0.5, 0.5);
    const exact = thresholds(at(1e8), 3);
    for (const degree of [2, 3]) {
      const estimate = thresholdEstimate(at(1e8), bulk, degree);
      expect(estimate / exact[degree - 1]).toBeGreaterThan(0.9);
      expect(estimate / exact[degree - 1]).toBeLessThan(1.1);
      const growth = thresholdEstimate(at(1e10), bulk, degree) / estimate;
      expect(Math.log(growth) / Math.log(100)).toBeCloseTo(limitExponent(degree), 10);
    }
    expect(thresholdEstimate(settingOf(relu, [800, 400, 800], 'R', 0), bulk, 3)).toBe(Infinity);
  });

  test('constants of the estimate', () => {
    // A₂ = 3, B₂ = 2 + (1 + ω)².
    const setting = settingOf(relu, [800, 400, 800], 'G', 0);
    const bulk = bareBulk(relu, 0.5, 0.5);
    const { betaNorm, omega } = scalesOf(setting);
    const product = relu.coefficient(2) ** 2 * 800 * 3 * (2 + (1 + omega) ** 2) * bulkEdge(bulk).trace;
    expect(thresholdEstimate(setting, bulk, 2)).toBeCloseTo(
      (Math.sqrt(800) / (0.5 * betaNorm)) * product ** -0.25,
      10,
    );
  });
});

test('the kernel has one coordinate for each node and one for the norm', () => {
  const signal = signalOf(settingOf(relu, [400, 200, 400], 'R', 8, standard));
  expect(signal.columns.columns).toBe(NODES + 1);
  expect(signal.linear).toHaveLength(signal.strengths.length);
});
