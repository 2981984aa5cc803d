/** Groups, their margins, exclusive neurons and the collapse of features against closed forms and plain loops. */
import { describe, expect, test } from 'vitest';
import { portableExp } from '#numbers/elementary.ts';
import { streams } from '#numbers/random.ts';
import { collapseOf } from '#theory/low-rotation/collapse.ts';
import { activity, exclusiveStart, weightByCount } from '#theory/low-rotation/exclusive.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { game } from '#numbers/matrix-game.ts';
import {
  centreGlobalMargin,
  collapseMargin,
  type Centres,
  groupCentres,
  type Grouped,
  groupRadius,
  missed,
  sampleGroups,
  seenGroups,
} from '#theory/low-rotation/groups.ts';
import { copyOf, standardStart, type Weights } from '#theory/low-rotation/network.ts';

const inner = (x: Float64Array, i: number, y: Float64Array, j: number, d: number): number => {
  let sum = 0;
  for (let c = 0; c < d; c++) sum += x[i * d + c] * y[j * d + c];
  return sum;
};

/** The centres themselves as points. */
const asPoints = ({ k, d, directions, labels }: Centres): Grouped => ({
  inputs: directions,
  n: k,
  d,
  labels,
  k,
  groups: Int32Array.from({ length: k }, (_, g) => g),
});

describe('centres', () => {
  test.each([2, 4, 8, 16])('of a simplex with %d corners have equal obtuse angles', (k) => {
    const { directions, labels } = groupCentres('simplex', k, k - 1);
    for (let g = 0; g < k; g++)
      for (let h = 0; h < k; h++)
        expect(inner(directions, g, directions, h, k - 1)).toBeCloseTo(g === h ? 1 : -1 / (k - 1), 12);
    expect(labels.filter((label) => label === 1)).toHaveLength(k / 2);
  });

  test('of a cross-polytope come in opposite pairs of one label', () => {
    const { directions, labels } = groupCentres('cross-polytope', 6, 5);
    for (let g = 0; g < 6; g += 2) {
      expect(inner(directions, g, directions, g + 1, 5)).toBe(-1);
      expect(labels[g]).toBe(labels[g + 1]);
    }
    expect(Array.from(labels)).toEqual([1, 1, 1, 1, -1, -1]);
  });

  // A network that attains the closed form: one neuron along the sum of each class, or along each sign pattern of its axes.
  test.each([
    ['simplex', 4],
    ['simplex', 8],
    ['cross-polytope', 4],
    ['cross-polytope', 6],
    ['cross-polytope', 12],
  ] as const)(
    'of a %s with k = %d have the global margin that neurons shared by a class attain',
    (geometry, k) => {
      const d = 16;
      const points = asPoints(groupCentres(geometry, k, d));
      const columns: { readonly sign: number; readonly u: Float64Array }[] = [];
      for (const sign of [1, -1]) {
        const own = Array.from({ length: k }, (_, g) => g).filter((g) => points.labels[g] === sign);
        const choices =
          geometry === 'simplex'
            ? [own]
            : Array.from({ length: 2 ** (own.length / 2) }, (_, bits) =>
                Array.from({ length: own.length / 2 }, (__, axis) => own[2 * axis + ((bits >> axis) & 1)]),
              );
        for (const groups of choices) {
          const u = new Float64Array(d);
          for (const g of groups) for (let c = 0; c < d; c++) u[c] += points.inputs[g * d + c];
          const length = Math.sqrt(inner(u, 0, u, 0, d));
          columns.push({ sign, u: u.map((one) => one / length) });
        }
      }
      const rows = Array.from({ length: k }, (_, i) =>
        Float64Array.from(
          columns,
          ({ sign, u }) => sign * points.labels[i] * Math.max(0, inner(points.inputs, i, u, 0, d)),
        ),
      );
      expect(game(rows).value).toBeCloseTo(centreGlobalMargin(geometry, k), 9);
      // No random neuron does better against uniform weights within each class.
      const source = streams(1)('directions');
      const positive = points.labels.filter((label) => label === 1).length;
      const axes = [Math.sqrt(positive), Math.sqrt(k - positive)];
      const share = (label: number): number => {
        const [plus, minus] = axes;
        return label === 1 ? plus / (plus + minus) / positive : minus / (plus + minus) / (k - positive);
      };
      for (let trial = 0; trial < 300; trial++) {
        const u = Float64Array.from({ length: d }, () => source.normal());
        const length = Math.sqrt(inner(u, 0, u, 0, d));
        let sum = 0;
        for (let i = 0; i < k; i++)
          sum +=
            share(points.labels[i]) *
            points.labels[i] *
            Math.max(0, inner(points.inputs, i, u, 0, d) / length);
        expect(Math.abs(sum)).toBeLessThanOrEqual(centreGlobalMargin(geometry, k) + 1e-12);
      }
    },
  );
});

