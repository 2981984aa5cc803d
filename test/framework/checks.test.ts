import { describe, expect, it } from 'vitest';
import type { Aggregated } from '#framework/aggregate.ts';
import { evaluateChecks, violations } from '#framework/checks.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { summarise } from '#framework/summary.ts';
import { spec } from './fixture.ts';

const values = defaults(spec.parameters);
const steps = [0, 20, 40];

function predicted(
  square: number[],
  last = 40,
): { axes: Record<string, number[]>; values: Record<string, never> } {
  return { axes: { drift: [0], step: steps }, values: { square: [square], steps: last } as never };
}

function measured(square: number[], count: number): Aggregated {
  const axes = { drift: [0], step: steps.slice(0, square.length) };
  return {
    axes,
    measures: {
      square: { mean: [square], sd: [square.map(() => 0.5)], values: [[square], [square]] },
      count: { mean: count, sd: 0, values: [count, count] },
    },
  };
}

describe('checks', () => {
  it('agree or differ by their tolerance', () => {
    // Tolerance 0.6 σ² T = 6.
    const agree = evaluateChecks(spec, values, measured([0, 5, 15.9], 40), predicted([0, 5, 10]));
    expect(agree[0]).toEqual({
      name: 'squared distance at the end',
      at: { drift: 0, step: 40 },
      predicted: 10,
      measured: 15.9,
      sd: 0.5,
      tolerance: 6,
      verdict: 'agrees',
      violated: [],
    });
    const differ = evaluateChecks(spec, values, measured([0, 5, 16.1], 40), predicted([0, 5, 10]));
    expect(differ[0].verdict).toBe('differs');
  });

  it('may have a tolerance that is a share of the prediction', () => {
    const relative = { ...spec, checks: [{ ...spec.checks[0], tolerance: 0.2, relative: true }] };
    const check = (value: number) =>
      evaluateChecks(relative, values, measured([0, 5, value], 40), predicted([0, 5, 10]))[0];
    expect(check(11.9)).toMatchObject({ tolerance: 2, verdict: 'agrees' });
    expect(check(12.1).verdict).toBe('differs');
  });

  it('may have one side only', () => {
    const verdict = (count: number): unknown =>
      evaluateChecks(spec, values, measured([0], count), predicted([0, 5, 10]))[1].verdict;
    expect([39, 40, 41].map(verdict)).toEqual(['agrees', 'agrees', 'differs']);
  });

  it('say so outside their assumptions, without hiding which way it went', () => {
    const drifting = { ...values, drift: [0, 0.5] } as Values;
    expect(violations(spec, drifting)).toEqual(['free']);
    const verdicts = (square: number): unknown[] =>
      evaluateChecks(spec, drifting, measured([0, 5, square], 40), predicted([0, 5, 10])).map(
        (c) => c.verdict,
      );
    // The second check rests on no assumption.
    expect(verdicts(10)).toEqual(['outside its assumptions (agrees)', 'agrees']);
    expect(verdicts(100)).toEqual(['outside its assumptions (differs)', 'agrees']);
  });

  it('wait for their numbers', () => {
    const before = evaluateChecks(spec, values, null, null);
    expect(before.map((check) => check.verdict)).toEqual([null, null]);
    const underway = evaluateChecks(spec, values, measured([0, 5], 20), predicted([0, 5, 10]));
    expect(underway[0]).toMatchObject({
      at: { step: 40 },
      predicted: 10,
      measured: Number.NaN,
      verdict: null,
    });
    expect(underway[1].verdict).toBe('agrees');
  });
});

describe('the summary', () => {
  it('can be read aloud', () => {
    const checks = evaluateChecks(spec, values, measured([0, 5, 17], 40), predicted([0, 5, 10]));
    expect(summarise(checks, 2)).toBe(
      '1 of 2 checks agrees, over 2 seeds. ' +
        'squared distance at the end: measured 17 ± 0.50, predicted 10, differs. ' +
        'steps walked: measured 40 ± 0, predicted 40, agrees.',
    );
    expect(summarise(evaluateChecks(spec, values, null, null), 2)).toBe('No check has numbers yet.');
  });
});
