/** A run in words and tables, for people at a terminal. */
import type { Aggregated } from '#framework/aggregate.ts';
import { entryAt } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import { formatShort, formatTolerance } from '#framework/format.ts';
import type { Findings } from '#framework/labjson.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { summarise } from '#framework/summary.ts';
import { parameterTable } from '#framework/table.ts';
import { formatValue } from '#framework/validate.ts';
import { columns } from '../columns.ts';

/** Longer axes are thinned; `--json` has every entry. */
const MOST_ROWS = 16;

export function experimentList(specs: readonly ExperimentSpec[]): string {
  const usage = 'lab <experiment> [name=value …] [--seeds K] [--seed S] [--predict] [--json]';
  const list = columns(specs.map((spec) => [`  ${spec.id}`, spec.summary]));
  return `${usage}\nlab <experiment> --help\n\n${list}\n`;
}

export function parameterHelp(spec: ExperimentSpec): string {
  const rows = parameterTable(spec).map((row) => [
    `  ${row.name}`,
    row.symbol,
    `${row.label}${row.unit === '' ? '' : ` (${row.unit})`}`,
    row.default,
    row.allowed,
  ]);
  const table = columns([['  name', 'symbol', 'meaning', 'default', 'allowed'], ...rows]);
  const presets = spec.presets.slice(1).map((preset) => {
    const settings = Object.entries(preset.values).map(
      ([name, value]) => `${name}=${formatValue(value ?? null)}`,
    );
    return [`  ${preset.id}`, settings.join(' '), preset.sentence];
  });
  const shown = presets.length === 0 ? '' : `\n\nPresets of the page\n${columns(presets)}`;
  return (
    `${spec.id}, version ${spec.version}: ${spec.title}\n${spec.summary}\n\n${table}\n\n` +
    `Measures: ${Object.keys(spec.measures).join(' ')}\nPredictions: ${Object.keys(spec.predictions).join(' ')}` +
    `\nSeeds: at most ${spec.seeds.max}; the page runs ${spec.seeds.default}.${shown}\n`
  );
}

export function report(spec: ExperimentSpec, found: Findings, notes: string): string {
  const settings = Object.keys(spec.parameters).map(
    (name) => `${name}=${formatValue(found.parameters[name])}`,
  );
  const parts = [
    `${spec.id} ${notes}\n${settings.join(' ')}`,
    assumptions(spec, found),
    checkTable(spec, found),
  ];
  parts.push(...numberTables(spec, found));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function assumptions(spec: ExperimentSpec, { parameters }: Findings): string {
  const violated = spec.assumptions.filter((assumption) => !assumption.holds(parameters));
  return violated.map(({ name, text }) => `Violated: ${name}. ${text}`).join('\n');
}

function checkTable(spec: ExperimentSpec, { parameters, measured, predictions, seeds }: Findings): string {
  const checks = evaluateChecks(spec, parameters, measured, predictions);
  if (checks.length === 0 || measured === null) return '';
  const rows = checks.map((check, i) => [
    check.name,
    formatShort(check.predicted),
    spread(check.measured, check.sd),
    formatTolerance(check.tolerance, spec.checks[i].side),
    check.verdict ?? 'no number there',
  ]);
  const table = columns([['check', 'predicted', 'measured', 'tolerance', 'verdict'], ...rows]);
  return `${table}\n${summarise(checks, seeds.length).split('. ')[0].replace(/\.$/, '')}.`;
}

function spread(mean: number, sd: number): string {
  return Number.isNaN(sd) ? formatShort(mean) : `${formatShort(mean)} ± ${formatShort(sd, 2)}`;
}

/** One table for the single numbers and one for each axis; what is over several axes is left to `--json`. */
function numberTables(spec: ExperimentSpec, { measured, predictions }: Findings): string[] {
  const predicted: Aggregated | null = predictions && {
    axes: predictions.axes,
    measures: Object.fromEntries(
      Object.entries(predictions.values).map(([name, mean]) => [name, { mean, sd: null, values: [] }]),
    ),
  };
  return [table(spec.measures, measured, 'measured'), table(spec.predictions, predicted, 'predicted')].flat();
}

function table(specs: ExperimentSpec['measures'], found: Aggregated | null, kind: string): string[] {
  if (found === null) return [];
  const names = Object.keys(specs).filter((name) => name in found.measures);
  const tables: string[] = [];
  const cell = (name: string, place: readonly number[]): string => {
    const { mean, sd } = found.measures[name];
    return spread(entryAt(mean, place), sd === null ? Number.NaN : entryAt(sd, place));
  };
  const single = names.filter((name) => specs[name].over.length === 0);
  if (single.length > 0) tables.push(columns([[kind, ''], ...single.map((name) => [name, cell(name, [])])]));
  for (const [axis, entries] of Object.entries(found.axes)) {
    const along = names.filter((name) => specs[name].over.length === 1 && specs[name].over[0] === axis);
    if (along.length > 0) {
      const rows = thinned(entries.length).map((i) => [
        String(entries[i]),
        ...along.map((name) => cell(name, [i])),
      ]);
      tables.push(columns([[`${kind}, ${axis}`, ...along], ...rows], [0]));
    }
  }
  const rest = names.filter((name) => specs[name].over.length > 1);
  if (rest.length > 0) tables.push(`${kind} over several axes (see --json): ${rest.join(' ')}`);
  return tables;
}

/** At most MOST_ROWS indices, evenly spread, first and last among them. */
function thinned(length: number): number[] {
  const count = Math.min(length, MOST_ROWS);
  const indices = Array.from({ length: count }, (_, i) =>
    Math.round((i * (length - 1)) / Math.max(1, count - 1)),
  );
  return [...new Set(indices)];
}