describe('the margin of groups', () => {
  test('is 1/k for the centres, and 1/√2 for two points at a right angle', () => {
    expect(collapseMargin(asPoints(groupCentres('simplex', 6, 9)))).toBeCloseTo(1 / 6, 9);
    const pair: Grouped = {
      inputs: Float64Array.from([1, 0, 0, 1]),
      n: 2,
      d: 2,
      labels: Float64Array.from([1, 1]),
      k: 2,
      groups: Int32Array.from([0, 0]),
    };
    expect(groupRadius(pair, 0)).toBeCloseTo(Math.SQRT1_2, 9);
    expect(seenGroups(pair)).toEqual([0]);
  });

  test('counts only groups that were seen, and misses as many as it should', () => {
    const centres = groupCentres('simplex', 8, 10);
    let unseen = 0;
    for (let seed = 0; seed < 200; seed++) {
      const points = sampleGroups(streams(seed)('data'), centres, 8, 0);
      unseen += 1 - seenGroups(points).length / 8;
      expect(collapseMargin(points)).toBeCloseTo(1 / seenGroups(points).length, 9);
    }
    // Four standard errors of about 0.1/√200.
    expect(Math.abs(unseen / 200 - missed(8, 8))).toBeLessThan(0.03);
    expect(missed(8, 8)).toBeCloseTo((7 / 8) ** 8, 12);
  });

  test('a longer sample begins with the shorter one, on the sphere', () => {
    const centres = groupCentres('simplex', 4, 6);
    const few = sampleGroups(streams(2)('data'), centres, 5, 0.3);
    const many = sampleGroups(streams(2)('data'), centres, 9, 0.3);
    expect(many.inputs.subarray(0, 30)).toEqual(few.inputs);
    expect(inner(many.inputs, 7, many.inputs, 7, 6)).toBeCloseTo(1, 12);
  });
});

