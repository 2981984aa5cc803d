/** The theory columns of the reference tables, to the digits printed there. They were rounded twice, from numbers of
 * one digit more: 29.9346 is printed as 29.94. */
import { describe, expect, test } from 'vitest';
import { polynomial } from '#theory/non-linear-spikes/activations/polynomial.ts';
import { activation } from '#theory/non-linear-spikes/activations/named.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { errorsAfterStep, initialErrors } from '#theory/non-linear-spikes/errors.ts';
import { limitGains, spikeDegrees } from '#theory/non-linear-spikes/limits.ts';
import { scalesOf, type Mode } from '#theory/non-linear-spikes/setting.ts';
import { bulkOf, signalOf, twoValuedSecondLayer } from '#theory/non-linear-spikes/signal.ts';
import { alignmentOf, literalAlignment, teacher } from '#theory/non-linear-spikes/teacher.ts';
import { alphaThresholds, etaCritical, thresholds } from '#theory/non-linear-spikes/thresholds.ts';
import {
  bareBulk,
  expectPrinted as expectExactly,
  quadratic,
  relu,
  settingOf,
  sine,
  spectrum,
  standard,
  tanh,
} from './support.ts';

/** Half a unit in the last place, and a twentieth for the second rounding. */
const expectPrinted = (values: ArrayLike<number>, printed: string) => expectExactly(values, printed, 0.556);
const square = [800, 400, 800] as const;
const faster = activation('sine', { w: 1.5, p: Math.PI / 4 });

test('gradient: Frobenius ratio √ω and alignment', () => {
  const omegaOf = (sigma: typeof relu, d: number) =>
    Math.sqrt(scalesOf(settingOf(sigma, [800, d, 800], 'G', 1)).omega);
  expectPrinted([omegaOf(relu, 400), omegaOf(tanh, 400), omegaOf(relu, 200)], '0.665 0.343 0.533');
  expectPrinted([alignmentOf(standard, 0.5).rho, alignmentOf(standard, 0.25).rho], '0.746 0.846');
  expectPrinted([literalAlignment(standard, relu, 0.5).rho], '0.672');
});

describe('edges and outliers before the step', () => {
  const even = activation('abs');
  const weakLinear = polynomial([0.3, 0.7]);
  test.each([
    ['ReLU', relu, [1000, 500, 1000], '2.463', '', ''],
    ['tanh', tanh, [800, 600, 1000], '3.298', '', ''],
    ['tanh, narrow', tanh, [800, 400, 600], '2.714', '', ''],
    ['0.7H₁ + 0.5H₂', polynomial([0.7, 0.5]), [1000, 500, 1000], '5.791', '', ''],
    ['0.3H₁ + 0.7H₂', weakLinear, [800, 200, 800], '4.441', '6.375', '0.72'],
    ['0.3H₁ + 0.7H₂, narrow', weakLinear, [800, 400, 400], '3.153', '3.193', '0.18'],
    ['|z|', even, square, '1.454', '1.571', '0.43'],
  ] as const)('%s', (_name, sigma, sizes, edge, outliers, overlap) => {
    const found = spectrum(settingOf(sigma, sizes, 'R', 0), 'dressed');
    expectPrinted([found.edge], edge);
    expectPrinted(found.outliers, outliers);
    expectPrinted(
      found.overlaps.map((row) => row[4]),
      overlap,
    );
  });
});

