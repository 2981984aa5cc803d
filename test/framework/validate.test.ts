import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, type Parameter, type Value } from '#framework/parameters.ts';
import {
  checkValue,
  checkValues,
  formatValue,
  parseSeed,
  parseSeedCount,
  parseValue,
} from '#framework/validate.ts';
import { spec } from './fixture.ts';
import { anyValue } from './values.ts';

function sentence(name: string, text: string): string {
  const parsed = parseValue(name, spec.parameters[name], text);
  if (parsed.ok) throw new Error(`${name} accepts ${text}`);
  return parsed.sentence;
}

function value(name: string, text: string): Value {
  const parsed = parseValue(name, spec.parameters[name], text);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return parsed.value;
}

describe('errors name what is allowed', () => {
  it.each([
    ['steps', 'banana', 'steps must be a whole number from 10 to 20000, got banana'],
    ['steps', '-5', 'steps must be a whole number from 10 to 20000, got -5'],
    ['steps', '10.5', 'steps must be a whole number from 10 to 20000, got 10.5'],
    ['steps', '', 'steps must be a whole number from 10 to 20000, got nothing'],
    ['sigma', '10.001', 'sigma must be a number from 0 to 10, got 10.001'],
    ['sigma', 'Infinity', 'sigma must be a number from 0 to 10, got Infinity'],
    ['sigma', '0x1', 'sigma must be a number from 0 to 10, got 0x1'],
    ['walkers', '3', 'walkers must be a whole number from 2 to 1000 in steps of 2, got 3'],
    ['cap', 'off', 'cap must be a number from 0 to 100, or none, got off'],
    ['drift', '0,,1', 'drift must be a list of 1 to 4 numbers from -1 to 1, separated by commas, got 0,,1'],
    [
      'drift',
      '0,0,0,0,0',
      'drift must be a list of 1 to 4 numbers from -1 to 1, separated by commas, got 0,0,0,0,0',
    ],
    ['law', 'Normal', 'law must be one of normal, uniform, got Normal'],
    ['blowUp', 'yes', 'blowUp must be true or false, got yes'],
    ['start', '1,2', 'start must be a point as x;y, of at most 20 characters, got 1,2'],
  ])('%s=%s', (name, text, expected) => {
    expect(sentence(name, text)).toBe(expected);
  });

  it('shortens what was pasted by mistake', () => {
    expect(sentence('steps', 'a\nb'.repeat(100)).length).toBeLessThan(100);
  });
});

describe('values', () => {
  it.each([
    ['steps', ' 1e3 ', 1000],
    ['sigma', '.5', 0.5],
    ['sigma', '-0', 0],
    ['cap', 'none', null],
    ['cap', '3', 3],
    ['drift', '0.5, -1', [0.5, -1]],
    ['law', 'uniform', 'uniform'],
    ['blowUp', 'true', true],
    ['start', '-1;2', '-1;2'],
  ])('%s=%s', (name, text, expected) => {
    expect(value(name, text)).toEqual(expected);
    expect(Object.is(value(name, text), -0)).toBe(false);
  });

  it('takes decimal steps as they are meant', () => {
    const tenth: Parameter = {
      ...(spec.parameters['sigma'] as never as Parameter),
      multipleOf: 0.1,
    } as Parameter;
    expect(parseValue('sigma', tenth, '0.3')).toEqual({ ok: true, value: 0.3 });
    expect(parseValue('sigma', tenth, '0.35').ok).toBe(false);
  });

  it('are read back from what they are written as, for every parameter', () => {
    for (const [name, parameter] of Object.entries(spec.parameters)) {
      fc.assert(
        fc.property(anyValue(parameter), (original) => {
          expect(value(name, formatValue(original))).toEqual(original);
          expect(checkValue(name, parameter, original)).toBeNull();
        }),
        { numRuns: 50 },
      );
    }
  });

  it('are refused together by a sentence of the experiment', () => {
    const values = defaults(spec.parameters);
    expect(checkValues(spec, values)).toBeNull();
    expect(checkValues(spec, { ...values, steps: 20000, walkers: 1000 })).toBe(
      'steps × walkers must be at most two million.',
    );
    expect(checkValues(spec, { ...values, foo: 1 })).toMatch(
      /^there is no parameter foo; random-walk has steps, sigma/,
    );
    expect(checkValues(spec, { ...values, steps: Number.NaN })).toMatch(/^steps must be/);
  });
});

describe('seeds', () => {
  it('are whole numbers in their range', () => {
    expect(parseSeed('-7')).toEqual({ ok: true, value: -7 });
    expect(parseSeed('7.5').ok).toBe(false);
    expect(parseSeedCount(spec, '20')).toEqual({ ok: true, value: 20 });
    expect(parseSeedCount(spec, '21')).toEqual({
      ok: false,
      sentence: 'seeds must be a whole number from 1 to 20, got 21',
    });
  });
});