describe('exclusive neurons', () => {
  const centres = groupCentres('simplex', 4, 8);
  const points = sampleGroups(streams(0)('data'), centres, 24, 0.1);

  test('are found where they are', () => {
    const v = new Float64Array(3 * 8);
    v.set(centres.directions.subarray(8, 16), 0);
    v.set(centres.directions.subarray(8, 16), 8);
    for (let c = 0; c < 8; c++) v[16 + c] = centres.directions[c] + centres.directions[8 + c];
    const weights: Weights = { m: 3, d: 8, a: Float64Array.from([1, -1, 2]), v };
    const { owner, count } = activity(weights, points);
    expect(Array.from(owner)).toEqual([1, -1, -1]);
    expect(Array.from(count)).toEqual([1, 1, 2]);
    const shared = 2 * Math.sqrt(2 - 2 / 3);
    const shares = weightByCount(weights, count, 4);
    expect(shares[2]).toBeCloseTo(shared / (2 + shared), 12);
    expect(shares[1]).toBeCloseTo(2 / (2 + shared), 12);
  });

  test('of a start belong to each group in turn, are balanced, and stay below the margin of the groups', () => {
    const weights = exclusiveStart(streams(0)('weights'), points, centres, 8, 0.1);
    if (weights === null) throw new Error('no start');
    expect(Array.from(activity(weights, points).owner)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    for (let j = 0; j < 8; j++)
      expect(inner(weights.v, j, weights.v, j, 8)).toBeCloseTo(weights.a[j] ** 2, 15);
    const flow = new Flow(points, weights, { c: 1, etaMax: 0.1 });
    for (let step = 0; step < 1500; step++) {
      flow.step();
      if (step % 100 === 0)
        expect(flow.margins().hard).toBeLessThanOrEqual(collapseMargin(points) / 2 + 1e-12);
    }
    expect(flow.margins().hard).toBeGreaterThan(0.99 * (collapseMargin(points) / 2));
    expect(Array.from(activity(weights, points).owner)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  test('are so rare with eight groups that no network of the panel owns one for each', () => {
    const eight = groupCentres('simplex', 8, 20);
    const random = streams(0);
    const sample = sampleGroups(random('data'), eight, 64, 0.1);
    const { owner } = activity(standardStart(random('weights'), 200_000, 20), sample);
    const found = owner.filter((g) => g >= 0);
    expect(found).toHaveLength(6);
    expect(new Set(found).size).toBeLessThan(8);
  });

  test('are not found in groups that overlap', () => {
    const wide = sampleGroups(streams(0)('data'), centres, 100, 3);
    expect(exclusiveStart(streams(0)('weights'), wide, centres, 4, 0.1)).toBeNull();
  });
});

test('the scatter of features is that of plain loops', () => {
  const centres = groupCentres('simplex', 4, 5);
  const points = sampleGroups(streams(3)('test'), centres, 40, 0.5);
  const weights = standardStart(streams(3)('weights'), 12, 5);
  const pieces = collapseOf(weights, points);
  let next = pieces.next();
  while (next.done !== true) next = pieces.next();
  const { testError, errorOf, nc1 } = next.value;

  const features = Array.from({ length: 40 }, (_, i) => {
    const raw = Array.from(weights.a, (a, j) => a * Math.max(0, inner(points.inputs, i, weights.v, j, 5)));
    const length = Math.sqrt(raw.reduce((sum, one) => sum + one * one, 0));
    return { raw, unit: raw.map((one) => one / length), group: points.groups[i], label: points.labels[i] };
  });
  const meanOf = (rows: readonly { readonly unit: readonly number[] }[]): number[] =>
    weights.a.reduce<number[]>(
      (all, _, j) => [...all, rows.reduce((sum, { unit }) => sum + unit[j], 0) / rows.length],
      [],
    );
  const apart = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, one, j) => sum + (one - y[j]) ** 2, 0);
  const all = meanOf(features);
  let within = 0;
  let between = 0;
  for (const one of features) {
    const own = meanOf(features.filter(({ group }) => group === one.group));
    within += apart(one.unit, own);
    between += apart(own, all);
  }
  expect(nc1).toBeCloseTo(within / between, 10);
  const wrong = features.filter(({ raw, label }) => label * raw.reduce((sum, one) => sum + one, 0) <= 0);
  expect(testError).toBeCloseTo(wrong.length / 40, 12);
  expect(errorOf).toHaveLength(4);
  expect(errorOf[2]).toBeCloseTo(
    wrong.filter(({ group }) => group === 2).length / features.filter(({ group }) => group === 2).length,
    12,
  );
});

test('a step of the flow is that of plain loops, for any number of neurons and points that are on', () => {
  for (const [m, n] of [
    [7, 9],
    [4, 3],
    [10, 14],
  ]) {
    const points = sampleGroups(streams(m)('data'), groupCentres('simplex', 4, 5), n, 0.5);
    const before = standardStart(streams(m)('weights'), m, 5);
    const weights = copyOf(before);
    const eta = new Flow(points, weights, { c: 0.3, etaMax: 1 }).step();
    const p = Array.from({ length: n }, (_, i) =>
      before.a.reduce(
        (sum, a, j) => sum + points.labels[i] * a * Math.max(0, inner(points.inputs, i, before.v, j, 5)),
        0,
      ),
    );
    const raw = p.map((one) => portableExp(-one));
    const total = raw.reduce((sum, one) => sum + one, 0);
    for (let j = 0; j < m; j++) {
      let a = before.a[j];
      const v = before.v.slice(j * 5, j * 5 + 5);
      for (let i = 0; i < n; i++) {
        const z = inner(points.inputs, i, before.v, j, 5);
        if (z <= 0) continue;
        const pull = (eta * points.labels[i] * raw[i]) / total;
        a += pull * z;
        for (let c = 0; c < 5; c++) v[c] += pull * before.a[j] * points.inputs[i * 5 + c];
      }
      expect(weights.a[j]).toBeCloseTo(a, 13);
      for (let c = 0; c < 5; c++) expect(weights.v[j * 5 + c]).toBeCloseTo(v[c], 13);
    }
  }
});
