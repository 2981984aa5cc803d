/** What has to hold for every model: symmetries, limits, order of the errors, and that the solver arrives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaussLegendre } from '#numbers/quadrature.ts';
import { normalDensity } from '#numbers/normal.ts';
import { checkModel, foldMirrored, type Group, type Model } from '#theory/spiked-random-features/model.ts';
import { solve, solveCurve } from '#theory/spiked-random-features/errors.ts';
import { readoutOf, spikedModel, withRowNorms } from '#theory/spiked-random-features/first-step.ts';
import { functions } from '#theory/spiked-random-features/functions.ts';
import { learnedFunction } from '#theory/spiked-random-features/learned-function.ts';
import { tablesOf, tablesOn } from '#theory/spiked-random-features/tables.ts';
import type { Conditions } from '#theory/spiked-random-features/conditions.ts';
import { conditions, model, step, testError } from './support.ts';

/** Numbers spread evenly on a logarithmic scale. */
const between = (low: number, high: number) =>
  fc.double({ min: 0, max: 1, noNaN: true }).map((u) => low * (high / low) ** u);
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const student = fc.constantFrom('tanh', 'erf', 'relu');
const target = fc.constantFrom('tanh', 'sin', 'sign', 'erf', 'relu', 'he1he3', 'he2');
const width = fc.oneof(fc.integer({ min: 50, max: 2000 }), fc.constant(Infinity));

const group = fc.record({
  spike: fc.double({ min: -4, max: 4, noNaN: true }),
  bulkVariance: between(0.7, 4),
});

/** Models of one to three groups. */
const models: fc.Arbitrary<Model> = fc
  .record({ student, target, alignment: unit, groups: fc.array(group, { minLength: 1, maxLength: 3 }) })
  .map(({ groups, ...rest }) => ({
    ...rest,
    groups: groups.map((g): Group => ({ ...g, fraction: 1 / groups.length })),
  }));

const settings: fc.Arbitrary<Conditions> = fc.record({
  alpha: between(0.05, 20),
  beta: between(0.2, 5),
  lambda: between(1e-4, 10),
  delta: unit,
  width,
});

const errorsOf = (of: Model, given: Conditions) => {
  const { testError: tested, trainError } = solve(tablesOf(of), given);
  return [tested, trainError];
};

function expectSame(a: number[], b: number[], tolerance: number): void {
  a.forEach((value, i) => expect(Math.abs(value / b[i] - 1)).toBeLessThan(tolerance));
}

