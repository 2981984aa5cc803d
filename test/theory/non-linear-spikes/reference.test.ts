/** Reference numbers of the theory that two other implementations agree on. */
import { describe, expect, test } from 'vitest';
import { chi, effectiveRidge, ridgeSlope } from '#theory/non-linear-spikes/bulk.ts';
import { bulkDensity } from '#theory/non-linear-spikes/density.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { initialErrors } from '#theory/non-linear-spikes/errors.ts';
import { limitGains, spikeDegrees } from '#theory/non-linear-spikes/limits.ts';
import { alignmentOf, secondMoment } from '#theory/non-linear-spikes/teacher.ts';
import {
  bareBulk,
  expectPrinted,
  quadratic,
  relu,
  settingOf,
  sine,
  spectrum,
  standard,
  tanh,
} from './support.ts';

describe('ReLU, φ = ½, ψ = ⅔, teacher H₁ + ½H₂, noise 0.3, mode R', () => {
  const bulk = bareBulk(relu, 1 / 2, 2 / 3);
  const gains = (ell: number, lambda: number) =>
    limitGains(bulk, { teacher: standard, omega: 0, intercept: false }, spikeDegrees(relu, ell), lambda);

  test('the teacher', () => {
    const { betaNorm, rho } = alignmentOf(standard, 0.5);
    expectPrinted([secondMoment(standard), betaNorm ** 2, rho], '1.59 1.795 0.746393');
  });

  test.each([
    [0.01, '0.02840041 0.35744361 0.43503441', '0.070116 0.106543 0.402490 0.640297', '0.3336 2.0787'],
    [0.1, '0.17221563 0.51019396 0.73779017', '0.165043 0.225116 0.286212 0.426435', '0.6388 1.3134'],
    [1, '1.17436541 0.79611125 0.95685504', '0.377664 0.465758 0.385558 0.493677', '1.1803 1.3087'],
  ])('λ = %d', (lambda, core, limits, initial) => {
    const kappa = effectiveRidge(bulk, lambda);
    expectPrinted([kappa, chi(bulk, kappa), ridgeSlope(bulk, kappa)], core);
    const [one, two] = [gains(1, lambda), gains(2, lambda)];
    expectPrinted([one.delta, two.delta, one.lambda, two.lambda], limits);
    const { trainLoss, testError } = initialErrors(bulk, standard, lambda);
    expectPrinted([trainLoss, testError], initial);
  });

  test('four degrees at λ = 0.1', () => {
    const { trainLoss, testError } = initialErrors(bulk, standard, 0.1);
    const { delta, lambda } = gains(4, 0.1);
    expectPrinted([trainLoss - delta, testError - lambda], '0.407723 0.872980');
    expect(spikeDegrees(relu, 4)).toEqual([1, 2, 4]);
  });
});

describe('edge and density of the bulk', () => {
  test.each([
    ['ReLU', relu, 0.5, 0.5, '1.699863 2.462552 0.852231', '1.560797 0.280211 0.126011 0.062858 0.022908'],
    ['ReLU', relu, 0.3, 0.6, '1.473061 1.904617 1.076622', '1.423264 0.231664 0.105946 0.053287 0.019501'],
    ['tanh', tanh, 0.5, 2 / 3, '1.984843 2.713812 0.750533', '0.784997 0.201767 0.094129 0.047560 0.017432'],
    ['sine', sine, 0.5, 0.5, '1.706182 2.577666 0.885474', '1.483128 0.328386 0.138558 0.067641 0.024422'],
    [
      'quadratic',
      quadratic,
      0.5,
      0.5,
      '6.974313 10.248906 0.210705',
      '0.388553 0.072124 0.031736 0.015718 0.005711',
    ],
  ])('%s', (_name, sigma, phi, psi, edge, density) => {
    const bulk = bareBulk(sigma, phi, psi);
    const { k, z, trace } = bulkEdge(bulk);
    expectPrinted([k, z, trace], edge);
    expectPrinted(
      [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => bulkDensity(bulk, share * z)),
      density,
    );
  });
});

describe('outliers, bare constants, n = N = 800, d = 400', () => {
  test('ReLU, full gradient, η = 16', () => {
    expectPrinted(spectrum(settingOf(relu, [800, 400, 800], 'G', 16), 'bare').outliers, '29.914473 5.840692');
  });
  test('sine, rank-one gradient, η = 28', () => {
    expectPrinted(
      spectrum(settingOf(sine, [800, 400, 800], 'R', 28), 'bare').outliers,
      '28.032459 11.667258 3.398352',
    );
  });
});
