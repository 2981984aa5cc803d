/**
 * Seeds → mean and spread. The seeds may stand at different places (frames on the way) and end at different places
 * (a run that stops early); an entry that a seed has not reached is NaN in its values.
 */
import type { Aggregate, Axes, Named, Nested } from './outcome.ts';
import type { MeasureSpec } from './spec.ts';

/** The part of a frame or an outcome that is aggregated. */
export interface Part {
  readonly axes: Axes;
  readonly measures: Named;
}

export interface Aggregated {
  readonly axes: Axes;
  readonly measures: Readonly<Record<string, Aggregate>>;
}

/**
 * Aggregates over seeds.
 *
 * Mean and sd of an entry are over the seeds that have a value there; the sd has K − 1 and is NaN where only one
 * of several seeds has a value. With one seed in all, `sd` is null.
 *
 * @param specs the measures of the experiment; those that no part has are left out
 * @param parts one for each seed, null for a seed that has not reported
 * @throws RangeError when a part has a measure that is not in `specs`, or an axis of a measure is missing
 */
export function aggregate(
  specs: Readonly<Record<string, MeasureSpec>>,
  parts: readonly (Part | null)[],
): Aggregated {
  const present = parts.filter((part) => part !== null);
  const axes = mergeAxes(present.map((part) => part.axes));
  const names = new Set(present.flatMap((part) => Object.keys(part.measures)));
  for (const name of names) {
    if (!(name in specs)) throw new RangeError(`the run reports ${name}, which its spec does not describe`);
  }
  const measures: Record<string, Aggregate> = {};
  for (const [name, spec] of Object.entries(specs)) {
    if (names.has(name)) {
      const values = parts.map((part) => aligned(name, spec.over, part, axes));
      measures[name] = { mean: mean(values), sd: parts.length === 1 ? null : deviation(values), values };
    }
  }
  return { axes, measures };
}

/** Element-wise mean over the finite or infinite entries; NaN where there is none. */
export function mean(values: readonly Nested[]): Nested {
  return elementwise(values, (entries) => {
    const known = entries.filter((entry) => !Number.isNaN(entry));
    return known.length === 0 ? Number.NaN : known.reduce((sum, entry) => sum + entry, 0) / known.length;
  });
}

/** Element-wise standard deviation with K − 1, K the number of entries that are not NaN; NaN for K < 2. */
function deviation(values: readonly Nested[]): Nested {
  return elementwise(values, (entries) => {
    const known = entries.filter((entry) => !Number.isNaN(entry));
    if (known.length < 2) return Number.NaN;
    const centre = known.reduce((sum, entry) => sum + entry, 0) / known.length;
    const squares = known.reduce((sum, entry) => sum + (entry - centre) ** 2, 0);
    return Math.sqrt(squares / (known.length - 1));
  });
}

/** All of one shape. */
function elementwise(values: readonly Nested[], combine: (entries: readonly number[]) => number): Nested {
  const first = values[0];
  if (typeof first === 'number') return combine(values as readonly number[]);
  return first.map((_, index) =>
    elementwise(
      values.map((value) => (value as readonly Nested[])[index]),
      combine,
    ),
  );
}

/** The axes of all parts put together: the longest where the others are its beginnings, else all entries in order. */
export function mergeAxes(parts: readonly Axes[]): Axes {
  const merged: Record<string, readonly number[]> = {};
  for (const axes of parts) {
    for (const [name, entries] of Object.entries(axes)) {
      merged[name] = name in merged ? mergeAxis(merged[name], entries) : entries;
    }
  }
  return merged;
}

function mergeAxis(a: readonly number[], b: readonly number[]): readonly number[] {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (isPrefix(short, long)) return long;
  const all = [...new Set([...long, ...short])];
  const ascending = [a, b].every((axis) => axis.every((entry, i) => i === 0 || axis[i - 1] < entry));
  return ascending ? all.sort((x, y) => x - y) : all;
}

function isPrefix(short: readonly number[], long: readonly number[]): boolean {
  return short.every((entry, index) => entry === long[index]);
}

/** One seed's values of a measure on the merged axes, NaN where it has none. */
function aligned(name: string, over: readonly string[], part: Part | null, axes: Axes): Nested {
  const places = over.map((axis) => {
    if (!(axis in axes))
      throw new RangeError(`${name} is over ${axis}, which the run does not report as an axis`);
    const own = part?.axes[axis] ?? [];
    // By position where possible, because a swept list may hold a value twice.
    if (isPrefix(own, axes[axis])) return axes[axis].map((_, index) => (index < own.length ? index : -1));
    return axes[axis].map((entry) => own.indexOf(entry));
  });
  return picked(part?.measures[name], places, 0);
}

function picked(value: Nested | undefined, places: readonly (readonly number[])[], depth: number): Nested {
  if (depth === places.length) return typeof value === 'number' ? value : Number.NaN;
  const entries = Array.isArray(value) ? (value as readonly Nested[]) : [];
  return places[depth].map((place) => picked(place < 0 ? undefined : entries[place], places, depth + 1));
}

/** The entry of a nested value at these indices; NaN where there is none. */
export function entryAt(value: Nested | undefined, indices: readonly number[]): number {
  let current: Nested | undefined = value;
  for (const index of indices)
    current = Array.isArray(current) ? (current[index] as Nested | undefined) : undefined;
  return typeof current === 'number' ? current : Number.NaN;
}
