/** margin-calculator: theory against real neurons, on cubes, samples and points, and what its checks can say. */
import { describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import Figure from '#experiments/margin-calculator/Figure.svelte';
import { predict } from '#experiments/margin-calculator/predict.ts';
import { run } from '#experiments/margin-calculator/run.ts';
import spec from '#experiments/margin-calculator/spec.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { checkValues } from '#framework/validate.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { list, result, traced } from '../support/experiment.ts';
import { drawnFigure } from '../support/figure.ts';

const tested = { spec, run, predict };
/** All arithmetic is float64 in plain loops; the engine is not used. */
const engine = null as unknown as Engine;
const answer = (changes: Partial<Values<typeof spec.parameters>>, seeds = 1) =>
  result(tested, engine, changes, seeds);
/** Verdicts of the checks that have one. */
const verdicts = async (changes: Partial<Values<typeof spec.parameters>>, seeds = 1) =>
  Object.fromEntries(
    (await answer(changes, seeds)).checks.flatMap(({ name, verdict }) =>
      verdict === null ? [] : [[name, verdict]],
    ),
  );

test('cubes from four to ten dimensions agree in every check', async () => {
  const found = await verdicts({ d: [4, 6, 8, 10], m: 2500 });
  expect(Object.keys(found)).toHaveLength(7);
  expect(new Set(Object.values(found))).toEqual(new Set(['agrees']));
});

test('two and three dimensions as well', async () => {
  const { measures, checks } = await answer({ d: [2, 3], m: 3000 }, 2);
  expect(list(measures.gammaGlobal.mean)[0]).toBeCloseTo(0.25, 3);
  expect(list(measures.gammaGlobal.mean)[1]).toBeCloseTo(0.204124, 3);
  expect(checks.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
});

test('beyond what can be measured there are predictions, and NaN', async () => {
  const { measures, predictions, axes } = await answer({ d: [12, 200], m: 500 });
  expect(axes.d).toEqual([12, 200]);
  expect(list(measures.gammaInner.mean)[1]).toBeNaN();
  expect(list(measures.gammaGlobal.mean)[0]).toBeNaN();
  expect(list(predictions.values.gammaGlobal)[1]).toBeCloseTo(0.025, 12);
  expect(predictions.values.farSlopeInner).toBeLessThan(-1);
  expect(predictions.values.farSlopeInner).toBeGreaterThan(-1.06);
});

test('four bits: the trained neurons reach 1/(8√d)', async () => {
  const { measures, predictions } = await answer({ d: [4, 6], parity: '4', steps: 1500, pool: 96, m: 500 });
  list(measures.gammaGlobal.mean).forEach((value, i) => {
    const exact = list(predictions.values.gammaGlobal)[i];
    expect(value).toBeLessThanOrEqual(exact + 1e-9);
    expect(value / exact).toBeGreaterThan(0.99);
  });
});

test('three bits: nothing at all', async () => {
  const { measures, predictions } = await answer({ d: [4, 6], parity: '3', m: 200, steps: 50 });
  for (const name of ['gammaInner', 'gammaOuterUnit', 'gammaBoth', 'widthOuter', 'gammaGlobal'])
    for (const value of list(measures[name].mean)) expect(Math.abs(value)).toBeLessThan(1e-6);
  expect(list(predictions.values.gammaGlobal)).toEqual([0, 0]);
});

test('a sample: theory and neurons agree, and the margin is at least that of the cube', async () => {
  const found = await answer({ d: [10], n: 80, m: 1500, steps: 300 }, 1);
  expect(list(found.predictions.values.gammaGlobal)[0]).toBeNaN();
  expect(list(found.measures.gammaGlobal.mean)[0]).toBeGreaterThan(0.111803 - 1e-6);
  expect(found.checks.map(({ verdict }) => verdict)).toEqual([
    'agrees',
    'agrees',
    null,
    null,
    null,
    null,
    'agrees',
  ]);
});

describe('points in the plane', () => {
  test('of unit length: trained neurons reach the exact margin 1/7', async () => {
    const changes = { points: '1,0;0.6,0.8;0,1;-0.8,0.6;0,-1', labels: '1,1,-1,1,-1', steps: 1000, m: 2000 };
    const { measures, predictions, checks, axes } = await answer(changes, 2);
    expect(axes.d).toEqual([2]);
    expect(list(predictions.values.gammaGlobal)[0]).toBeCloseTo(1 / 7, 7);
    expect(list(measures.gammaGlobal.mean)[0]).toBeCloseTo(1 / 7, 3);
    expect(checks.flatMap(({ verdict }) => verdict ?? [])).toEqual(['agrees', 'agrees', 'agrees']);
  });

  test('of other lengths: used as given, outside the assumptions', async () => {
    const { predictions, checks } = await answer({ points: '1,0;0,0.1', labels: '1,-1', m: 2000 }, 1);
    // Orthogonal: each neuron along a point serves it alone, so 1/γ = 1/1 + 1/0.1.
    expect(list(predictions.values.gammaGlobal)[0]).toBeCloseTo(1 / 11, 7);
    expect(checks[0].violated).toEqual(['unit-length']);
  });

  test('are refused without as many labels', () => {
    const values = { ...defaults(spec.parameters), points: '1,0;0,1', labels: '1' };
    expect(checkValues(spec as unknown as ExperimentSpec, values)).toContain('2 points and 1 labels');
    expect(
      checkValues(spec as unknown as ExperimentSpec, { ...defaults(spec.parameters), d: [3], parity: '4' }),
    ).toContain('more bits than dimensions');
  });
});

test('the same seed gives the same outcome, and more dimensions do not change the first', async () => {
  const one = (await traced(tested, engine, { d: [6], m: 100, steps: 20 }, 4)).outcome;
  expect((await traced(tested, engine, { d: [6], m: 100, steps: 20 }, 4)).outcome).toEqual(one);
  const two = (await traced(tested, engine, { d: [6, 4], m: 100, steps: 20 }, 4)).outcome;
  expect(list(two.measures.gammaInner)[0]).toBe(list(one.measures.gammaInner)[0]);
  expect(list(two.measures.gammaGlobal)[0]).toBe(list(one.measures.gammaGlobal)[0]);
});

test('checks differ: random directions, every assumption kept; too few neurons, outside of them', async () => {
  const untrained = await answer({ d: [6, 8], steps: 0, m: 2500 });
  expect(untrained.checks[3]).toMatchObject({ verdict: 'differs', violated: [] });
  expect(untrained.checks[5].verdict).toBe('differs');
  const narrow = await answer({ d: [6], m: 32, steps: 100 }, 6);
  expect(narrow.checks[2]).toMatchObject({
    verdict: 'outside its assumptions (differs)',
    violated: ['wide'],
  });
});

const drawn = (changes: Partial<Values<typeof spec.parameters>>) =>
  drawnFigure({ ...tested, Figure }, engine, changes);

describe('the figure', () => {
  test('draws margins over the dimension, and bars for three dimensions', async () => {
    const page = await drawn({ d: [4, 6, 10, 50], m: 50, steps: 20 });
    expect(page.querySelectorAll('.baked svg')).toHaveLength(8);
    expect(page.body.textContent).toContain('Margins at d = 10');
    expect(page.body.textContent).not.toContain('NaN');
  });

  test('draws points in the plane', async () => {
    const page = await drawn({ points: '1,0;0,1', labels: '1,-1', m: 50, steps: 50 });
    expect(page.querySelectorAll('.baked svg')).toHaveLength(4);
    expect(page.body.textContent).toContain('2 points in the plane');
  });

  test('says that there is nothing to draw with three bits', async () => {
    const page = await drawn({ d: [4], parity: '3', m: 20, steps: 5 });
    expect(page.body.textContent).toContain('All margins are zero');
  });
});
