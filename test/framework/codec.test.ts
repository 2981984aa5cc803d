import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePage,
  decodeSettings,
  defaultSettings,
  encodeSettings,
  presetSettings,
  type Settings,
} from '#framework/codec.ts';
import type { Value } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { checkValues } from '#framework/validate.ts';
import { laterSpec, spec } from './fixture.ts';
import { anyValue } from './values.ts';

const other: ExperimentSpec = { ...spec, id: 'other-walk' };

const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    values: fc.record(
      Object.fromEntries(
        Object.entries(spec.parameters).map(([name, parameter]) => [name, anyValue(parameter)]),
      ),
    ) as fc.Arbitrary<Readonly<Record<string, Value>>>,
    seed: fc.integer({ min: -1e12, max: 1e12 }),
    seeds: fc.integer({ min: 1, max: spec.seeds.max }),
    result: fc.constantFrom(null, 'wasm~fused-simd~1~k3f9a2b7c1d~0.9163'),
  })
  .filter(({ values }) => checkValues(spec, values) === null);

describe('a link', () => {
  it('brings back every setting, in any order, with and without the name in front, through a URL', () => {
    fc.assert(
      fc.property(
        anySettings,
        fc.boolean(),
        fc.constantFrom(spec, laterSpec),
        (settings, prefixed, version) => {
          const query = encodeSettings(version, settings, prefixed);
          const through = new URL(`https://example.org/r/x/?${query}`).search;
          const shuffled = query.split('&').toReversed().join('&');
          for (const text of [query, through, shuffled]) {
            const decoded = decodeSettings(version, text);
            expect(decoded.settings).toEqual(settings);
            expect(decoded.notices).toEqual([]);
          }
          expect(query).not.toMatch(/=$|=&|[\s<>"']/);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves out defaults and is readable', () => {
    const start = defaultSettings(spec);
    expect(encodeSettings(spec, start)).toBe('');
    const settings = { ...start, values: { ...start.values, drift: [0, 0.5], start: '1;2' }, seed: 7 };
    expect(encodeSettings(spec, settings)).toBe('drift=0,0.5&start=1;2&seed=7');
    expect(encodeSettings(spec, settings, true)).toBe(
      'random-walk.drift=0,0.5&random-walk.start=1;2&random-walk.seed=7',
    );
    expect(encodeSettings(laterSpec, settings)).toBe('drift=0,0.5&start=1;2&seed=7&v=2');
    expect(encodeSettings(laterSpec, start)).toBe('');
  });

  it('may name a preset, and settings over it', () => {
    const decoded = decodeSettings(spec, '?preset=long&sigma=2');
    expect(decoded.settings).toEqual({
      ...presetSettings(spec, 'long'),
      values: { ...presetSettings(spec, 'long')?.values, sigma: 2 },
    });
    expect(decoded.settings.seeds).toBe(2);
    expect(decoded.settings.values['steps']).toBe(100);
    expect(decodeSettings(spec, 'preset=short').notices).toEqual([
      'preset must be one of default, long, drifting, got short: the default is used.',
    ]);
  });
});

describe('a mangled link', () => {
  it('says what was ignored and runs the rest', () => {
    const decoded = decodeSettings(spec, '?sigma=banana&steps=-5&foo=1&walkers=200');
    expect(decoded.notices).toEqual([
      'sigma must be a number from 0 to 10, got banana: 0.5 is used.',
      'steps must be a whole number from 10 to 20000, got -5: 40 is used.',
      expect.stringMatching(/^there is no parameter foo; random-walk has steps, .*: it was ignored\.$/),
    ]);
    expect(decoded.settings.values).toEqual({ ...defaultSettings(spec).values, walkers: 200 });
  });

  it('falls back to the defaults when values do not go together', () => {
    const decoded = decodeSettings(spec, 'steps=20000&walkers=1000&seed=3');
    expect(decoded.notices).toEqual([
      'steps × walkers must be at most two million. The default settings are used.',
    ]);
    expect(decoded.settings).toEqual({ ...defaultSettings(spec), seed: 3 });
  });

  it('survives HTML escapes, broken percent signs, repetition and tracking', () => {
    const decoded = decodeSettings(spec, '?sigma=1&amp;steps=50&law=%E0%A4%A&utm_source=x&sigma=2&&fbclid=y');
    expect(decoded.settings.values).toMatchObject({ sigma: 2, steps: 50, law: 'normal' });
    expect(decoded.notices).toEqual([
      'sigma was given twice: the last one counts.',
      'law must be one of normal, uniform, got %E0%A4%A: normal is used.',
    ]);
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.webQueryParameters(), (raw, query) => {
        for (const text of [raw, query]) {
          expect(checkValues(spec, decodeSettings(spec, text).settings.values)).toBeNull();
        }
      }),
    );
  });
});

describe('versions', () => {
  it('are told when they differ', () => {
    expect(decodeSettings(laterSpec, 'seed=1')).toMatchObject({
      version: 1,
      notices: [
        'This link was made with version 1 of the experiment. Version 2 runs, and its numbers may differ.',
      ],
    });
    expect(decodeSettings(laterSpec, 'seed=1&v=2')).toMatchObject({ version: 2, notices: [] });
    expect(decodeSettings(laterSpec, '')).toMatchObject({ version: 2, notices: [], given: false });
    expect(decodeSettings(laterSpec, 'preset=long')).toMatchObject({ version: 2, notices: [], given: true });
    expect(decodeSettings(spec, 'seed=1&v=x').notices).toEqual([
      'v must be a version number, got x: version 1 runs.',
    ]);
  });
});

describe('a page with several experiments', () => {
  it('gives each its own settings and names the stray ones', () => {
    const page = decodePage([spec, other], 'other-walk.sigma=2&random-walk.seed=5&sigma=3&lost.sigma=1&x=1');
    expect(page.experiments['random-walk'].settings).toEqual({ ...defaultSettings(spec), seed: 5 });
    expect(page.experiments['other-walk'].settings.values['sigma']).toBe(2);
    expect(page.notices).toEqual([
      'sigma was ignored: write random-walk.sigma or other-walk.sigma on this page.',
      'lost.sigma was ignored: nothing on this page has that name.',
      'x was ignored: nothing on this page has that name.',
    ]);
  });
});