describe('edges and outliers after the step', () => {
  const cubic = teacher([1, 0, 0.2], 0.5);
  const linear = teacher([1], 0.3);
  test.each([
    ['ReLU', 'R', 3, relu, square, standard, '2.463/2.464', '2.582', '2.583'],
    ['ReLU', 'R', 8, relu, square, standard, '2.463/2.471', '8.413', '8.419'],
    ['ReLU', 'G', 8, relu, square, standard, '2.463/2.510', '8.413', '8.440'],
    ['ReLU', 'R', 16, relu, square, standard, '2.463/2.491', '29.91 4.818', '29.94 4.840'],
    ['ReLU', 'G', 16, relu, square, standard, '2.463/2.647', '29.91 5.841', '30.01 5.918'],
    ['quadratic', 'R', 3, quadratic, square, standard, '10.249/10.308', '21.55', '21.59'],
    ['quadratic', 'R', 6, quadratic, square, standard, '10.249/10.487', '69.72 15.73', '69.88 15.92'],
    ['quadratic', 'G', 6, quadratic, square, standard, '10.249/10.935', '69.72 19.77', '70.13 20.16'],
    ['quadratic', 'R', 10, quadratic, square, standard, '10.249/10.916', '184.5 94.0', '185.0 94.5'],
    ['quadratic', 'G', 10, quadratic, square, standard, '10.249/12.308', '184.5 126.7', '185.8 127.7'],
    ['sine 1.5', 'R', 8, faster, [800, 300, 600], standard, '1.858/1.835', '2.433', '2.419'],
    ['sine 1.5', 'R', 14, faster, [800, 300, 600], standard, '1.858/1.795', '4.178 2.002', '4.146 1.978'],
    ['sine 1.5', 'G', 14, faster, [800, 300, 600], standard, '1.858/1.760', '3.932 2.549', '3.950 2.493'],
    ['sine', 'R', 16, sine, square, standard, '2.578/2.342', '17.00 3.712', '16.91 3.657'],
    ['sine', 'R', 28, sine, square, standard, '2.578/2.059', '28.03 11.67 3.398', '27.85 11.62 3.259'],
    [
      'sine',
      'R',
      40,
      sine,
      square,
      standard,
      '2.578/1.845',
      '32.50 20.82 6.35 2.76',
      '32.27 20.77 6.22 2.51 1.97',
    ],
    ['sine', 'G', 16, sine, square, standard, '2.578/2.330', '12.22 4.885', '12.13 4.875'],
    ['tanh', 'R', 6, tanh, [600, 300, 450], cubic, '2.714/2.643', '9.086', '9.052'],
    ['tanh', 'R', 14, tanh, [600, 300, 450], cubic, '2.714/2.413', '34.25', '34.12'],
    ['ReLU, linear', 'R', 1000 ** 0.29, relu, [1000, 300, 500], linear, '1.905/1.911', '5.533', '5.538'],
    ['ReLU, linear', 'G', 1000 ** 0.29, relu, [1000, 300, 500], linear, '1.905/1.928', '5.533', '5.547'],
  ] as const)('%s, mode %s, η = %d', (_name, mode, eta, sigma, sizes, target, edges, bare, dressed) => {
    const setting = settingOf(sigma, sizes, mode, eta, target);
    const [before, after] = [spectrum(setting, 'bare'), spectrum(setting, 'dressed')];
    expectPrinted([before.edge, after.edge], edges);
    expectPrinted(before.outliers, bare);
    expectPrinted(after.outliers, dressed);
  });

  test('the second ReLU spike of a paper-like setting needs η near 10.9 or 10.5', () => {
    const second = (mode: Mode) => thresholds(settingOf(relu, [1000, 300, 500], mode, 0, linear), 2)[1];
    expectPrinted([second('R'), second('G')], '10.9 10.5');
  });
});

describe('overlaps with 1, g, H₂, H₃', () => {
  test.each([
    ['ReLU', 'R', 3, relu, square, 0, '0 .447 0 0'],
    ['ReLU', 'R', 8, relu, square, 0, '0 .948 0 0'],
    ['ReLU', 'R', 16, relu, square, 0, '0 .988 0 0'],
    ['ReLU', 'R', 16, relu, square, 1, '.331 0 .534 0'],
    ['ReLU', 'G', 16, relu, square, 1, '.515 0 .377 0'],
    ['quadratic', 'R', 10, quadratic, square, 1, '.326 0 .651 0'],
    ['quadratic', 'G', 10, quadratic, square, 1, '.500 0 .481 0'],
    ['sine', 'R', 28, sine, square, 0, '0 .864 0 .108'],
    ['sine', 'R', 28, sine, square, 1, '.483 0 .381 0'],
    ['sine', 'R', 28, sine, square, 2, '0 .081 0 .405'],
    ['sine 1.5', 'G', 14, faster, [800, 300, 600], 0, '.778 0 .034 0'],
    ['sine 1.5', 'G', 14, faster, [800, 300, 600], 1, '0 .700 0 .004'],
  ] as const)('%s, mode %s, η = %d', (name, mode, eta, sigma, sizes, index, printed) => {
    const constants = name === 'sine' ? 'bare' : 'dressed';
    const { overlaps } = spectrum(settingOf(sigma, sizes, mode, eta), constants);
    expectPrinted(overlaps[index].subarray(0, 4), printed);
  });
});