describe('groups', () => {
  test('splitting a group changes nothing', () => {
    fc.assert(
      fc.property(models, settings, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (of, given, share) => {
        const [head, ...tail] = of.groups;
        const split = {
          ...of,
          groups: [
            { ...head, fraction: share * head.fraction },
            { ...head, fraction: (1 - share) * head.fraction },
            ...tail,
          ],
        };
        expectSame(errorsOf(split, given), errorsOf(of, given), 1e-8);
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  test('two equal groups are one group', () => {
    const one = model();
    const two = model({ readout: readoutOf([1, 1]) });
    for (const p of [100, Infinity])
      expectSame(errorsOf(two, conditions({ width: p })), errorsOf(one, conditions({ width: p })), 1e-10);
  });

  test('the order of the groups does not matter', () => {
    fc.assert(
      fc.property(models, settings, (of, given) => {
        const reversed = { ...of, groups: of.groups.toReversed() };
        expectSame(errorsOf(reversed, given), errorsOf(of, given), 1e-8);
      }),
      { numRuns: 12, seed: 2 },
    );
  });

  test('spikes r and −r are one group for an odd student', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('tanh' as const, 'erf' as const),
        target,
        group,
        unit,
        settings,
        (odd, goal, { spike, bulkVariance }, alignment, given) => {
          const of = (spikes: number[]): Model => ({
            student: odd,
            target: goal,
            alignment,
            groups: spikes.map((r) => ({ fraction: 1 / spikes.length, spike: r, bulkVariance })),
          });
          expectSame(errorsOf(of([spike, -spike]), given), errorsOf(of([spike]), given), 1e-8);
        },
      ),
      { numRuns: 12, seed: 3 },
    );
  });
});

test('folding mirrored groups keeps errors and learned function of odd students', () => {
  for (const given of [
    step({ readout: readoutOf('gaussian') }),
    step({ readout: readoutOf([2, -1, 1, -0.5]) }),
  ])
    for (const full of [spikedModel(given), withRowNorms(given)]) {
      const folded = foldMirrored(full);
      expect(folded.groups.length).toBe(full.groups.length === 8 ? 4 : 3);
      const at = conditions({ width: 200, delta: 0.1 });
      expectSame(errorsOf(folded, at), errorsOf(full, at), 1e-9);
      const curve = (of: Model) =>
        learnedFunction(of, solve(tablesOf(of), at), Float64Array.of(-1.5, 0.4, 2)).curve;
      expectSame([...curve(folded)], [...curve(full)], 1e-8);
    }
  const relu = model({ student: 'relu', readout: readoutOf([1, -1]) });
  expect(foldMirrored(relu)).toBe(relu);
});

describe('limits', () => {
  test('with an endless ridge nothing is learned', () => {
    fc.assert(
      fc.property(models, settings, fc.integer({ min: 50, max: 2000 }), (of, given, p) => {
        const [tested, train] = errorsOf(of, { ...given, lambda: 1e9, width: p });
        const power = functions[of.target].secondMoment;
        expect(tested).toBeCloseTo(power, 4);
        expect(train).toBeCloseTo(power + given.delta, 4);
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  test('past n = p more samples help', () => {
    const of = model({ target: 'tanh', alpha0: 2 });
    const alphas = [1.2, 1.6, 2.5, 5, 10, 20];
    const solutions = solveCurve(tablesOf(of), alphas, conditions({ lambda: 1e-3, width: 150 }));
    for (let i = 1; i < alphas.length; i++)
      expect(solutions[i].testError).toBeLessThan(solutions[i - 1].testError);
  });

  test('the peak of random features sits at n = p', () => {
    const alphas = [0.5, 0.75, 1, 1.3, 2];
    const tested = solveCurve(tablesOf(model({ eta: 0 })), alphas, conditions({ lambda: 1e-4 }));
    expect(Math.max(...tested.map((s) => s.testError))).toBe(tested[2].testError);
  });

  test('the actual width tends to the strict limit', () => {
    const at = (p: number) => testError(model(), { width: p });
    expect(at(1e9)).toBeCloseTo(at(Infinity), 8);
  });
});

describe('the solver', () => {
  test('arrives, with the training error below the test error plus the noise', () => {
    fc.assert(
      fc.property(models, settings, (of, given) => {
        const [tested, train] = errorsOf(of, given);
        expect(tested).toBeGreaterThan(0);
        expect(train).toBeGreaterThan(0);
        expect(train).toBeLessThan(tested + given.delta);
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  test('gives the same from a warm start as from none', () => {
    const tables = tablesOf(model({ readout: readoutOf([0.3, 1, 3]) }));
    const given = conditions({ lambda: 1e-4, delta: 0.05, width: 150 });
    const alphas = [0.5, 0.9, 1, 1.1, 2];
    solveCurve(tables, alphas, given).forEach((warm, i) => {
      const cold = solve(tables, { ...given, alpha: alphas[i] });
      expect(warm.testError / cold.testError - 1).toBeCloseTo(0, 8);
    });
  });

  test('also at the smallest ridge, the widest groups and the largest steps', () => {
    const gaussian = model({ readout: readoutOf('gaussian'), eta: 15, alpha0: 0.25 });
    const { response, testError: tested } = solve(tablesOf(gaussian), conditions({ alpha: 1, lambda: 1e-5 }));
    expect(response.iterations).toBeLessThan(5000);
    expect(tested).toBeGreaterThan(0);
  });

  test('its averages over κ agree with a far finer rule, kinks and narrow edges included', () => {
    const halves = [0, 1e-3, 1e-2, 0.1, 0.5, 1, 2, 3, 5, 9.5];
    const ends = [
      ...halves
        .slice(1)
        .map((x) => -x)
        .toReversed(),
      ...halves,
    ];
    const pieces = ends.slice(1).map((to, k) => gaussLegendre(24, ends[k], to));
    const nodes = Float64Array.from(pieces.flatMap((piece) => [...piece.nodes]));
    const raw = pieces.flatMap((piece) => [...piece.weights]).map((w, k) => w * normalDensity(nodes[k]));
    const total = raw.reduce((sum, w) => sum + w, 0);
    const fine = { nodes, weights: Float64Array.from(raw, (w) => w / total) };
    const edge = fc.oneof(unit, fc.constantFrom(0.99, 0.996, 0.9999, 1));
    fc.assert(
      fc.property(models, edge, settings, (of, alignment, given) => {
        const aligned = { ...of, alignment };
        const reference = solve(tablesOn(fine, aligned), given);
        expectSame(errorsOf(aligned, given), [reference.testError, reference.trainError], 1e-5);
      }),
      { numRuns: 12, seed: 6 },
    );
  });
});

describe('what is refused', () => {
  const tables = tablesOf(model());
  test.each([
    [{ alpha: 0 }, /α is positive/],
    [{ beta: -1 }, /β is positive/],
    [{ lambda: 0 }, /λ is positive/],
    [{ lambda: Infinity }, /λ is positive and finite/],
    [{ delta: -0.1 }, /Δ is finite and not negative/],
    [{ width: 0 }, /width p is positive/],
  ])('conditions %o', (given, message) => {
    expect(() => solve(tables, conditions(given))).toThrow(message);
  });

  test.each([
    [[], 1, /needs a group/],
    [[{ fraction: 0.5, spike: 1, bulkVariance: 1 }], 1, /add up to 1/],
    [[{ fraction: -1, spike: 1, bulkVariance: 1 }], 1, /share of a group/],
    [[{ fraction: 1, spike: 1, bulkVariance: 0 }], 1, /bulk variance/],
    [[{ fraction: 1, spike: NaN, bulkVariance: 1 }], 1, /spike is finite/],
    [[{ fraction: 1, spike: 1, bulkVariance: 1 }], 1.1, /alignment/],
  ])('groups %o with alignment %f', (groups, alignment, message) => {
    expect(() => checkModel({ groups, alignment })).toThrow(message);
  });
});
