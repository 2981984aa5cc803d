/** The one object that `lab --json` prints and that "download JSON" saves. Its keys and their order are public. */
import type { Aggregated } from './aggregate.ts';
import { evaluateChecks } from './checks.ts';
import type { Nested, Predictions } from './outcome.ts';
import type { Value, Values } from './parameters.ts';
import type { ExperimentSpec } from './spec.ts';

/** A number or null where there is none, nested like its source. */
export type JsonNested = number | null | readonly JsonNested[];

export interface LabJson {
  readonly experiment: string;
  readonly version: number;
  readonly parameters: Readonly<Record<string, Value>>;
  readonly seeds: readonly number[];
  /** Null when nothing was run (`--predict`). */
  readonly backend: string | null;
  readonly axes: Readonly<Record<string, readonly JsonNested[]>>;
  readonly measures: Readonly<
    Record<
      string,
      {
        readonly over: readonly string[];
        readonly mean: JsonNested;
        readonly sd: JsonNested;
        readonly values: readonly JsonNested[];
      }
    >
  >;
  readonly predictions: Readonly<Record<string, JsonNested>>;
  readonly checks: readonly {
    readonly name: string;
    readonly at: Readonly<Record<string, number | null>>;
    readonly predicted: number | null;
    readonly measured: number | null;
    readonly tolerance: number | null;
    /** Null where one of the numbers is missing. */
    readonly verdict: string | null;
    readonly violated: readonly string[];
  }[];
}

/** What a run and its predictions came to; either may be missing. */
export interface Findings {
  readonly parameters: Values;
  readonly seeds: readonly number[];
  readonly measured: (Aggregated & { readonly backend: string }) | null;
  readonly predictions: Predictions | null;
}

/** Measures, predictions and parameters stand in the order of the spec. */
export function labJson(spec: ExperimentSpec, found: Findings): LabJson {
  const { measured, predictions } = found;
  const axes = { ...predictions?.axes, ...measured?.axes };
  const measures = inOrder(Object.keys(spec.measures), measured?.measures ?? {});
  const values = inOrder(Object.keys(spec.predictions), predictions?.values ?? {});
  return {
    experiment: spec.id,
    version: spec.version,
    parameters: Object.fromEntries(inOrder(Object.keys(spec.parameters), found.parameters)),
    seeds: found.seeds,
    backend: measured?.backend ?? null,
    axes: Object.fromEntries(Object.entries(axes).map(([name, entries]) => [name, entries.map(nullable)])),
    measures: Object.fromEntries(
      measures.map(([name, { mean, sd, values: perSeed }]) => [
        name,
        {
          over: spec.measures[name].over,
          mean: nullable(mean),
          sd: sd === null ? null : nullable(sd),
          values: perSeed.map(nullable),
        },
      ]),
    ),
    predictions: Object.fromEntries(values.map(([name, value]) => [name, nullable(value)])),
    checks: evaluateChecks(spec, found.parameters, measured, predictions).map((check) => ({
      name: check.name,
      at: Object.fromEntries(Object.entries(check.at).map(([axis, entry]) => [axis, finite(entry)])),
      predicted: finite(check.predicted),
      measured: finite(check.measured),
      tolerance: finite(check.tolerance),
      verdict: check.verdict,
      violated: check.violated,
    })),
  };
}

function inOrder<T>(names: readonly string[], values: Readonly<Record<string, T>>): [string, T][] {
  return names.filter((name) => name in values).map((name) => [name, values[name]]);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** JSON has neither NaN nor infinity: both are null. */
function nullable(value: Nested): JsonNested {
  return typeof value === 'number' ? finite(value) : value.map(nullable);
}