describe('thresholds', () => {
  test.each([
    [400, '2.45 9.57', '.150 .377', '8.92', '.365', '2.66 10.5 19.3', '.393 .494', '9.09', '.368'],
    [800, '2.45 11.2', '.134 .361', '10.4', '.350', '2.64 12.0 22.1', '.371 .463', '10.3', '.349'],
    [1600, '2.45 13.1', '.121 .348', '12.1', '.338', '2.63 13.8 26.0', '.356 .441', '11.8', '.335'],
    [1e4, '2.45 20.2', '.097 .326', '18.7', '.318', '2.62 21.0 43.0', '.330 .408', '17.8', '.313'],
    [1e6, '2.45 62.8', '.065 .300', '58.2', '.294', '2.62 64.8 183', '.302 .377', '54.9', '.290'],
    [1e8, '2.45 198', '.049 .287', '184', '.283', '2.62 205 832', '.289 .365', '173', '.280'],
  ])('n = N = %d', (n, reluR, alphaR, reluG, alphaG, sineR, sineAlpha, sineG, sineAlphaG) => {
    const at = (sigma: typeof relu, mode: Mode) => settingOf(sigma, [n, n / 2, n], mode, 0);
    const alphas = (etas: number[]) => etas.map((eta) => Math.log(eta) / Math.log(n));
    const [one, two, three, four] = [
      thresholds(at(relu, 'R'), 2),
      thresholds(at(relu, 'G'), 2),
      thresholds(at(sine, 'R'), 3),
      thresholds(at(sine, 'G'), 2),
    ];
    expectPrinted(one, reluR);
    expectPrinted(alphas(one), alphaR);
    expectPrinted([two[1], alphas(two)[1]], `${reluG} ${alphaG}`);
    expectPrinted(three, sineR);
    expectPrinted(alphas(three).slice(1), sineAlpha);
    expectPrinted([four[1], alphas(four)[1]], `${sineG} ${sineAlphaG}`);
  });

  test('α is log η over log n', () => {
    const setting = settingOf(relu, square, 'R', 0);
    expectPrinted(alphaThresholds(setting, 2), '.134 .361');
  });

  test('third spikes of ReLU and tanh are out of reach at n = 800', () => {
    const reluThird = thresholds(settingOf(relu, square, 'R', 0), 3, { largestShift: 5 })[2];
    expect(reluThird).toBeGreaterThan(80);
    const tanhSecond = thresholds(settingOf(tanh, square, 'R', 0), 2, { largestShift: 3 })[1];
    expectPrinted([tanhSecond], '38');
  });

  test('the constant-step threshold of ReLU', () => {
    expectPrinted([etaCritical(bareBulk(relu, 0.5, 0.5), alignmentOf(standard, 0.5).betaNorm)], '2.45');
  });
});

describe('outliers against α, ReLU, n = N = 600, d = 300', () => {
  test.each([
    [0.1, '', ''],
    [0.15, '2.48', '2.48'],
    [0.2, '2.90', '2.91'],
    [0.25, '4.07', '4.08'],
    [0.3, '6.47', '6.49'],
    [0.35, '11.1', '11.1'],
    [0.4, '20.0 3.30', '20.0 3.94'],
    [0.45, '36.7 7.70', '36.9 9.43'],
    [0.5, '68.5 19.7', '68.8 23.8'],
  ])('α = %d', (alpha, rankOne, full) => {
    const at = (mode: Mode) => settingOf(relu, [600, 300, 600], mode, 600 ** alpha);
    expectPrinted(spectrum(at('R'), 'dressed').outliers, rankOne);
    expectPrinted(spectrum(at('G'), 'dressed').outliers, full);
  });

  test.each([
    [300, '.276', '.17', '.34'],
    [600, '.456', '.28', '.46'],
    [1200, '.534', '.32', '.50'],
  ])('second vector at α = 0.4, n = %d', (n, quadraticR, constantR, constantG) => {
    const at = (mode: Mode) =>
      spectrum(settingOf(relu, [n, n / 2, n], mode, n ** 0.4), 'dressed').overlaps[1];
    expectPrinted([at('R')[2]], quadraticR);
    expectPrinted([at('R')[0]], constantR);
    expectPrinted([at('G')[0]], constantG);
  });
});

