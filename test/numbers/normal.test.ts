import { describe, expect, test } from 'vitest';
import {
  erf,
  erfc,
  millsRatio,
  normalCdf,
  normalDensity,
  normalLogCdf,
  normalQuantile,
} from '#numbers/normal.ts';

// Computed with 50 digits by mpmath 1.3.0 (npdf, erf, erfc, findroot), rounded to double.
// prettier-ignore
const REFERENCE: [x: number, density: number, cdf: number, logCdf: number, erf: number, erfc: number][] = [
  [-37.25, 1.974883779891633e-302, 5.297888779927269e-304, -698.3185598724016, -1.0, 2.0],
  [-30, 1.4736461348785476e-196, 4.906713927148187e-198, -454.3212439563432, -1.0, 2.0],
  [-20.3, 1.308288554681529e-90, 6.429244467698346e-92, -209.97697152524202, -1.0, 2.0],
  [-12.7, 3.777735721149138e-36, 2.95648536485205e-37, -84.11164725467316, -1.0, 2.0],
  [-8.1, 2.2588094031543087e-15, 2.7479593923982286e-16, -35.83050289080147, -1.0, 2.0],
  [-5, 1.4867195147342977e-06, 2.866515718791939e-07, -15.064998393988725, -0.9999999999984626, 1.9999999999984626],
  [-3.3, 0.0017225689390536812, 0.0004834241423837775, -7.634616148071127, -0.9999969422902035, 1.9999969422902035],
  [-2.1, 0.043983595980427184, 0.017864420562816553, -4.024944222243985, -0.997020533343667, 1.997020533343667],
  [-1.0000001, 0.24197070032207088, 0.15865522973438578, -1.8410217975227952, -0.8427008344604605, 1.8427008344604605],
  [-1, 0.24197072451914334, 0.15865525393145705, -1.8410216450092636, -0.8427007929497149, 1.8427007929497148],
  [-0.7, 0.31225393336676127, 0.24196365222307303, -1.4189677615315315, -0.6778011938374184, 1.6778011938374184],
  [-1e-05, 0.39894228038148555, 0.49999601057719606, -0.6931551594373844, -1.1283791670579e-05, 1.0000112837916706],
  [0, 0.3989422804014327, 0.5, -0.6931471805599453, 0.0, 1.0],
  [1e-08, 0.39894228040143265, 0.5000000039894228, -0.6931471725810997, 1.1283791670955126e-08, 0.9999999887162083],
  [0.3, 0.3813878154605241, 0.6179114221889527, -0.4814101615884812, 0.3286267594591274, 0.6713732405408726],
  [0.99, 0.24439035090699956, 0.8389129404891691, -0.1756483437044941, 0.8385080695553698, 0.1614919304446302],
  [1.01, 0.23955109772801336, 0.8437523549787455, -0.16989624571337206, 0.8468104962282768, 0.1531895037717233],
  [1.7, 0.09404907737688693, 0.955434537241457, -0.045589029170068934, 0.9837904585907745, 0.01620954140922544],
  [4, 0.00013383022576488534, 0.9999683287581669, -3.167174337748927e-05, 0.9999999845827421, 1.541725790028002e-08],
  [8, 5.052271083536892e-15, 0.9999999999999993, -6.220960574271786e-16, 1.0, 1.1224297172982926e-29],
];

// prettier-ignore
const QUANTILES: [p: number, x: number][] = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-20, -9.262340089798407],
  [1e-09, -5.9978070150076865],
  [0.001, -3.0902323061678136],
  [0.025, -1.9599639845400543],
  [0.1999, -0.8419784787153598],
  [0.2001, -0.8412640958093334],
  [0.3, -0.5244005127080408],
  [0.499, -0.002506630899571766],
  [0.5, 0.0],
  [0.5000001, 2.506628273311648e-07],
  [0.75, 0.6744897501960817],
  [0.8001, 0.8419784787153599],
  [0.9, 1.2815515655446006],
  [0.975, 1.9599639845400538],
  [0.999999, 4.753424308817087],
];

/** Asserts a relative error of at most `tolerance`. */
function expectClose(value: number, reference: number, tolerance = 2e-15): void {
  if (reference === 0) expect(value).toBe(0);
  else expect(Math.abs(value / reference - 1)).toBeLessThanOrEqual(tolerance);
}

describe('standard normal law', () => {
  test.each(REFERENCE)('matches 50-digit references at %d', (x, ...reference) => {
    [normalDensity, normalCdf, normalLogCdf, erf, erfc].forEach((f, k) => expectClose(f(x), reference[k]));
  });

  test.each(QUANTILES)('quantile of %d', (p, x) => expectClose(normalQuantile(p), x));

  test('log Φ stays finite where Φ underflows', () => {
    // The asymptotic series of the Mills ratio at x = 100: 1/x (1 − 1/x² + 3/x⁴ − 15/x⁶ + 105/x⁸ …).
    const mills = (1 - 1e-4 + 3e-8 - 15e-12 + 105e-16) / 100;
    expectClose(millsRatio(100), mills);
    expectClose(normalLogCdf(-100), -5000 - 0.5 * Math.log(2 * Math.PI) + Math.log(mills));
    expect(normalCdf(-100)).toBe(0);
  });

  test('limits, symmetry and invalid arguments', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), erf(Infinity), erf(-Infinity)]).toEqual([0, 1, 1, -1]);
    expect([normalLogCdf(-Infinity), normalLogCdf(Infinity)]).toEqual([-Infinity, -0]);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    for (const p of [-0.1, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
    expect(normalCdf(NaN)).toBeNaN();
    for (let x = 0; x < 9; x += 0.37) {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 15);
      expect(erf(-x)).toBeCloseTo(-erf(x), 15);
    }
  });
});
