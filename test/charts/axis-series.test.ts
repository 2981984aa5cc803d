import { expect, it } from 'vitest';
import { lastLabelled, measuredOver, pinnedOver, predictedOver } from '#charts/axisSeries.ts';

const axes = { n: [10, 20] };
const measures = { own: { mean: [0.5, NaN], sd: [0.1, NaN], values: [] } };
const single = { own: { mean: [0.5, 0.6], sd: null, values: [] } };

it('reads a measure with its spread, in the tone of measures unless told', () => {
  const series = { label: 'own', tone: 'measured', x: [10, 20], y: [0.5, NaN], sd: [0.1, NaN] };
  expect(measuredOver('n', { axes, measures }, 'own', { label: 'own' })).toEqual([series]);
  expect(
    measuredOver('n', { axes, measures: single }, 'own', { label: 'own', tone: 'baseline', mark: 'dots' }),
  ).toEqual([{ ...series, tone: 'baseline', mark: 'dots', y: [0.5, 0.6], sd: null }]);
});

it('has no series for what is not there yet', () => {
  expect(measuredOver('n', { axes, measures }, 'margin', { label: 'margin' })).toEqual([]);
  expect(predictedOver('n', null, 'own', 'own')).toEqual([]);
  expect(pinnedOver('n', [], 'own')).toEqual([]);
});

it('reads a prediction, and leaves one empty that is not over this axis', () => {
  const predictions = { axes, values: { own: [1, 2] } };
  expect(predictedOver('n', predictions, 'own', 'theory')).toEqual([
    { label: 'theory', tone: 'theory', x: [10, 20], y: [1, 2] },
  ]);
  expect(predictedOver('step', predictions, 'margin', 'theory')[0]).toMatchObject({ x: [], y: [] });
});

it('reads earlier runs, with the quantity in front where told, and labels the last alone', () => {
  const pinned = ['m = 5', 'm = 6'].map((label) => ({ axes, measures, label }));
  expect(pinnedOver('n', pinned, 'own').map(({ label }) => label)).toEqual(['m = 5', 'm = 6']);
  const series = lastLabelled(pinnedOver('n', pinned, 'own', 'own'));
  expect(series.map(({ label }) => label)).toEqual(['own, m = 5', 'own, m = 6']);
  expect(series.map(({ unlabelled }) => unlabelled)).toEqual([true, false]);
  expect(series[0]).toMatchObject({ tone: 'pinned', x: [10, 20], y: [0.5, NaN] });
});

it('draws lines from left to right in whatever order the list was given', () => {
  const backwards = { axes: { n: [20, 10] }, measures: { own: { mean: [2, 1], sd: null, values: [] } } };
  const inOrder = { x: [10, 20], y: [1, 2] };
  expect(pinnedOver('n', [{ ...backwards, label: 'm = 5' }], 'own')[0]).toMatchObject(inOrder);
  const predictions = { axes: backwards.axes, values: { own: [2, 1] } };
  expect(predictedOver('n', predictions, 'own', 'theory')[0]).toMatchObject(inOrder);
});