describe('errors', () => {
  const sizes = [600, 300, 450] as const;
  const R1 = { sigma: relu, sizes, target: standard, intercept: false };
  const R2 = { ...R1, sigma: quadratic };
  const R3 = { ...R1, sizes: [600, 200, 300] as const, target: teacher([1], 0.3) };
  const R4 = { ...R1, sigma: tanh, target: teacher([1, 0, 0.3], 0.3) };
  const R5 = { ...R1, intercept: true };
  const R6 = { ...R1, target: teacher([0, Math.SQRT1_2], 0.3) };
  test.each([
    ['R1', 'R', 8, 0.01, R1, '2.079', '.2448 .2450', '1.540 1.520', '1.676 1.438'],
    ['R1', 'R', 3, 0.1, R1, '1.3134', '.5433 .5434', '1.1195 1.1181', '1.0272 0.8870'],
    ['R1', 'R', 8, 0.1, R1, '1.3134', '.4579 .4589', '.9554 .9484', '1.0272 0.8870'],
    ['R1', 'R', 16, 0.1, R1, '1.3134', '.4283 .4317', '.9114 .8935', '1.0272 0.8870'],
    ['R1', 'G', 8, 0.1, R1, '1.3134', '.4647 .4627', '.9767 .9744', '1.0272 0.9242'],
    ['R1', 'G', 16, 0.1, R1, '1.3134', '.4434 .4351', '.9478 .9441', '1.0272 0.9242'],
    ['R1', 'R', 16, 1, R1, '1.3087', '.7634 .7659', '.8404 .8372', '.9231 .8150'],
    ['R1', 'G', 16, 1, R1, '1.3087', '.7817 .7715', '.8677 .8623', '.9231 .8437'],
    ['R2', 'R', 3, 0.1, R2, '1.8591', '.3124 .3124', '1.397 1.397', '1.455 1.256'],
    ['R2', 'R', 10, 0.1, R2, '1.8591', '.2786 .2786', '1.263 1.263', '1.455 1.256'],
    ['R2', 'G', 6, 0.1, R2, '1.8591', '.2933 .2879', '1.328 1.378', '1.455 1.309'],
    ['R2', 'G', 10, 0.1, R2, '1.8591', '.2895 .2753', '1.315 1.459', '1.455 1.309'],
    ['R3', 'R', 8, 0.1, R3, '.5655', '.1835 .1829', '.2612 .2577', '.2328 .2328'],
    ['R4', 'R', 8, 0.1, R4, '1.1349', '.5134 .5171', '1.0002 1.0025', '.9766 .9766'],
    ['R5', 'R', 16, 0.1, R5, '1.3134', '.3995 .4023', '.8388 .8212', '1.0272 .8169'],
    ['R5', 'G', 16, 0.1, R5, '1.3134', '.4007 .3928', '.8402 .8355', '1.0272 .8169'],
    ['R6', 'R', 16, 0.1, R6, '1.4774', '.6329 .6367', '1.4774 1.4720', '1.4774 1.4774'],
  ] as const)('%s, mode %s, η = %d, λ = %d', (...row) => {
    const [, mode, eta, lambda, { sigma, sizes: of, target, intercept }, before, train, after, limits] = row;
    const setting = settingOf(sigma, of, mode, eta, target);
    const signal = signalOf(setting, { intercept });
    const bulk = bulkOf(signal, 'bare');
    const initial = initialErrors(bulk, target, lambda).testError;
    expectPrinted([initial], before);
    const [bare, half] = [bulk, bulkOf(signal, 'halfDressed')].map((b) => errorsAfterStep(signal, b, lambda));
    expectPrinted([bare.trainLoss, half.trainLoss], train);
    expectPrinted([bare.testError, half.testError], after);
    const { omega } = signal.scales;
    const gain = (ell: number) =>
      limitGains(bulk, { teacher: target, omega, intercept }, spikeDegrees(sigma, ell), lambda).lambda;
    expectPrinted([initial - gain(1), initial - gain(2)], limits);
  });

  test.each([
    ['R', 3, '.1940'],
    ['R', 8, '.3580'],
    ['R', 16, '.4021'],
    ['G', 8, '.3368'],
    ['G', 16, '.3656'],
  ] as const)('improvement of R1, mode %s, η = %d', (mode, eta, printed) => {
    const signal = signalOf(settingOf(relu, sizes, mode, eta));
    const bulk = bulkOf(signal, 'bare');
    const gain = initialErrors(bulk, standard, 0.1).testError - errorsAfterStep(signal, bulk, 0.1).testError;
    expectPrinted([gain], printed);
  });

  test.each([
    ['tanh', tanh, '.190 .195 .201 .210'],
    ['ReLU', relu, '.258 .232 .223 .214'],
  ] as const)('%s learns a linear teacher less well at large steps', (_name, sigma, printed) => {
    const errors = [8, 16, 24.5, 40].map((eta) => {
      const signal = signalOf(settingOf(sigma, [600, 200, 300], 'R', eta, teacher([1], 0.3)));
      return errorsAfterStep(signal, bulkOf(signal, 'halfDressed'), 0.1).testError;
    });
    expectPrinted(errors, printed);
  });

  test('generalised cross-validation: the ratio of errors before the step', () => {
    const { trainError, testError } = initialErrors(bareBulk(relu, 0.5, 2 / 3), standard, 0.1);
    expectPrinted([trainError / testError], '.337');
  });
});

