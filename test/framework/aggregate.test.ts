import { describe, expect, it } from 'vitest';
import { aggregate, mean, mergeAxes } from '#framework/aggregate.ts';
import type { MeasureSpec } from '#framework/spec.ts';

const describeOver = (...over: string[]): MeasureSpec => ({ label: 'x', description: 'x', over });
const specs = { a: describeOver('step'), b: describeOver(), c: describeOver('n', 'step') };
const NONE = Number.NaN;

describe('aggregate', () => {
  it('gives mean and sd with K − 1', () => {
    const parts = [1, 2, 6].map((b) => ({ axes: {}, measures: { b } }));
    expect(aggregate(specs, parts).measures).toEqual({ b: { mean: 3, sd: Math.sqrt(7), values: [1, 2, 6] } });
  });

  it('has no sd for one seed', () => {
    expect(aggregate(specs, [{ axes: {}, measures: { b: 4 } }]).measures['b'].sd).toBeNull();
  });

  it('takes seeds where they are', () => {
    const { axes, measures } = aggregate(specs, [
      { axes: { step: [0, 1] }, measures: { a: [1, 2] } },
      null,
      { axes: { step: [0, 1, 2] }, measures: { a: [3, 4, 5], b: 9 } },
    ]);
    expect(axes).toEqual({ step: [0, 1, 2] });
    expect(measures['a'].mean).toEqual([2, 3, 5]);
    expect(measures['a'].sd).toEqual([Math.SQRT2, Math.SQRT2, NONE]);
    expect(measures['a'].values).toEqual([
      [1, 2, NONE],
      [NONE, NONE, NONE],
      [3, 4, 5],
    ]);
    expect(measures['b'].values).toEqual([NONE, NONE, 9]);
    expect('c' in measures).toBe(false);
  });

  it('fills ragged ends inside a sweep', () => {
    const { measures } = aggregate(specs, [
      { axes: { n: [10, 20], step: [0, 1] }, measures: { c: [[1, 2], [3]] } },
    ]);
    expect(measures['c'].mean).toEqual([
      [1, 2],
      [3, NONE],
    ]);
  });

  it('aligns by value where seeds stopped at different steps', () => {
    const { axes, measures } = aggregate(specs, [
      { axes: { step: [0, 10, 13] }, measures: { a: [1, 2, 3] } },
      { axes: { step: [0, 10, 20] }, measures: { a: [5, 6, 7] } },
    ]);
    expect(axes).toEqual({ step: [0, 10, 13, 20] });
    expect(measures['a'].mean).toEqual([3, 4, 3, 7]);
  });

  it('keeps an axis that holds a value twice', () => {
    const part = { axes: { step: [1, 1] }, measures: { a: [3, 4] } };
    expect(aggregate(specs, [part, part]).measures['a'].mean).toEqual([3, 4]);
  });

  it('refuses what the spec does not describe', () => {
    expect(() => aggregate(specs, [{ axes: {}, measures: { z: 1 } }])).toThrow('the run reports z');
    expect(() => aggregate(specs, [{ axes: {}, measures: { a: [1] } }])).toThrow('a is over step');
  });
});

describe('mean', () => {
  it('keeps infinities and skips what is missing', () => {
    expect(
      mean([
        [1, Infinity],
        [NONE, 2],
      ]),
    ).toEqual([1, Infinity]);
  });
});

describe('mergeAxes', () => {
  it('appends what is not in ascending order', () => {
    expect(mergeAxes([{ n: [30, 10] }, { n: [20, 10] }])).toEqual({ n: [30, 10, 20] });
  });
});
