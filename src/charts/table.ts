/** The numbers of a chart as a table: columns with a name, rows of numbers or words. */
import { plain } from './format.ts';
import type { LineSeries } from './lineChart.ts';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** A table over the union of the series' x values: one column a series, a second for its sd where it has one. */
export function tableOfSeries(xLabel: string, series: readonly LineSeries[]): Table {
  const xs = [...new Set(series.flatMap((one) => [...one.x]))].sort((a, b) => a - b);
  const columns = [xLabel];
  const lookups: Map<number, number>[] = [];
  for (const one of series) {
    columns.push(one.label);
    lookups.push(new Map(one.x.map((x, i) => [x, one.y[i]])));
    if (one.sd) {
      const { sd } = one;
      columns.push(`${one.label}, sd`);
      lookups.push(new Map(one.x.map((x, i) => [x, sd[i]])));
    }
  }
  const rows = xs.map((x) => [
    x,
    ...lookups.map((lookup) => {
      const value = lookup.get(x);
      return value === undefined || Number.isNaN(value) ? null : value;
    }),
  ]);
  return { columns, rows };
}

/** Comma-separated values (RFC 4180), full precision, empty for no value. */
export function tableToCsv(table: Table): string {
  const cell = (value: number | string | null): string => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.columns, ...table.rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A cell as it is shown. */
export function shown(value: number | string | null): string {
  return value === null ? '–' : typeof value === 'string' ? value : plain(value, 4);
}
