/** L-BFGS on functions whose minimum is known, and logistic regression against Newton's method. */
import { describe, expect, test } from 'vitest';
import { lbfgs, type Minimum, type Objective } from '#numbers/lbfgs.ts';
import { logisticDescent } from '#numbers/logistic-descent.ts';
import { logisticRegression } from '#numbers/logistic.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { normals, streams } from '#numbers/random.ts';

function minimum(pieces: Generator<undefined, Minimum, void>): Minimum {
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return next.value;
  }
}

describe('lbfgs', () => {
  test('solves an ill-conditioned quadratic', () => {
    const curvature = Float64Array.from({ length: 30 }, (_, i) => 10 ** (i / 8));
    const objective: Objective = (x, gradient) => {
      let value = 0;
      for (let i = 0; i < x.length; i++) {
        gradient[i] = curvature[i] * (x[i] - i);
        value += 0.5 * curvature[i] * (x[i] - i) ** 2;
      }
      return value;
    };
    const { x, gradient } = minimum(lbfgs(objective, new Float64Array(30), { tolerance: 1e-8, most: 2000 }));
    expect(gradient).toBeLessThan(1e-8);
    x.forEach((value, i) => expect(value).toBeCloseTo(i, 7));
  });

  test('follows the curved valley of Rosenbrock', () => {
    const rosenbrock: Objective = ([x, y], gradient) => {
      gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
      gradient[1] = 200 * (y - x * x);
      return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    };
    const { x } = minimum(lbfgs(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 1e-9 }));
    expect(x[0]).toBeCloseTo(1, 8);
    expect(x[1]).toBeCloseTo(1, 8);
  });

  test('stops after as many iterations as it may take', () => {
    const objective: Objective = (x, gradient) => {
      gradient[0] = 4 * x[0] ** 3;
      return x[0] ** 4;
    };
    expect(minimum(lbfgs(objective, Float64Array.of(3), { tolerance: 0, most: 3 })).iterations).toBe(3);
  });
});

describe('logisticDescent', () => {
  test('has the minimum of Newton’s method', () => {
    const source = streams(1)('points');
    const x = matrix(200, 12, normals(source, 2400));
    const y = Float64Array.from({ length: 200 }, (_, i) => (x.data[i * 12] + source.normal() > 0 ? 1 : -1));
    const ours = minimum(logisticDescent(x, y, { ridge: 1e-3, tolerance: 1e-9 }));
    const newton = logisticRegression(x, y, { ridge: 1e-3, intercept: false });
    expect(ours.value).toBeCloseTo(newton.objective, 12);
    ours.x.forEach((weight, i) => expect(weight).toBeCloseTo(newton.slopes[i], 6));
  });

  test('survives points that are separable by far, and refuses no ridge', () => {
    const x = matrix(4, 1, Float64Array.of(-1e5, -1e5, 1e5, 1e5));
    const { value } = minimum(logisticDescent(x, [-1, -1, 1, 1], { ridge: 1e-6 }));
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1e-3);
    expect(() => minimum(logisticDescent(x, [1, 1, 1, 1], { ridge: 0 }))).toThrow(RangeError);
  });
});
