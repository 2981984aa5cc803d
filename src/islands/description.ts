/**
 * What the panel's shell needs of an experiment before its code is fetched: the plain-data part of the spec and the
 * baked checks. Made when the site is built, small, and safe to serialise (no function, no NaN).
 */
import type { BakedRun } from '#framework/baked.ts';
import type { Parameters, Values } from '#framework/parameters.ts';
import { defaults } from '#framework/parameters.ts';
import type { AxisSpec, CheckSpec, ExperimentSpec, PresetSpec } from '#framework/spec.ts';

export interface PanelDescription {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly parameters: Parameters;
  readonly seeds: { readonly default: number; readonly max: number };
  readonly axes: Readonly<Record<string, AxisSpec>>;
  readonly presets: readonly PresetSpec[];
  readonly checks: readonly Pick<CheckSpec, 'name' | 'because' | 'side'>[];
  /** The parameter that the figure follows while it is dragged; null for none. */
  readonly follow: { readonly parameter: string; readonly told: readonly string[] } | null;
  /** Floating-point operations of one seed of the default run. */
  readonly work: number;
}

/** One row of the table of checks; null where there is no number yet. */
export interface CheckRow {
  readonly name: string;
  readonly predicted: number | null;
  readonly measured: number | null;
  readonly sd: number | null;
  readonly tolerance: number | null;
  readonly verdict: string | null;
}

/** The baked default run, as far as words and tables go. */
export interface BakedSummary {
  readonly seeds: number;
  readonly backend: string;
  readonly checks: readonly CheckRow[];
}

export function describe(spec: ExperimentSpec): PanelDescription {
  const { id, version, title, summary, parameters, seeds, axes, presets } = spec;
  const checks = spec.checks.map(({ name, because, side }) => ({ name, because, ...(side && { side }) }));
  return {
    id,
    version,
    title,
    summary,
    parameters,
    seeds,
    axes,
    presets,
    checks,
    follow: spec.follow === undefined ? null : { parameter: spec.follow.parameter, told: spec.follow.told },
    work: spec.work(defaults(parameters)),
  };
}

export function summariseBaked(run: BakedRun): BakedSummary {
  return { seeds: run.seeds.length, backend: run.backend, checks: run.checks.map(checkRow) };
}

/** A check's result as a row: what is not a number becomes null. */
export function checkRow(check: {
  readonly name: string;
  readonly predicted: number;
  readonly measured: number;
  readonly sd: number;
  readonly tolerance: number;
  readonly verdict: string | null;
}): CheckRow {
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    name: check.name,
    predicted: known(check.predicted),
    measured: known(check.measured),
    sd: known(check.sd),
    tolerance: known(check.tolerance),
    verdict: check.verdict,
  };
}

/** The values that a preset stands for. */
export function presetValues(description: PanelDescription, preset: PresetSpec): Values {
  return { ...defaults(description.parameters), ...preset.values } as Values;
}
