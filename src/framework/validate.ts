/**
 * Text → values, with errors that are sentences naming what is allowed. The one parser behind links and the command
 * line; the form checks its values with the same rules.
 */
import type {
  ListParameter,
  NumberParameter,
  OptionalParameter,
  Parameter,
  Value,
  Values,
} from './parameters.ts';
import type { ExperimentSpec } from './spec.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** "n must be a whole number from 10 to 20000, got banana" */
  | { readonly ok: false; readonly sentence: string };

type Numeric = NumberParameter | OptionalParameter | ListParameter;

/** How an optional number that is not set is written. */
export const UNSET = 'none';

/** The seed of a run: a whole number within ± this. */
export const SEED_LIMIT = 1e12;

/** What a parameter accepts, in words that complete "… must be": "a whole number from 10 to 20000". */
export function allowed(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
      return `a ${noun(parameter)} ${range(parameter)}`;
    case 'optional':
      return `a ${noun(parameter)} ${range(parameter)}, or ${UNSET}`;
    case 'list': {
      const least = parameter.minLength ?? 1;
      const most = parameter.maxLength;
      const count = least === most ? `${most}` : `${least} to ${most}`;
      return `a list of ${count} ${noun(parameter)}${most === 1 ? '' : 's'} ${range(parameter)}, separated by commas`;
    }
    case 'choice':
      return `one of ${parameter.options.map((option) => option.value).join(', ')}`;
    case 'switch':
      return 'true or false';
    case 'text':
      return `${parameter.form}, of at most ${parameter.maxLength} characters`;
  }
}

function noun(parameter: Numeric): string {
  return parameter.integer ? 'whole number' : 'number';
}

function range(parameter: Numeric): string {
  const multiple =
    parameter.multipleOf === undefined ? '' : ` in steps of ${formatNumber(parameter.multipleOf)}`;
  return `from ${formatNumber(parameter.min)} to ${formatNumber(parameter.max)}${multiple}`;
}

/** Reads one value. The text is trimmed; numbers are decimal, with an exponent if wanted. */
export function parseValue(name: string, parameter: Parameter, text: string): Parsed<Value> {
  const trimmed = text.trim();
  const value = readValue(parameter, trimmed);
  const accepted = value !== undefined && accepts(parameter, value);
  return accepted ? { ok: true, value } : { ok: false, sentence: refusal(name, allowed(parameter), trimmed) };
}

/** A sentence when the value is not one that the parameter accepts, else null. */
export function checkValue(name: string, parameter: Parameter, value: unknown): string | null {
  if (isValue(value) && accepts(parameter, value)) return null;
  return refusal(name, allowed(parameter), isValue(value) ? formatValue(value) : typeof value);
}

/** The first thing that is wrong with a set of values: out of range, missing, unknown, or refused together. */
export function checkValues(spec: ExperimentSpec, values: Values): string | null {
  for (const [name, parameter] of Object.entries(spec.parameters)) {
    const sentence = checkValue(name, parameter, values[name]);
    if (sentence !== null) return sentence;
  }
  const unknown = Object.keys(values).find((name) => !(name in spec.parameters));
  if (unknown !== undefined) return unknownParameter(spec, unknown);
  return spec.refuse?.(values) ?? null;
}

/** "there is no parameter foo; xor-amplification has d, n, m" */
export function unknownParameter(spec: ExperimentSpec, name: string): string {
  const names = Object.keys(spec.parameters).join(', ');
  return `there is no parameter ${shorten(name)}; ${spec.id} has ${names}`;
}

/** Reads the seed of the first run. */
export function parseSeed(text: string): Parsed<number> {
  return parseWhole('seed', text, -SEED_LIMIT, SEED_LIMIT);
}

/** Reads the number of seeds, from 1 to the experiment's most. */
export function parseSeedCount(spec: ExperimentSpec, text: string): Parsed<number> {
  return parseWhole('seeds', text, 1, spec.seeds.max);
}

function parseWhole(name: string, text: string, min: number, max: number): Parsed<number> {
  const value = readNumber(text.trim());
  if (value !== undefined && Number.isInteger(value) && value >= min && value <= max)
    return { ok: true, value };
  return { ok: false, sentence: refusal(name, `a whole number from ${min} to ${max}`, text.trim()) };
}

/** The text that `parseValue` reads back to the very same value. */
export function formatValue(value: Value): string {
  if (value === null) return UNSET;
  if (Array.isArray(value)) return value.map(formatNumber).join(',');
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

/** Shortest decimal text of a number, without the "+" of an exponent, which links would have to encode. */
export function formatNumber(value: number): string {
  return String(value).replace('e+', 'e');
}

/** Equal as settings: lists entry by entry. */
export function sameValue(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((entry, i) => entry === b[i]);
  return a === b;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  // "-0" would be another setting than "0" without meaning anything else.
  return value === 0 ? 0 : value;
}

function readValue(parameter: Parameter, text: string): Value | undefined {
  switch (parameter.kind) {
    case 'number':
      return readNumber(text);
    case 'optional':
      return text === UNSET ? null : readNumber(text);
    case 'list': {
      const entries = text.split(',').map((entry) => readNumber(entry.trim()));
      return entries.every((entry) => entry !== undefined) ? entries : undefined;
    }
    case 'switch':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice':
    case 'text':
      return text;
  }
}

function accepts(parameter: Parameter, value: Value): boolean {
  switch (parameter.kind) {
    case 'number':
      return typeof value === 'number' && acceptsNumber(parameter, value);
    case 'optional':
      return value === null || (typeof value === 'number' && acceptsNumber(parameter, value));
    case 'list':
      return (
        Array.isArray(value) &&
        value.length >= (parameter.minLength ?? 1) &&
        value.length <= parameter.maxLength &&
        value.every((entry: unknown) => typeof entry === 'number' && acceptsNumber(parameter, entry))
      );
    case 'choice':
      return parameter.options.some((option) => option.value === value);
    case 'switch':
      return typeof value === 'boolean';
    case 'text':
      return (
        typeof value === 'string' &&
        value.length <= parameter.maxLength &&
        new RegExp(`^(?:${parameter.pattern})$`, 'u').test(value)
      );
  }
}

function acceptsNumber(parameter: Numeric, value: number): boolean {
  if (!(value >= parameter.min && value <= parameter.max)) return false;
  if (parameter.integer && !Number.isInteger(value)) return false;
  if (parameter.multipleOf === undefined) return true;
  const ratio = value / parameter.multipleOf;
  // 0.3 / 0.1 is not 3 in floating point; the slack is far below any step that a reader could mean.
  return Math.abs(ratio - Math.round(ratio)) < 1e-9 * Math.max(1, Math.abs(ratio));
}

function isValue(value: unknown): value is Value {
  if (value === null || Array.isArray(value)) return true;
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

function refusal(name: string, allowedWords: string, got: string): string {
  return `${name} must be ${allowedWords}, got ${got === '' ? 'nothing' : shorten(got)}`;
}

/** Keeps a reader's stray paste out of the middle of a sentence. */
export function shorten(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.length <= 40 ? oneLine : `${oneLine.slice(0, 39)}…`;
}
