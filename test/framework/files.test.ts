/** What a run is written as: CSV, the lab's JSON, baked runs, the parameter table. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBaked, writeBaked, type BakedRun } from '#framework/baked.ts';
import { toCsv } from '#framework/export.ts';
import { formatShort, formatSpread, formatTolerance } from '#framework/format.ts';
import { labJson } from '#framework/labjson.ts';
import { fromLossless, toLossless } from '#framework/lossless.ts';
import { defaults } from '#framework/parameters.ts';
import { specFaults } from '#framework/spec-faults.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { parameterTable } from '#framework/table.ts';
import { spec } from './fixture.ts';

const found = {
  parameters: defaults(spec.parameters),
  seeds: [4, 5],
  measured: {
    backend: 'wasm',
    axes: { drift: [0], step: [0, 1] },
    measures: {
      count: { mean: 40, sd: 0, values: [40, 40] },
      square: {
        mean: [[0, 0.25]],
        sd: [[0, Number.NaN]],
        values: [[[0, 0.25]], [[0, Number.NaN]]],
      },
    },
  },
  predictions: { axes: { drift: [0], step: [0, 1] }, values: { steps: 40, square: [[0, 0.25]] } },
};

describe('CSV', () => {
  it('is tidy: one number a row', () => {
    expect(toCsv(spec, found).split('\r\n')).toEqual([
      'name,step,drift,kind,seed,value',
      'square,0,0,seed,4,0',
      'square,1,0,seed,4,0.25',
      'square,0,0,seed,5,0',
      'square,0,0,mean,,0',
      'square,1,0,mean,,0.25',
      'square,0,0,sd,,0',
      'count,,,seed,4,40',
      'count,,,seed,5,40',
      'count,,,mean,,40',
      'count,,,sd,,0',
      'square,0,0,prediction,,0',
      'square,1,0,prediction,,0.25',
      'steps,,,prediction,,40',
      '',
    ]);
  });
});

describe('the JSON of the command line', () => {
  it('has its keys in a fixed order, and null where there is no number', () => {
    const json = labJson(spec, found);
    expect(Object.keys(json)).toEqual(
      'experiment version parameters seeds backend axes measures predictions checks'.split(' '),
    );
    expect(Object.keys(json.parameters)).toEqual(Object.keys(spec.parameters));
    expect(Object.keys(json.measures)).toEqual(['square', 'count']);
    expect(json.measures['square']).toEqual({
      over: ['drift', 'step'],
      mean: [[0, 0.25]],
      sd: [[0, null]],
      values: [[[0, 0.25]], [[0, null]]],
    });
    expect(JSON.stringify(json.checks[1])).toBe(
      '{"name":"steps walked","at":{},"predicted":40,"measured":40,"tolerance":0,"verdict":"agrees","violated":[]}',
    );
  });

  it('holds predictions alone', () => {
    expect(labJson(spec, { ...found, measured: null })).toMatchObject({
      backend: null,
      measures: {},
      predictions: { square: [[0, 0.25]], steps: 40 },
      checks: [
        { measured: null, verdict: null },
        { predicted: 40, verdict: null },
      ],
    });
  });
});

describe('baked runs', () => {
  it('keep typed arrays and what plain JSON loses', () => {
    fc.assert(
      fc.property(
        fc.float32Array(),
        fc.float64Array(),
        fc.uint8Array(),
        fc.array(fc.double()),
        fc.string(),
        (f32, f64, u8, plain, text) => {
          const value = { f32, nested: [{ f64, u8 }], plain: plain.map((x) => x + 0), text, nothing: null };
          expect(fromLossless(toLossless(value))).toEqual(value);
        },
      ),
    );
  });

  it('write a view of a longer buffer as what is seen of it', () => {
    const part = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    expect(fromLossless(toLossless({ part }))).toEqual({ part: new Float32Array([2, 3]) });
  });

  it('are read back with their key, and nothing else is', () => {
    const run = { experiment: 'random-walk', view: new Float32Array([1.5]) } as unknown as BakedRun;
    expect(readBaked(writeBaked(run, 'k'))).toEqual({ key: 'k', run });
    expect(() => readBaked('{}')).toThrow(SyntaxError);
    expect(() => readBaked('{"key":')).toThrow(SyntaxError);
  });
});

describe('the parameter table', () => {
  it('follows from the spec', () => {
    expect(parameterTable(spec).map((row) => [row.name, row.default, row.allowed])).toContainEqual([
      'walkers',
      '100',
      'a whole number from 2 to 1000 in steps of 2',
    ]);
  });
});

describe('short numbers', () => {
  it.each([
    [0.91634, '0.916'],
    [0.99996, '1.00'],
    [12.345, '12.3'],
    [1234, '1234'],
    [1234.4, '1234'],
    [-0.00012, '−0.000120'],
    [3.21e-7, '3.21e-7'],
    [2.5e9, '2.50e9'],
    [Number.NaN, '–'],
    [-Infinity, '−∞'],
    [0, '0'],
  ])('%d is %s', (value, text) => {
    expect(formatShort(value)).toBe(text);
  });

  it('say as tolerances on which side a measure may lie', () => {
    expect(formatTolerance(0.025)).toBe('± 0.025');
    expect(formatTolerance(0, 'two-sided')).toBe('± 0');
    expect(formatTolerance(0, 'at-least')).toBe('at least');
    expect(formatTolerance(0.02, 'at-least')).toBe('at least, −\u00a00.020');
    expect(formatTolerance(0.02, 'at-most')).toBe('at most, +\u00a00.020');
    expect(formatTolerance(1e-9, 'at-most')).toBe('at most');
    expect(formatSpread(0.0213, 0.5)).toBe('0.021');
    expect(formatSpread(2e-8, 0.25)).toBe('0');
    expect(formatSpread(2e-8, 1e-7)).toBe('2.0e-8');
  });
});

describe('faults of a spec', () => {
  it('are found', () => {
    expect(specFaults(spec)).toEqual([]);
    const broken: ExperimentSpec = {
      ...spec,
      version: 0,
      parameters: { ...spec.parameters, seed: spec.parameters['sigma'] },
      checks: [{ ...spec.checks[0], measure: 'nothing' }, spec.checks[0]],
      presets: [{ ...spec.presets[2], values: { drift: [0] } }],
    };
    expect(specFaults(broken)).toEqual([
      'random-walk: the version is not a whole number from 1',
      'random-walk: parameter seed has a reserved name',
      'random-walk: check "squared distance at the end": there is no measure nothing',
      'random-walk: check "squared distance at the end": there is no prediction nothing',
      'random-walk: two checks are called "squared distance at the end"',
      'random-walk: the first preset is not the default',
      'random-walk: preset drifting says that it breaks free, and does not',
    ]);
  });
});
