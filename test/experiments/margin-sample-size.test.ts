/** margin-sample-size against the reference table, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/margin-sample-size/Figure.svelte';
import { predict } from '#experiments/margin-sample-size/predict.ts';
import { run } from '#experiments/margin-sample-size/run.ts';
import spec from '#experiments/margin-sample-size/spec.ts';
import { defaults } from '#framework/parameters.ts';
import { list, result, traced } from '../support/experiment.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

const tested = { spec, run, predict };
const drawable = { ...tested, Figure };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

describe('the reference table', () => {
  test('d = 10, m = 300: kernel, standard start, small start', async () => {
    const { measures } = await result(tested, engine, { n: [20, 40], m: 300 }, 3);
    const near = (name: string, means: readonly number[], sds: readonly number[]): void =>
      list(measures[name].mean).forEach((value, i) =>
        expect(Math.abs(value - means[i]), `${name}, ${i}`).toBeLessThanOrEqual(2 * sds[i]),
      );
    near('testErrorNtk', [0.37, 0.171], [0.034, 0.05]);
    near('testErrorStandard', [0.333, 0.014], [0.061, 0.01]);
    // The table saw no error at n = 40; three samples may show one in a hundred.
    near('testErrorSmall', [0.263, 0], [0.08, 0.005]);
    near('marginSmall', [0.0595, 0.0512], [0.006, 0.0025]);
  });

  test('d = 20: the kernel', async () => {
    // m and steps do not concern it.
    const { measures } = await result(tested, engine, { d: 20, n: [40, 80, 160, 320], m: 1, steps: 1 }, 3);
    const table = [
      [0.405, 0.009],
      [0.339, 0.011],
      [0.148, 0.015],
      [0.011, 0.003],
    ];
    // Two standard deviations of a difference of means of three, and 0.005 where three were too few to tell them.
    list(measures.testErrorNtk.mean).forEach((value, i) =>
      expect(Math.abs(value - table[i][0])).toBeLessThan(0.015 + 2 * table[i][1]),
    );
  });
});

describe('checks', () => {
  test('agree in the default', async () => {
    const { checks, measures } = await result(tested, engine, {}, 1);
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => 'agrees'));
    // The order that the article tells: small start, standard start, kernel.
    const at40 = (name: string): number => list(measures[name].mean)[1];
    expect(at40('testErrorSmall')).toBeLessThan(0.03);
    expect(at40('testErrorStandard')).toBeLessThan(at40('testErrorNtk') - 0.08);
  });

  test('differ with every assumption kept when the flow hardly moves', async () => {
    const { checks } = await result(tested, engine, { n: [160], steps: 400, etaMax: 1e-3 }, 1);
    expect(checks.slice(3).map(({ verdict }) => verdict)).toEqual(['differs', 'differs']);
  });

  test('of the kernel hold in other dimensions, and not in six', async () => {
    for (const [d, n] of [
      [14, [49, 98]],
      [25, [100, 300]],
      [40, [160, 320]],
    ] as const) {
      const { checks } = await result(tested, engine, { d, n, m: 1, steps: 1 }, 1);
      expect(checks.slice(0, 3).map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees', 'agrees']);
    }
    const { checks } = await result(tested, engine, { d: 6, n: [20], m: 1, steps: 1 }, 4);
    expect(checks[0].verdict).toMatch(/^outside/);
  });
});

test('every setting of the table is accepted', () => {
  const values = { ...defaults(spec.parameters), m: 300 };
  expect(spec.refuse?.({ ...values, d: 30, n: [60, 120, 240, 480, 960] })).toBeNull();
  expect(spec.refuse?.({ ...values, d: 30, n: [2000], m: 2000 })).toMatch(/minute/);
});

test('with n ≤ d nothing is learned, and the margins exceed those of the cube', async () => {
  const { measures, checks } = await result(tested, engine, { n: [5, 10] }, 3);
  for (const name of ['testErrorNtk', 'testErrorStandard', 'testErrorSmall'])
    for (const error of list(measures[name].mean)) expect(error).toBeGreaterThan(0.33);
  expect(list(measures.marginSmall.mean)[0]).toBeGreaterThan(1.3 * checks[4].predicted);
  expect(checks[3].violated).toEqual(['more-than-d']);
});

test('four neurons seldom find the label', async () => {
  const { measures, checks } = await result(tested, engine, { m: 4, n: [160] }, 5);
  expect(list(measures.testErrorSmall.mean)[0]).toBeGreaterThan(0.05);
  expect(checks[4]).toMatchObject({ verdict: 'outside its assumptions (differs)', violated: ['neurons'] });
});

test('a run is the same for the same seed; a longer list does not change it', async () => {
  const changes = { n: [20, 30], m: 20, steps: 50 };
  const once = await traced(tested, engine, changes, 3);
  expect((await traced(tested, engine, changes, 3)).outcome).toEqual(once.outcome);
  const longer = await traced(tested, engine, { ...changes, n: [20, 30, 60] }, 3);
  for (const name of Object.keys(once.outcome.measures))
    expect(list(longer.outcome.measures[name]).slice(0, 2)).toEqual(list(once.outcome.measures[name]));
});

test('the figure draws all its charts, and stands empty before a run', async () => {
  const changes = { n: [20, 40], m: 20, steps: 30 };
  const charts = (document: Document): number => document.querySelectorAll('.chart').length;
  const full = await drawnFigure(drawable, engine, changes);
  const empty = emptyFigure(drawable, changes);
  expect(full.body.innerHTML).toContain('γ_gl/2 of the cube');
  expect(full.body.innerHTML).not.toContain('not measured yet');
  expect(empty.body.innerHTML).toContain('not measured yet');
  for (const drawn of [full, empty]) {
    expect(charts(drawn)).toBeGreaterThanOrEqual(3);
    expect(drawn.body.innerHTML).not.toContain('NaN');
  }
});
