/** The numbers of a run as a file: CSV in tidy long form. JSON is `labJson`. */
import type { Aggregated } from './aggregate.ts';
import type { Axes, Nested, Predictions } from './outcome.ts';
import type { ExperimentSpec } from './spec.ts';

/**
 * One row a number: `name,<axis>…,kind,seed,value`, kind being "seed", "mean", "sd" or "prediction". Axes that a
 * name is not over, and the seed of a row that is over all seeds, are empty; entries without a value are left out.
 * Lines end with CRLF and fields are quoted where needed (RFC 4180).
 */
export function toCsv(
  spec: ExperimentSpec,
  found: {
    readonly seeds: readonly number[];
    readonly measured: Aggregated | null;
    readonly predictions: Predictions | null;
  },
): string {
  const axisNames = Object.keys({ ...spec.axes, ...found.measured?.axes, ...found.predictions?.axes });
  const rows: (string | number)[][] = [['name', ...axisNames, 'kind', 'seed', 'value']];

  const add = (
    name: string,
    over: readonly string[],
    axes: Axes,
    kind: string,
    seed: number | '',
    value: Nested,
  ) => {
    for (const { at, entry } of entries(value, over, axes)) {
      const places = axisNames.map((axis) => (axis in at ? at[axis] : ''));
      if (!Number.isNaN(entry)) rows.push([name, ...places, kind, seed, entry]);
    }
  };

  for (const [name, { over }] of Object.entries(spec.measures)) {
    const aggregate = found.measured?.measures[name];
    if (found.measured && aggregate) {
      const { axes } = found.measured;
      aggregate.values.forEach((value, i) => add(name, over, axes, 'seed', found.seeds[i], value));
      add(name, over, axes, 'mean', '', aggregate.mean);
      if (aggregate.sd !== null) add(name, over, axes, 'sd', '', aggregate.sd);
    }
  }
  for (const [name, { over }] of Object.entries(spec.predictions)) {
    const value = found.predictions?.values[name];
    if (found.predictions && value !== undefined)
      add(name, over, found.predictions.axes, 'prediction', '', value);
  }
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function* entries(
  value: Nested,
  over: readonly string[],
  axes: Axes,
  at: Readonly<Record<string, number>> = {},
): Generator<{ at: Readonly<Record<string, number>>; entry: number }> {
  if (typeof value === 'number') {
    yield { at, entry: value };
    return;
  }
  const [axis, ...rest] = over;
  for (const [index, inner] of value.entries()) {
    yield* entries(
      inner,
      rest,
      axes,
      axis === undefined ? at : { ...at, [axis]: axes[axis]?.[index] ?? index },
    );
  }
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
