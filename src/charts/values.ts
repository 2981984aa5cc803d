/** Reading what a panel hands to a figure, before it is drawn. */
import type { LineSeries } from './lineChart.ts';

/** A list of numbers, or an empty one for anything else. */
export const numbers = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : []);

/** A number, or NaN for anything else. */
export const single = (value: unknown): number => (typeof value === 'number' ? value : NaN);

/** The series from left to right, in whatever order a list was given. */
export function ascending(series: LineSeries): LineSeries {
  const order = Array.from(series.x, (_, i) => i).sort((a, b) => series.x[a] - series.x[b]);
  const { sd } = series;
  return {
    ...series,
    x: order.map((i) => series.x[i]),
    y: order.map((i) => series.y[i]),
    ...(sd ? { sd: order.map((i) => sd[i]) } : {}),
  };
}
