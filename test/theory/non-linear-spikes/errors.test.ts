import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { polynomial } from '#theory/non-linear-spikes/activations/polynomial.ts';
import { chi, chiSlope, effectiveRidge, ridgeOf, ridgeSlope } from '#theory/non-linear-spikes/bulk.ts';
import { errorsAfterStep, initialErrors } from '#theory/non-linear-spikes/errors.ts';
import { limitGains, spikeDegrees, spikePolynomial } from '#theory/non-linear-spikes/limits.ts';
import { bulkOf, signalOf } from '#theory/non-linear-spikes/signal.ts';
import { alignmentOf, linearFloor, secondMoment, teacher } from '#theory/non-linear-spikes/teacher.ts';
import { bareBulk, quadratic, relu, settingOf, sine, standard, tanh } from './support.ts';

const plain = { teacher: standard, omega: 0, intercept: false };

describe('limits of the gains', () => {
  const bulk = bareBulk(relu, 0.5, 2 / 3);
  const lambda = 0.1;
  const kappa = effectiveRidge(bulk, lambda);
  const [x, xSlope, slope] = [chi(bulk, kappa), chiSlope(bulk, kappa), ridgeSlope(bulk, kappa)];
  const { rho } = alignmentOf(standard, 0.5);

  test.each([
    ['mode R', 0, false, 4 / 3],
    ['mode G', 0.44, false, 4 / (2 + 1.44 ** 2)],
    ['with an intercept', 0, true, 2],
    ['with an intercept, mode G', 0.44, true, 2],
  ])('%s: one and two spikes in closed form', (_name, omega, intercept, factor) => {
    const setting = { teacher: standard, omega, intercept };
    const one = limitGains(bulk, setting, [1], lambda);
    const two = limitGains(bulk, setting, [1, 2], lambda);
    expect(one.delta).toBeCloseTo((lambda / kappa) * rho ** 2 * x, 13);
    expect(one.lambda).toBeCloseTo((rho ** 2 * (x - kappa * xSlope)) / slope, 13);
    const quadraticPart = factor * 0.25 * rho ** 4;
    expect(two.delta - one.delta).toBeCloseTo((lambda / kappa) * quadraticPart, 13);
    expect(two.lambda - one.lambda).toBeCloseTo(quadraticPart / slope, 13);
  });

  test('nothing without spikes, and nothing without a linear part of the teacher', () => {
    expect(limitGains(bulk, plain, [], lambda)).toEqual({ delta: 0, lambda: 0 });
    const even = { ...plain, teacher: teacher([0, 1, 0.5], 0.3) };
    const gains = limitGains(bulk, even, [1, 2, 3], lambda);
    expect(gains.delta).toBeCloseTo(0, 14);
    expect(gains.lambda).toBeCloseTo(0, 14);
  });

  test('more spikes never hurt', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (coefficients, omega, intercept, ridge) => {
          const setting = { teacher: teacher(coefficients, 0.3), omega, intercept };
          let before = { delta: 0, lambda: 0 };
          for (let ell = 1; ell <= 4; ell++) {
            const degrees = Array.from({ length: ell }, (_, k) => k + 1);
            const gains = limitGains(bulk, setting, degrees, ridge);
            expect(gains.delta).toBeGreaterThanOrEqual(before.delta - 1e-12);
            expect(gains.lambda).toBeGreaterThanOrEqual(before.lambda - 1e-12);
            before = gains;
          }
        },
      ),
    );
  });

  test('Λ from differences of Δ, with all degrees and a mean of the labels', () => {
    // f = κΔ/λ, and Λ = (dκ/dλ)(f − κ df/dκ).
    const setting = { teacher: teacher([0.8, -0.4, 0.3, 0.2], 0.3, 0.5), omega: 0, intercept: false };
    const f = (at: number) =>
      (at / ridgeOf(bulk, at)) * limitGains(bulk, setting, [1, 2, 3, 4], ridgeOf(bulk, at)).delta;
    const h = 1e-5 * kappa;
    const direct = (f(kappa) - (kappa * (f(kappa + h) - f(kappa - h))) / (2 * h)) / slope;
    expect(limitGains(bulk, setting, [1, 2, 3, 4], lambda).lambda).toBeCloseTo(direct, 8);
  });

  test('a mean of the labels is refused where the limit differs', () => {
    const setting = { teacher: teacher([1], 0.3, 1), omega: 0.4, intercept: false };
    expect(() => limitGains(bulk, setting, [1], lambda)).toThrow(/mean zero/);
    expect(limitGains(bulk, { ...setting, intercept: true }, [1], lambda).delta).toBeGreaterThan(0);
  });

  test('spike polynomials', () => {
    expect(Array.from(spikePolynomial(2, 0))).toEqual([1, 0, 1]);
    expect(Array.from(spikePolynomial(2, 0.5))).toEqual([1.5, 0, 1]);
    expect(Array.from(spikePolynomial(3, 0.5))).toEqual([0, 4.5, 0, 1]);
    expect(Array.from(spikePolynomial(4, 0))).toEqual([3, 0, 6, 0, 1]);
    expect(spikeDegrees(tanh, 5)).toEqual([1, 3, 5]);
  });
});

