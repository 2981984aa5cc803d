/** Tables of errors of an independent implementation: batch size, step size, readouts, width, and eight settings. */
import { describe, expect, test } from 'vitest';
import { integrate, normalPieces } from '#numbers/quadrature.ts';
import { spanDistance } from '#theory/spiked-random-features/expressivity.ts';
import { readoutOf } from '#theory/spiked-random-features/first-step.ts';
import { functions } from '#theory/spiked-random-features/functions.ts';
import { kernelFloor } from '#theory/spiked-random-features/floor.ts';
import { randomFeatures, type Model } from '#theory/spiked-random-features/model.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';
import { errors, expectDigits, model, single, testError } from './support.ts';

describe('distance of the target to what one spike offers', () => {
  const distances = (target: Model['target'], spikes: number[], overlaps: boolean) =>
    spikes.map((spike) => spanDistance(tablesOf(single({ target, spike })), overlaps));

  test('sin', () => {
    expectDigits(
      distances('sin', [0.5, 1, 1.5, 2, 3, 5], false),
      [0.0492, 0.0249, 0.0115, 0.0084, 0.0154, 0.0352],
      4,
    );
    expectDigits(distances('sin', [1, 2, 3, 5], true), [0.0027, 0.0084, 0.0074, 0.0134], 4);
  });

  test('He₁ + He₃/√6', () => {
    expectDigits(
      distances('he1he3', [0.5, 1, 1.5, 2, 3, 5], false),
      [1.105, 1.295, 1.442, 1.536, 1.633, 1.703],
      3,
    );
    expectDigits(distances('he1he3', [1, 2, 3, 5], true), [0.275, 0.932, 1.293, 1.557], 3);
  });

  test('sign, whose jump quadrature has to know', () => {
    const spike = 1.5;
    const rule = normalPieces([-3, 0, 3], 96);
    const mu0 = (kappa: number) => functions.tanh.smoothed(spike * kappa, 1).value;
    const pull = integrate((kappa) => Math.sign(kappa) * mu0(kappa), rule);
    const expected = 1 - pull ** 2 / integrate((kappa) => mu0(kappa) ** 2, rule);
    expect(distances('sign', [spike], false)[0]).toBeCloseTo(expected, 10);
    // Without a spike only the line is left, and with an endless one the sign itself.
    expect(distances('sign', [0.001], false)[0]).toBeCloseTo(kernelFloor('tanh', 'sign'), 5);
    expect(distances('sign', [100], false)[0]).toBeLessThan(0.006);
  });

  test('several readout values', () => {
    const distance = (values: number[], factor: number) => {
      const groups = values.map((a) => ({ fraction: 1 / values.length, spike: factor * a, bulkVariance: 1 }));
      return spanDistance(tablesOf({ student: 'tanh', target: 'sin', alignment: 1, groups }), false);
    };
    expectDigits([distance([1], 1)], [0.0249], 4);
    expectDigits([distance([0.5, 2], 0.5), distance([0.3, 1, 3], 0.5)], [0.00026, 0.00016], 5);
  });
});

test('samples of the first step', () => {
  expectDigits(
    [0.25, 0.5, 1, 2, 4, 8, 16, 50].map((alpha0) => testError(model({ alpha0 }))),
    [0.3737, 0.2928, 0.2099, 0.1397, 0.0904, 0.0605, 0.0439, 0.032],
    4,
  );
  // The limit is approached like 1/α₀: 0.02616 at α₀ = 10⁴, 0.02613 at the end.
  expectDigits([testError(model({ alpha0: 1e4 }))], [0.0262], 4);
  expect(testError(model({ alpha0: Infinity }))).toBeCloseTo(testError(model({ alpha0: 1e6 })), 5);
});

describe('step size', () => {
  const at = (etas: number[], width: number) => etas.map((eta) => testError(model({ eta }), { width }));

  test('in the strict limit, with its jump at 0', () => {
    expectDigits(
      at([0, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15], Infinity),
      [
        0.2745, 0.1259, 0.1257, 0.1247, 0.1214, 0.1094, 0.0791, 0.0605, 0.0549, 0.0569, 0.0625, 0.0762,
        0.0886, 0.1092,
      ],
      4,
    );
  });

  test('at p = 200, smooth', () => {
    expectDigits(at([0, 0.05, 0.1, 0.25, 0.5, 1], 200), [0.2745, 0.2663, 0.2463, 0.1847, 0.1428, 0.1157], 4);
  });

  test.each([
    [100, 0.6652, 0.5324],
    [200, 0.6665, 0.5313],
    [400, 0.6671, 0.5308],
  ])('small and large steps on the sign at p = %i', (width, small, large) => {
    const at = (eta: number) => testError(model({ target: 'sign', alpha0: 4, eta }), { alpha: 2, width });
    expectDigits([at(3 / Math.sqrt(width)), at(3), at(0)], [small, large, 0.7935], 4);
  });
});

