import { describe, expect, test } from 'vitest';
import { cosinesAt, readout } from '#components/shell/cloud.ts';
import { cloudOf } from '#components/shell/storedCloud.ts';
import { moveFocus, statusText } from '#components/shell/search.ts';
import { nextTheme } from '#components/shell/theme.ts';

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

describe('search', () => {
  test('the arrows go from the input into the list and back, and stop at the end', () => {
    expect([moveFocus(-1, 'ArrowDown', 2), moveFocus(1, 'ArrowDown', 2)]).toEqual([0, 1]);
    expect([moveFocus(0, 'ArrowUp', 2), moveFocus(-1, 'ArrowUp', 2)]).toEqual([-1, -1]);
    expect(moveFocus(-1, 'ArrowDown', 0)).toBe(-1);
  });

  test('the status line says how many pages, and whether all are shown', () => {
    expect(statusText('  ', 0, 0)).toBe('');
    expect(statusText('margin', 0, 0)).toBe('Nothing found for “margin”.');
    expect(statusText('margin', 1, 1)).toBe('One page.');
    expect(statusText('margin', 12, 8)).toBe('12 pages; the first 8 are shown.');
  });
});

test('three presses of the theme button lead back to the system', () => {
  expect(nextTheme(nextTheme(nextTheme('system')))).toBe('system');
  expect(nextTheme('system')).toBe('light');
});