describe('errors at finite step size', () => {
  test.each([
    ['sine', sine],
    ['tanh, which has no signal at all', tanh],
    ['a linear activation', polynomial([1])],
  ])('%s: before the step both routes agree', (_name, sigma) => {
    const signal = signalOf(settingOf(sigma, [600, 300, 450], 'G', 0));
    const bulk = bulkOf(signal, 'halfDressed');
    const [after, before] = [errorsAfterStep(signal, bulk, 0.2), initialErrors(bulk, standard, 0.2)];
    expect(after.trainLoss).toBeCloseTo(before.trainLoss, 12);
    expect(after.testError).toBeCloseTo(before.testError, 12);
  });

  test('the test error agrees with differences of the training loss', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(relu, sine, quadratic, tanh),
        fc.constantFrom('R' as const, 'G' as const),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        fc.double({ min: 0.02, max: 5, noNaN: true }),
        fc.boolean(),
        (sigma, mode, eta, lambda, intercept) => {
          const target = teacher([0.9, -0.5, 0.3], 0.3, mode === 'R' ? 0.4 : 0);
          const signal = signalOf(settingOf(sigma, [600, 300, 450], mode, eta, target), { intercept });
          const bulk = bulkOf(signal, 'halfDressed');
          const kappa = effectiveRidge(bulk, lambda);
          const value = (at: number) => {
            const ridge = ridgeOf(bulk, at);
            return (at / ridge) * errorsAfterStep(signal, bulk, ridge).trainLoss;
          };
          const h = 1e-4 * kappa;
          const direct =
            (value(kappa) - (kappa * (value(kappa + h) - value(kappa - h))) / (2 * h)) /
            ridgeSlope(bulk, kappa);
          const { testError, trainError } = errorsAfterStep(signal, bulk, lambda);
          expect(Math.abs(testError / direct - 1)).toBeLessThan(1e-5);
          expect(trainError).toBeCloseTo((lambda / kappa) ** 2 * testError, 12);
        },
      ),
      { numRuns: 20 },
    );
  });

  test.each([
    ['mode R', 'R', false],
    ['mode G', 'G', false],
    ['with an intercept', 'G', true],
  ] as const)('%s: the limits of two spikes are reached', (_name, mode, intercept) => {
    // N = 10¹⁶ and η = N^0.33, just inside the window of two spikes: both are far stronger than the bulk.
    const N = 1e16;
    const setting = settingOf(quadratic, [N / 0.75, N / 1.5, N], mode, N ** 0.33);
    const signal = signalOf(setting, { intercept });
    const bulk = bulkOf(signal, 'bare');
    const { omega } = signal.scales;
    const before = initialErrors(bulk, standard, 0.1);
    const after = errorsAfterStep(signal, bulk, 0.1);
    const limit = limitGains(bulk, { teacher: standard, omega, intercept }, [1, 2], 0.1);
    expect(before.trainLoss - after.trainLoss).toBeCloseTo(limit.delta, 3);
    expect(before.testError - after.testError).toBeCloseTo(limit.lambda, 3);
  });

  test('a cubic spike too', () => {
    const N = 1e24;
    const target = teacher([1, 0.5, 0.4], 0.3);
    const setting = settingOf(polynomial([1, 0.5, 0.3]), [N, N / 2, N], 'R', N ** 0.37, target);
    const signal = signalOf(setting);
    const bulk = bulkOf(signal, 'bare');
    const gain = initialErrors(bulk, target, 0.1).testError - errorsAfterStep(signal, bulk, 0.1).testError;
    const limit = limitGains(bulk, { ...plain, teacher: target }, [1, 2, 3], 0.1).lambda;
    expect(gain).toBeCloseTo(limit, 2);
  });

  test('no step helps a teacher without a linear part', () => {
    const target = teacher([0, Math.SQRT1_2], 0.3);
    const signal = signalOf(settingOf(relu, [600, 300, 450], 'R', 16, target));
    const bulk = bulkOf(signal, 'bare');
    expect(errorsAfterStep(signal, bulk, 0.1).testError).toBeCloseTo(
      initialErrors(bulk, target, 0.1).testError,
      12,
    );
  });
});

test('the best linear predictor leaves the rest of the teacher and the noise', () => {
  expect(linearFloor(standard)).toBeCloseTo(0.59, 14);
  expect(linearFloor(teacher([1, 0.5], 0.3, 2))).toBeCloseTo(0.59, 14);
  expect(secondMoment(teacher([1, 0.5], 0.3, 2))).toBeCloseTo(5.59, 14);
});
