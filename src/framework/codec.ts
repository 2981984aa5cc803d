/**
 * Settings ↔ the query of a link: `?alpha=1.5&seed=7`, or `?srf-learning-curve.alpha=1.5` where a page has several
 * experiments. Defaults are left out, order does not matter, a version is carried once it exceeds 1, and what
 * cannot be read is named to the reader and replaced by the default.
 */
import { defaults, type Values } from './parameters.ts';
import type { ExperimentSpec } from './spec.ts';
import {
  checkValues,
  formatNumber,
  formatValue,
  parseSeed,
  parseSeedCount,
  parseValue,
  sameValue,
  shorten,
  unknownParameter,
  type Parsed,
} from './validate.ts';

/** What a link says about one experiment. */
export interface Settings {
  readonly values: Values;
  /** The first seed; the run takes seed, seed + 1, … */
  readonly seed: number;
  /** How many seeds. */
  readonly seeds: number;
  /** Digest of the outcome that the sender saw (`digest.ts`); null without one. */
  readonly result: string | null;
}

export interface Decoded {
  readonly settings: Settings;
  /** Whether the link said anything at all about this experiment. */
  readonly given: boolean;
  /** Sentences for the reader: what was ignored and what stands in its place. */
  readonly notices: readonly string[];
  /** The version that the link was made with. */
  readonly version: number;
}

/** Names in a link that are not parameters; a spec may not use them (`spec-faults.ts`). */
export const RESERVED_NAMES = ['seed', 'seeds', 'preset', 'result', 'v'] as const;

/** The first seed unless a link or the command line says otherwise. */
export const DEFAULT_SEED = 0;

/** Settings of an experiment that nobody has touched. */
export function defaultSettings(spec: ExperimentSpec): Settings {
  return { values: defaults(spec.parameters), seed: DEFAULT_SEED, seeds: spec.seeds.default, result: null };
}

/** Settings of a preset: the defaults with its own values over them. Null when there is no preset of that id. */
export function presetSettings(spec: ExperimentSpec, id: string): Settings | null {
  const preset = spec.presets.find((candidate) => candidate.id === id);
  if (preset === undefined) return null;
  const start = defaultSettings(spec);
  return {
    ...start,
    values: { ...start.values, ...preset.values } as Values,
    seeds: preset.seeds ?? start.seeds,
  };
}

/**
 * The query of a link, without "?"; empty for the default settings.
 *
 * Presets are spelled out value by value, so that a link keeps its numbers when a preset changes.
 *
 * @param prefixed put the experiment's name in front, for pages with several experiments
 */
export function encodeSettings(spec: ExperimentSpec, settings: Settings, prefixed = false): string {
  const start = defaultSettings(spec);
  const pairs: [string, string][] = [];
  for (const name of Object.keys(spec.parameters)) {
    const value = settings.values[name];
    if (!sameValue(value, start.values[name])) pairs.push([name, formatValue(value)]);
  }
  if (settings.seed !== start.seed) pairs.push(['seed', formatNumber(settings.seed)]);
  if (settings.seeds !== start.seeds) pairs.push(['seeds', formatNumber(settings.seeds)]);
  if (settings.result !== null) pairs.push(['result', settings.result]);
  if (pairs.length > 0 && spec.version > 1) pairs.push(['v', formatNumber(spec.version)]);
  return pairs
    .map(([name, text]) => [prefixed ? `${spec.id}.${name}` : name, text])
    .map(([name, text]) => (text === '' ? escape(name) : `${escape(name)}=${escape(text)}`))
    .join('&');
}

/** Percent-encoding that leaves alone what is safe in a query and easier to read: commas, semicolons, colons. */
function escape(text: string): string {
  return encodeURIComponent(text).replace(/%(2C|3B|3A)/g, (code) => decodeURIComponent(code));
}

/** Reads the query of a page with one experiment; its name may stand in front of a setting or not. */
export function decodeSettings(spec: ExperimentSpec, query: string): Decoded {
  const page = decodePage([spec], query);
  const decoded = page.experiments[spec.id];
  return { ...decoded, notices: [...page.notices, ...decoded.notices] };
}