describe('readouts', () => {
  test('opposite signs help a ReLU on an odd target and not on a ReLU', () => {
    const at = (target: Model['target'], spikes: number[]) => {
      const groups = spikes.map((spike) => ({ fraction: 1 / spikes.length, spike, bulkVariance: 1.1 }));
      return testError({ student: 'relu', target, alignment: 0.95, groups }, { width: 200 });
    };
    expectDigits([at('sin', [1.5]), at('sin', [1.5, -1.5])], [0.382, 0.151], 3);
    expectDigits([at('relu', [1.5]), at('relu', [1.5, -1.5])], [0.0465, 0.0593], 4);
  });

  test('several magnitudes on a cubic: far less at p = 200 than in the limit', () => {
    const at = (values: number[], width: number) =>
      testError(model({ target: 'he1he3', alpha0: 20, readout: readoutOf(values) }), { alpha: 3, width });
    expectDigits([at([0.3, 1, 3], Infinity), at([0.3, 1, 3], 200), at([1], 200)], [0.57, 1.04, 1.59], 2);
  });

  test('Gaussian, by eight groups', () => {
    const { values, fractions } = readoutOf('gaussian');
    const groups = values.map((a, l) => ({
      fraction: fractions[l],
      spike: 1.2 * a,
      bulkVariance: 1 + 0.08 * a * a,
    }));
    const gaussian: Model = { student: 'tanh', target: 'sin', alignment: 0.93, groups };
    expectDigits(errors(gaussian, [0.6, 2], { width: 300 }).test, [0.0811, 0.0578], 4);
  });
});

test('a target without a linear part gains nothing', () => {
  const at = (eta: number) =>
    errors(model({ target: 'he2', alpha0: 4, eta }), [0.5, 1.5, 3], { lambda: 0.1 }).test;
  expectDigits(at(2), [1.4, 1.42, 1.27], 2);
  expectDigits(at(0), [1.43, 1.43, 1.27], 2);
});

describe('channels and data of published runs', () => {
  test('the overlap channel θ', () => {
    const at = (target: Model['target'], spike: number) =>
      testError(single({ target, spike, alignment: 0.98 }), { alpha: 6, beta: 2, lambda: 0.01 });
    expectDigits([at('sin', 0.6), at('sign', 1)], [0.0551, 0.38], 4);
  });

  test('a spiked network of twenty samples a dimension', () => {
    const { test: tested } = errors(model({ alpha0: 20 }), [0.2, 0.9, 1.6, 2.3, 3], { lambda: 0.1 });
    expectDigits(tested, [0.04848, 0.0425, 0.03731, 0.0343, 0.03252], 5);
  });

  test('one of half a sample a dimension', () => {
    const small = model({ target: 'tanh', eta: 1, alpha0: 0.5 });
    const alphas = Array.from({ length: 7 }, (_, i) => 0.2 + (2.8 * i) / 6);
    expectDigits(
      errors(small, alphas, { lambda: 0.01 }).test,
      [0.2842, 0.3061, 0.2675, 0.2051, 0.171, 0.1524, 0.1409],
      4,
    );
  });

  test('a large step from few samples', () => {
    const large = model({ target: 'tanh', alpha0: 0.5 });
    expectDigits(errors(large, [0.5, 2], { lambda: 0.01, width: 400 }).test, [0.3839, 0.275], 4);
    expectDigits(errors(large, [0.5, 2], { lambda: 0.01, width: 800 }).test, [0.3838, 0.2749], 4);
  });
});

