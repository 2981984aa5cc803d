/** The static pictures of the stages against the theory they are drawn from. */
import { describe, expect, test } from 'vitest';
import { area, line, scales } from '#components/stages/drawing.ts';
import { alphas, setting, stageCurves } from '#components/stages/stages.ts';
import { solve } from '#theory/spiked-random-features/errors.ts';
import { readoutOf, spikedModel } from '#theory/spiked-random-features/first-step.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';

const curves = stageCurves();
const { eta, alpha0, alpha, lambda, d } = setting;
const tables = tablesOf(
  spikedModel({ student: 'tanh', target: 'sin', eta, alpha0, delta: 0, readout: readoutOf([1]) }),
);
const solution = solve(tables, { alpha, beta: 1, lambda, delta: 0, width: d });
const nodeOf = (kappa: number) => tables.rule.nodes.indexOf(kappa);

describe('the pictures of the stages', () => {
  test('the four parts of the error add up to the squared error at κ', () => {
    for (const [i, kappa] of curves.kappa.entries()) {
      const sum = curves.parts.reduce((total, part) => total + part[i], 0);
      const density = Math.exp((-kappa * kappa) / 2) / Math.sqrt(2 * Math.PI);
      expect(sum).toBeCloseTo(density * solution.variances.residual[nodeOf(kappa)], 10);
    }
  });

  test('no part is negative', () => {
    expect(Math.min(...curves.parts.flat())).toBeGreaterThan(-1e-12);
  });

  test('the pictures show nearly all of the test error', () => {
    const step = curves.kappa[1] - curves.kappa[0];
    const shown = curves.parts.flat().reduce((total, value) => total + value, 0) * step;
    expect(shown / solution.testError).toBeGreaterThan(0.97);
    expect(shown / solution.testError).toBeLessThan(1);
  });

  test('a sample keeps less of its residual in the middle, and more with more samples', () => {
    expect(curves.kept).toHaveLength(alphas.length);
    const middle = curves.kappa.findIndex((kappa) => Math.abs(kappa) < 1e-9);
    const inMiddle = curves.kept.map((values) => values[middle]);
    expect(inMiddle).toEqual([...inMiddle].sort((a, b) => a - b));
    for (const values of curves.kept) expect(Math.min(...values)).toBeCloseTo(values[middle], 10);
  });

  test('lines and areas go through their points', () => {
    const scale = scales([0, 1]);
    expect(line(scale, [-3, 3], [0, 1])).toBe('M34.0 164.0L332.0 10.0');
    expect(area(scale, [-3, 3], [0, 0], [1, 1])).toBe('M34.0 10.0L332.0 10.0L332.0 164.0L34.0 164.0Z');
  });
});
