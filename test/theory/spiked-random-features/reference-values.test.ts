/** The theory against an independent implementation in another language, to all digits that were printed. */
import { describe, expect, test } from 'vitest';
import { readoutOf, withRowNorms } from '#theory/spiked-random-features/first-step.ts';
import { randomFeatures } from '#theory/spiked-random-features/model.ts';
import { randomFeaturesError } from '#theory/spiked-random-features/random-features.ts';
import { solveCurve } from '#theory/spiked-random-features/errors.ts';
import { studentTable } from '#theory/spiked-random-features/student-table.ts';
import { tablesForTeacher, tablesOf } from '#theory/spiked-random-features/tables.ts';
import { planeTeacherTable, teacherTable } from '#theory/spiked-random-features/teacher-table.ts';
import { conditions, errors, expectDigits, model, step } from './support.ts';

const first = model({ alpha0: 20 });

describe('tables at κ = 0, 1, 2', () => {
  const kappas = Float64Array.of(0, 1, 2);

  test('student', () => {
    const { mu0, mu1, mu2Squared } = studentTable('tanh', first.groups[0], kappas);
    expectDigits(mu0, [0, 0.605642, 0.906434], 6);
    expectDigits(mu1, [0.602287, 0.412696, 0.138379], 6);
    expectDigits(mu2Squared, [0.028081, 0.046952, 0.020486], 6);
  });

  test('teacher', () => {
    const { mean, across, square } = teacherTable('sin', first.alignment, kappas);
    expectDigits(mean, [0, 0.803328, 0.905783], 6);
    expectDigits(across[0], [0.229135, 0.129179, -0.083481], 6);
    expectDigits(square, [0.05253, 0.663027, 0.82868], 6);
  });
});

describe('all scalars of one group, β = 1, λ = 0.1, p = ∞', () => {
  const printed = [
    [0.3, 7.048849, 8.154069, 1.098322, 0.018364, 0.049689, 0.032813, 0.021504, 0.047915, 0.0131829],
    [1, 3.42756, 5.317417, 1.113343, 0.045517, 0.123237, 0.058202, 0.053994, 0.041604, 0.0173487],
    [3, 1.130609, 2.475136, 1.125789, 0.072094, 0.188922, 0.063833, 0.085264, 0.0325182, 0.0221979],
  ];
  const alphas = printed.map(([alpha]) => alpha);
  const solutions = solveCurve(tablesOf(first), alphas, conditions({ lambda: 0.1 }));
  test.each(printed)('α = %f', (alpha, ...values) => {
    const { response, means, variances, testError, trainError } = solutions[alphas.indexOf(alpha)];
    expectDigits(
      [
        response.v1.data[0],
        response.v2[0],
        means.m[0],
        means.theta[0],
        means.psi[0][0],
        variances.q1.data[0],
        variances.q2[0],
      ],
      values.slice(0, 7),
      6,
    );
    expectDigits([testError, trainError], values.slice(7), 7);
  });
});

test('three groups with label noise at p = 300', () => {
  const three = model({ readout: readoutOf([0.3, 1, 3]), delta: 0.05 });
  const { test: tested, train } = errors(three, [0.3, 0.6, 1, 1.5, 3], {
    beta: 1.5,
    delta: 0.05,
    width: 300,
  });
  expectDigits(tested, [0.09679, 0.10045, 0.09715, 0.08886, 0.06854], 5);
  expectDigits(train, [0.00831, 0.01334, 0.02075, 0.02954, 0.04795], 5);
});

describe('random features', () => {
  const alphas = [0.4, 1, 2.5];
  test.each([
    ['tanh', 'sin', { lambda: 0.01 }, [0.48199518, 0.45520423, 0.23956227]],
    ['erf', 'tanh', { beta: 0.7, lambda: 0.005, delta: 0.1 }, [0.69002066, 0.59478049, 0.26566139]],
  ] as const)('%s on %s: both the spiked theory and Mei and Montanari', (student, target, given, printed) => {
    expectDigits(errors(randomFeatures(student, target), alphas, given).test, printed, 8);
    expectDigits(
      alphas.map((alpha) => randomFeaturesError(student, target, conditions({ ...given, alpha }))),
      printed,
      8,
    );
  });

  test.each(['tanh', 'erf', 'relu'] as const)(
    '%s: the two agree on every target, aligned or not',
    (student) => {
      for (const target of ['tanh', 'sin', 'sign', 'erf', 'relu', 'he1he3', 'he2'] as const)
        for (const alignment of [0, 0.6, 1]) {
          const given = conditions({ alpha: 1.3, beta: 0.8, delta: 0.1 });
          const spiked = errors({ ...randomFeatures(student, target), alignment }, [1.3], given).test[0];
          expect(spiked / randomFeaturesError(student, target, given) - 1).toBeCloseTo(0, 9);
        }
    },
  );
});

test('a two-index teacher, y = tanh x₁ + tanh x₂', () => {
  const tables = tablesForTeacher('tanh', [{ fraction: 1, spike: 1.5, bulkVariance: 1.1 }], (kappas) =>
    planeTeacherTable(
      (kappa, z) => Math.tanh((kappa + z) * Math.SQRT1_2) + Math.tanh((kappa - z) * Math.SQRT1_2),
      kappas,
    ),
  );
  const at = (width: number) =>
    solveCurve(tables, [0.6, 2], conditions({ width })).map((solution) => solution.testError);
  expectDigits(at(Infinity), [0.0809, 0.0729], 4);
  expectDigits(at(300), [0.0824, 0.074], 4);
});

test('a plane teacher of one index is the single-index teacher', () => {
  const kappas = Float64Array.of(-2, -0.3, 0, 1.1);
  const plane = planeTeacherTable((kappa, z) => Math.sin(0.8 * kappa + 0.6 * z), kappas);
  const single = teacherTable('sin', 0.8, kappas);
  kappas.forEach((_, k) => {
    expect(plane.mean[k]).toBeCloseTo(single.mean[k], 12);
    expect(plane.across[0][k]).toBeCloseTo(single.across[0][k], 12);
    expect(plane.square[k]).toBeCloseTo(single.square[k], 12);
  });
});

test('the refinement for trained networks', () => {
  const refined = withRowNorms(step({ alpha0: 20 }));
  expectDigits(errors(refined, [0.3, 1.5, 3], { lambda: 0.1 }).test, [0.04744, 0.03697, 0.03156], 5);
});