describe('eight settings: p = ∞, then d = 200, 400, 800, at α = 0.3, 0.6, 1, 1.5, 3', () => {
  interface Setting {
    readonly of: Model;
    readonly beta?: number;
    readonly lambda: number;
    readonly delta?: number;
    /** By width; the last row is the training error at p = ∞. */
    readonly printed: readonly (readonly number[])[];
  }
  const settings: Record<string, Setting> = {
    'twenty samples a dimension': {
      of: model({ alpha0: 20 }),
      lambda: 0.1,
      printed: [
        [0.0479, 0.0454, 0.0416, 0.0379, 0.0325],
        [0.0503, 0.0472, 0.0431, 0.0392, 0.0335],
        [0.0491, 0.0463, 0.0424, 0.0386, 0.033],
        [0.0485, 0.0458, 0.042, 0.0382, 0.0328],
        [0.01318, 0.01516, 0.01735, 0.01929, 0.0222],
      ],
    },
    'half a sample a dimension': {
      of: model({ target: 'tanh', eta: 1, alpha0: 0.5 }),
      lambda: 0.01,
      printed: [
        [0.2888, 0.3041, 0.2872, 0.2158, 0.1409],
        [0.2907, 0.306, 0.289, 0.2172, 0.1418],
        [0.2898, 0.3051, 0.2881, 0.2165, 0.1414],
        [0.2893, 0.3046, 0.2876, 0.2162, 0.1412],
        [0.00072, 0.00273, 0.0136, 0.0345, 0.06459],
      ],
    },
    'two samples a dimension': {
      of: model({ target: 'tanh', alpha0: 2 }),
      lambda: 0.01,
      printed: [
        [0.1581, 0.1685, 0.1701, 0.1378, 0.0889],
        [0.1591, 0.1697, 0.1713, 0.1389, 0.0896],
        [0.1586, 0.1691, 0.1707, 0.1384, 0.0892],
        [0.1583, 0.1688, 0.1704, 0.1381, 0.0891],
        [0.00097, 0.00234, 0.00783, 0.01915, 0.03792],
      ],
    },
    'erf on sign, wide': {
      of: model({ student: 'erf', target: 'sign', eta: 2, alpha0: 4 }),
      beta: 2,
      lambda: 0.05,
      printed: [
        [0.5443, 0.5597, 0.5524, 0.5204, 0.4394],
        [0.5461, 0.5609, 0.5532, 0.521, 0.4397],
        [0.5452, 0.5603, 0.5528, 0.5207, 0.4396],
        [0.5447, 0.56, 0.5526, 0.5206, 0.4395],
        [0.02127, 0.03552, 0.0592, 0.08918, 0.1525],
      ],
    },
    'ReLU on ReLU': {
      of: model({ student: 'relu', target: 'relu', eta: 1.5, alpha0: 4 }),
      lambda: 0.1,
      printed: [
        [0.1875, 0.1844, 0.1752, 0.1617, 0.1351],
        [0.1914, 0.1868, 0.177, 0.1632, 0.1363],
        [0.1894, 0.1856, 0.1761, 0.1625, 0.1357],
        [0.1884, 0.185, 0.1756, 0.1621, 0.1354],
        [0.01148, 0.01862, 0.02943, 0.04181, 0.06406],
      ],
    },
    'two readout values': {
      of: model({ readout: readoutOf([0.5, 2]) }),
      lambda: 0.05,
      printed: [
        [0.0796, 0.0772, 0.0707, 0.063, 0.0508],
        [0.08, 0.0779, 0.0716, 0.0639, 0.0516],
        [0.0796, 0.0775, 0.0711, 0.0634, 0.0512],
        [0.0795, 0.0773, 0.0709, 0.0632, 0.051],
        [0.00549, 0.00897, 0.01375, 0.01872, 0.02679],
      ],
    },
    'three readout values and label noise': {
      of: model({ readout: readoutOf([0.3, 1, 3]), delta: 0.05 }),
      beta: 1.5,
      lambda: 0.05,
      delta: 0.05,
      printed: [
        [0.0872, 0.0906, 0.0877, 0.0802, 0.0613],
        [0.0968, 0.1005, 0.0971, 0.0889, 0.0685],
        [0.0958, 0.0991, 0.0956, 0.0873, 0.0672],
        [0.0946, 0.0975, 0.0939, 0.0856, 0.0657],
        [0.00716, 0.01174, 0.01857, 0.02678, 0.04418],
      ],
    },
    'no step': {
      of: randomFeatures('tanh', 'sin'),
      lambda: 0.01,
      printed: [
        ...Array.from({ length: 4 }, () => [0.4683, 0.5034, 0.4552, 0.3347, 0.2206]),
        [0.00094, 0.00418, 0.02239, 0.05517, 0.10189],
      ],
    },
  };

  test.each(Object.entries(settings))('%s', (_, { of, printed, beta = 1, lambda, delta = 0 }) => {
    const alphas = [0.3, 0.6, 1, 1.5, 3];
    [Infinity, 200, 400, 800].forEach((d, row) => {
      const { test: tested, train } = errors(of, alphas, { beta, lambda, delta, width: beta * d });
      expectDigits(tested, printed[row], 4);
      if (d === Infinity) expectDigits(train, printed[4], 5);
    });
  });
});
