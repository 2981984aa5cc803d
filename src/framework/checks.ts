/**
 * Checks: prediction against measure with a stated tolerance. Whether they agree is computed first; a violated
 * assumption then changes the words of the verdict, never the outcome.
 */
import type { Aggregated } from './aggregate.ts';
import { entryAt } from './aggregate.ts';
import type { Axes, Nested, Predictions } from './outcome.ts';
import type { Values } from './parameters.ts';
import type { CheckSpec, ExperimentSpec } from './spec.ts';

export type Verdict =
  'agrees' | 'differs' | 'outside its assumptions (agrees)' | 'outside its assumptions (differs)';

export interface CheckResult {
  readonly name: string;
  /** The entry that is compared, by axis; empty for single numbers. */
  readonly at: Readonly<Record<string, number>>;
  /** NaN while there is none. */
  readonly predicted: number;
  /** Mean over the seeds; NaN while no seed has reached the entry. */
  readonly measured: number;
  /** Over the seeds; NaN for fewer than two. */
  readonly sd: number;
  readonly tolerance: number;
  /** Null as long as one of the two numbers is missing: not reached yet, or never. */
  readonly verdict: Verdict | null;
  /** Ids of the violated assumptions that this check rests on. */
  readonly violated: readonly string[];
}

/** Ids of the assumptions that the values violate. */
export function violations(spec: ExperimentSpec, values: Values): string[] {
  return spec.assumptions
    .filter((assumption) => !assumption.holds(values))
    .map((assumption) => assumption.id);
}

/**
 * All checks of an experiment.
 *
 * @param measured null before the run; a run on its way gives a verdict for every entry that it has reached
 * @param predictions null before they are computed
 */
export function evaluateChecks(
  spec: ExperimentSpec,
  values: Values,
  measured: Aggregated | null,
  predictions: Predictions | null,
): CheckResult[] {
  const violated = violations(spec, values);
  return spec.checks.map((check) => {
    const at = place(check, predictions?.axes ?? {}, measured?.axes ?? {});
    const aggregate = measured?.measures[check.measure];
    const over = spec.measures[check.measure]?.over ?? [];
    const against = check.against ?? check.measure;
    const numbers = {
      predicted: pick(
        predictions?.values[against],
        spec.predictions[against]?.over ?? [],
        predictions?.axes,
        at,
      ),
      measured: pick(aggregate?.mean, over, measured?.axes, at),
      sd: aggregate?.sd == null ? Number.NaN : pick(aggregate.sd, over, measured?.axes, at),
    };
    const stated = typeof check.tolerance === 'number' ? check.tolerance : check.tolerance(values);
    const tolerance = check.relative === true ? stated * Math.abs(numbers.predicted) : stated;
    const touched = violated.filter((id) => check.rests?.includes(id) ?? true);
    const agrees = compare(check, numbers.measured, numbers.predicted, tolerance);
    return {
      name: check.name,
      at,
      ...numbers,
      tolerance,
      verdict: word(agrees, touched.length > 0),
      violated: touched,
    };
  });
}

/**
 * The compared entry. "first" and "last" are entries of the prediction, which is there before the run; without one
 * over that axis, of what the run has reached.
 */
function place(check: CheckSpec, predicted: Axes, measured: Axes): Record<string, number> {
  const at: Record<string, number> = {};
  for (const [axis, entry] of Object.entries(check.at ?? {})) {
    const entries = predicted[axis] ?? measured[axis] ?? [];
    at[axis] = typeof entry === 'number' ? entry : (entries.at(entry === 'first' ? 0 : -1) ?? Number.NaN);
  }
  return at;
}

function pick(
  value: Nested | undefined,
  over: readonly string[],
  axes: Axes | undefined,
  at: Readonly<Record<string, number>>,
): number {
  return entryAt(
    value,
    over.map((axis) => indexOf(axes?.[axis] ?? [], at[axis])),
  );
}

/** Swept values may have been computed (0.1 + 0.2), so equal to a part in 10⁹ is equal. */
function indexOf(axis: readonly number[], entry: number | undefined): number {
  if (entry === undefined) return -1;
  return axis.findIndex(
    (other) => Math.abs(other - entry) <= 1e-9 * Math.max(Math.abs(entry), Math.abs(other)),
  );
}

function compare(check: CheckSpec, measured: number, predicted: number, tolerance: number): boolean | null {
  const excess = measured - predicted;
  if (Number.isNaN(measured) || Number.isNaN(predicted)) return null;
  if (measured === predicted) return true;
  if (check.side === 'at-least') return excess >= -tolerance;
  if (check.side === 'at-most') return excess <= tolerance;
  return Math.abs(excess) <= tolerance;
}

function word(agrees: boolean | null, outside: boolean): Verdict | null {
  if (agrees === null) return null;
  if (outside) return agrees ? 'outside its assumptions (agrees)' : 'outside its assumptions (differs)';
  return agrees ? 'agrees' : 'differs';
}
