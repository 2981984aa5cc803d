/** The words of the command line → what to do. Whatever is wrong is one line that names what is allowed. */
import { DEFAULT_SEED } from '#framework/codec.ts';
import { defaults, type Value, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import {
  checkValues,
  parseSeed,
  parseSeedCount,
  parseValue,
  shorten,
  unknownParameter,
  type Parsed,
} from '#framework/validate.ts';

/** A mistake on the command line; the message is the line for stderr. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Words {
  readonly experiment: string | null;
  /** name=value, in order. */
  readonly settings: readonly (readonly [name: string, text: string])[];
  readonly help: boolean;
  readonly predict: boolean;
  readonly json: boolean;
}

const FLAGS = ['--seeds', '--seed', '--predict', '--json', '--help'];

/** Sorts the words. `--seed 3` and `--seed=3` are both read, and so is `seed=3`, as it stands in links. */
export function readWords(words: readonly string[]): Words {
  const settings: [string, string][] = [];
  const found = new Set<string>();
  let experiment: string | null = null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] === '-h' ? '--help' : words[i];
    const [name, text] = split(word);
    if (name === '--seed' || name === '--seeds') {
      if (text === null) i += 1;
      settings.push([name.slice(2), text ?? words[i] ?? '']);
    } else if (word.startsWith('-')) {
      if (!FLAGS.includes(word))
        throw new UsageError(`there is no option ${shorten(word)}; there are ${FLAGS.join(', ')}`);
      found.add(word);
    } else if (experiment === null) {
      experiment = word;
    } else if (text !== null) {
      settings.push([name, text]);
    } else {
      throw new UsageError(`${shorten(word)} is not a setting; settings are written name=value`);
    }
  }
  for (const [index, [name]] of settings.entries()) {
    if (settings.findIndex(([other]) => other === name) < index)
      throw new UsageError(`${shorten(name)} was given twice`);
  }
  const has = (flag: string): boolean => found.has(flag);
  return { experiment, settings, help: has('--help'), predict: has('--predict'), json: has('--json') };
}

function split(word: string): [string, string | null] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, null] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** The values and the seeds S … S + K − 1. K is 1 unless told: the terminal runs what is asked for and no more. */
export function readSettings(
  spec: ExperimentSpec,
  settings: Words['settings'],
): { readonly parameters: Values; readonly seeds: readonly number[] } {
  const values: Record<string, Value> = { ...defaults(spec.parameters) };
  let seed = DEFAULT_SEED;
  let count = 1;
  for (const [name, text] of settings) {
    const parameter = spec.parameters[name];
    if (name === 'seed') seed = accepted(parseSeed(text));
    else if (name === 'seeds') count = accepted(parseSeedCount(spec, text));
    else if (parameter === undefined) throw new UsageError(unknownParameter(spec, name));
    else values[name] = accepted(parseValue(name, parameter, text));
  }
  const wrong = checkValues(spec, values);
  if (wrong !== null) throw new UsageError(wrong);
  return { parameters: values, seeds: Array.from({ length: count }, (_, k) => seed + k) };
}

function accepted<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new UsageError(parsed.sentence);
  return parsed.value;
}