describe('settings that break the pattern', () => {
  test('a second layer with two values has at most two spikes', () => {
    const options = { secondLayer: twoValuedSecondLayer };
    expectPrinted(spectrum(settingOf(sine, square, 'R', 28), 'bare', options).outliers, '45.9 10.9');
    expectPrinted(spectrum(settingOf(relu, square, 'R', 16), 'bare', options).outliers, '29.9 2.88');
  });

  test('a teacher without linear part makes a spike', () => {
    const setting = settingOf(relu, [600, 300, 600], 'R', 16, teacher([0, Math.SQRT1_2], 0.3));
    expectPrinted(spectrum(setting, 'bare').outliers, '9.94');
  });

  test('an even activation: the constant comes out', () => {
    const at = (eta: number) => spectrum(settingOf(activation('abs'), square, 'G', eta), 'dressed');
    // Before the step in closed form: k = b² + 2c₂²/ψ = 1 and z = k + b²/(k − b²).
    expect(at(0).outliers[0]).toBeCloseTo(Math.PI / 2, 12);
    // Simulated, 800/400/800: 1.58, 2.65, 17.5; overlap with the constant 0.66 and 0.97 at η = 8 and 16.
    expectPrinted(
      [8, 16].flatMap((eta) => at(eta).outliers),
      '2.51 17.6',
    );
    expectPrinted(
      [8, 16].flatMap((eta) => at(eta).overlaps[0][0]),
      '0.59 0.96',
    );
  });

  test('with many samples the modes merge', () => {
    const sizesOf = [1600, 200, 400] as const;
    const at = (mode: Mode) => spectrum(settingOf(relu, sizesOf, mode, 12), 'bare').outliers;
    expectPrinted(at('R'), '11.7 1.95');
    expectPrinted(at('G'), '11.7 2.03');
    expectPrinted([scalesOf(settingOf(relu, sizesOf, 'G', 12)).omega], '.17');
  });

  test('labels with a mean join the constant to the first spike', () => {
    const setting = settingOf(relu, square, 'G', 8, teacher([1, 0.5], 0.3, 1));
    const { outliers, overlaps } = spectrum(setting, 'dressed');
    expectPrinted(outliers.slice(0, 1), '11.8');
    expectPrinted([overlaps[0][0]], '.122');
  });
});

test('a cubic activation has its bulk edge like any other', () => {
  const cubic = polynomial([1, 0.707, 0.408]);
  expect(bulkEdge(bareBulk(cubic, 0.5, 0.5)).z).toBeGreaterThan(bulkEdge(bareBulk(quadratic, 0.5, 0.5)).z);
});
