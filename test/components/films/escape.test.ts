/** The film of two points: what is stored of it and what is drawn. */
import { describe, expect, it } from 'vitest';
import { endsAt, saidOf, strokes, threeDigits } from '#components/films/escape.ts';
import { escapeOf } from '#components/films/storedEscape.ts';
import type { Aggregate } from '#framework/outcome.ts';

const history = [
  { step: 0, positive: [0, 0.5], negative: [1, 0] },
  { step: 10, positive: [0.1, 0.5], negative: [1, -0.25] },
];
const hardMargin: Aggregate = { mean: [0.04, 0.1, 0.25], sd: null, values: [[0.04, 0.1, 0.25]] };
const run = { axes: { step: [0, 5, 10] }, measures: { hardMargin }, view: { history } };
const { stops } = escapeOf(run);

describe('what is stored', () => {
  it('has the neurons of both signs in hundredths, downwards, and the margin at their step', () => {
    expect(stops).toEqual([
      { step: 0, ends: [0, -50, 100, -0], margin: 0.04 },
      { step: 10, ends: [10, -50, 100, 25], margin: 0.25 },
    ]);
  });

  it('refuses a run without a history, or without margins there', () => {
    expect(() => escapeOf({ ...run, view: { history: null } })).toThrow('no history');
    expect(() => escapeOf({ ...run, axes: { step: [0, 5] } })).toThrow('no margin at step 10');
  });
});

describe('what is drawn', () => {
  it('glides from stop to stop, as strokes from the centre', () => {
    expect(endsAt(stops, 0.5)).toEqual([5, -50, 100, 12.5]);
    expect(endsAt(stops, 1)).toEqual(stops[1].ends);
    expect(strokes([5, -50, 100, 12.5])).toBe('M0 0L5.0 -50.0M0 0L100.0 12.5');
  });

  it('is said in words', () => {
    expect(threeDigits(-0.0436)).toBe('−0.044');
    expect(saidOf(stops[0], stops[1])).toBe('step 0 of 10, margin 0.040');
  });
});