/** Reads the query of a page with any number of experiments. `notices` are about the page as a whole. */
export function decodePage(
  specs: readonly ExperimentSpec[],
  query: string,
): { readonly experiments: Readonly<Record<string, Decoded>>; readonly notices: readonly string[] } {
  const notices: string[] = [];
  const shares = new Map<string, Map<string, string>>(
    specs.map((spec) => [spec.id, new Map<string, string>()]),
  );
  for (const [key, text] of pairsOf(query)) {
    const dot = key.indexOf('.');
    const name = key.slice(dot + 1);
    const owner = dot >= 0 ? key.slice(0, dot) : specs.length === 1 ? specs[0].id : null;
    const share = owner === null ? undefined : shares.get(owner);
    if (share === undefined) {
      notices.push(strayKey(specs, key, name));
    } else {
      if (share.has(name)) notices.push(`${shorten(key)} was given twice: the last one counts.`);
      share.set(name, text);
    }
  }
  const experiments = specs.map(
    (spec) => [spec.id, decodeShare(spec, shares.get(spec.id) ?? new Map())] as const,
  );
  return { experiments: Object.fromEntries(experiments), notices };
}

function strayKey(specs: readonly ExperimentSpec[], key: string, name: string): string {
  const owners = specs.filter((spec) => name in spec.parameters).map((spec) => `${spec.id}.${name}`);
  if (owners.length > 0 && key === name)
    return `${shorten(key)} was ignored: write ${owners.join(' or ')} on this page.`;
  return `${shorten(key)} was ignored: nothing on this page has that name.`;
}

/** Added to links by mailing and social programs; not the reader's doing, so not worth a notice. */
const FOREIGN = /^(utm_\w+|fbclid|gclid|msclkid|igshid|mc_[ce]id|ref)$/;

function* pairsOf(query: string): Generator<[string, string]> {
  for (const part of query.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=');
    const rawKey = equals < 0 ? part : part.slice(0, equals);
    // "&amp;" comes from links that were copied out of HTML source.
    const key = unescape(rawKey).replace(/^amp;/, '');
    if (key !== '' && !FOREIGN.test(key)) yield [key, equals < 0 ? '' : unescape(part.slice(equals + 1))];
  }
}

/** Percent-decoding that keeps a mangled text as it is, so that it can be named to the reader. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decodeShare(spec: ExperimentSpec, share: ReadonlyMap<string, string>): Decoded {
  const notices: string[] = [];
  const accept = <T>(parsed: Parsed<T>, instead: T): T => {
    if (parsed.ok) return parsed.value;
    notices.push(`${parsed.sentence}: ${formatValue(instead as Values[string])} is used.`);
    return instead;
  };

  const presetId = share.get('preset');
  const preset = presetId === undefined ? null : presetSettings(spec, presetId);
  if (presetId !== undefined && preset === null) {
    const ids = spec.presets.map((candidate) => candidate.id).join(', ');
    notices.push(`preset must be one of ${ids}, got ${shorten(presetId) || 'nothing'}: the default is used.`);
  }
  const base = preset ?? defaultSettings(spec);

  let values: Record<string, Values[string]> = { ...base.values };
  for (const [name, text] of share) {
    if ((RESERVED_NAMES as readonly string[]).includes(name)) continue;
    const parameter = spec.parameters[name];
    if (parameter === undefined) notices.push(`${unknownParameter(spec, name)}: it was ignored.`);
    else values[name] = accept(parseValue(name, parameter, text), base.values[name]);
  }
  const together = checkValues(spec, values);
  if (together !== null) {
    notices.push(`${together} The default settings are used.`);
    values = { ...defaults(spec.parameters) };
  }

  const seedText = share.get('seed');
  const seedsText = share.get('seeds');
  const seed = seedText === undefined ? base.seed : accept(parseSeed(seedText), base.seed);
  const seeds = seedsText === undefined ? base.seeds : accept(parseSeedCount(spec, seedsText), base.seeds);
  const result = share.get('result') || null;

  // Links in the prose name a preset and nothing else; they mean today's version.
  const frozen = [...share.keys()].some((name) => name !== 'preset');
  const version = frozen ? readVersion(spec, share.get('v'), notices) : spec.version;
  return { settings: { values, seed, seeds, result }, given: share.size > 0, notices, version };
}

function readVersion(spec: ExperimentSpec, text: string | undefined, notices: string[]): number {
  const version = text === undefined ? 1 : Number(text);
  if (!Number.isInteger(version) || version < 1) {
    notices.push(
      `v must be a version number, got ${shorten(text ?? '') || 'nothing'}: version ${spec.version} runs.`,
    );
    return spec.version;
  }
  if (version !== spec.version) {
    notices.push(
      `This link was made with version ${version} of the experiment. Version ${spec.version} runs, and its numbers may differ.`,
    );
  }
  return version;
}
