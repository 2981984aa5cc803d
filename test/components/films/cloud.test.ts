import { describe, expect, test } from 'vitest';
import { cosinesAt, readout } from '#components/films/cloud.ts';
import { cloudOf } from '#components/films/storedCloud.ts';

const snapshots = [
  { step: 0, cosines: [0, 0.1] },
  { step: 4, cosines: [0.4, 0.1] },
  { step: 16, cosines: [0.8, -0.1] },
];

describe('the cloud of neurons', () => {
  test('stands at the snapshots and moves linearly in √t between them', () => {
    expect(cosinesAt(snapshots, 4)).toEqual([0.4, 0.1]);
    const [x, y] = cosinesAt(snapshots, 9);
    expect(x).toBeCloseTo(0.6, 12);
    expect(y).toBeCloseTo(0, 12);
  });

  test('stays where it is before the first and after the last snapshot', () => {
    expect(cosinesAt(snapshots.slice(1), 0)).toEqual([0.4, 0.1]);
    expect(cosinesAt(snapshots, 100)).toEqual([0.8, -0.1]);
  });

  test('says the spread only where there is one', () => {
    expect(readout({ step: 4, predicted: 0.381, measured: -0.375, sd: 0.012 })).toEqual({
      predicted: '0.38',
      measured: '−0.38 ± 0.01',
    });
    expect(readout({ step: 4, predicted: 0.4, measured: 0.5, sd: null }).measured).toBe('0.50');
  });

  const run = {
    axes: { step: [0, 4, 16] },
    measures: { own: { mean: [0.1, 0.4, 0.8], sd: [0, 0.01, 0.02], values: [] } },
    predictions: { axes: { step: [0, 16] }, values: { own: [0.1, 0.79] } },
    view: { history: snapshots },
  };

  test('has a stop wherever the stored run has both numbers', () => {
    expect(cloudOf(run).stops).toEqual([
      { step: 0, predicted: 0.1, measured: 0.1, sd: 0 },
      { step: 16, predicted: 0.79, measured: 0.8, sd: 0.02 },
    ]);
  });

  test('says what is missing in a stored run', () => {
    expect(() => cloudOf({ ...run, view: null })).toThrow(/no history/);
    expect(() => cloudOf({ ...run, predictions: { axes: { step: [0] }, values: {} } })).toThrow(
      /prediction of own/,
    );
  });
});
