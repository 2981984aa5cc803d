/** Arbitrary accepted values of a parameter, for property tests. */
import fc from 'fast-check';
import type { Parameter, Value } from '#framework/parameters.ts';

export function anyValue(parameter: Parameter): fc.Arbitrary<Value> {
  switch (parameter.kind) {
    case 'number':
      return anyNumber(parameter);
    case 'optional':
      return fc.option(anyNumber(parameter), { nil: null });
    case 'list':
      return fc.array(anyNumber(parameter), {
        minLength: parameter.minLength ?? 1,
        maxLength: parameter.maxLength,
      });
    case 'choice':
      return fc.constantFrom(...parameter.options.map((option) => option.value));
    case 'switch':
      return fc.boolean();
    case 'text':
      return fc
        .stringMatching(new RegExp(`^${parameter.pattern}$`))
        .filter((text) => text.length <= parameter.maxLength);
  }
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  readonly multipleOf?: number;
}

function anyNumber({ min, max, integer, multipleOf = 1 }: Range): fc.Arbitrary<number> {
  if (!integer) return fc.double({ min, max, noNaN: true }).map((x) => (x === 0 ? 0 : x));
  return fc
    .integer({ min: Math.ceil(min / multipleOf), max: Math.floor(max / multipleOf) })
    .map((whole) => whole * multipleOf);
}
