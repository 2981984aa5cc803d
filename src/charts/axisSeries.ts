/**
 * Series over an axis of the measures, from what a panel hands to a figure; none for what is not there yet. They go
 * from left to right, in whatever order a list was given.
 */
import type { Predictions } from '#framework/outcome.ts';
import type { FigureProps, PinnedRun } from './figure.ts';
import type { LineSeries } from './lineChart.ts';
import { ascending, numbers } from './values.ts';

/** Mean and spread over seeds, in the tone of measures unless told. */
export function measuredOver(
  axis: string,
  { axes, measures }: Pick<FigureProps, 'axes' | 'measures'>,
  name: string,
  look: Pick<LineSeries, 'label' | 'mark'> & Partial<Pick<LineSeries, 'tone'>>,
): LineSeries[] {
  const one = measures[name];
  if (one === undefined) return [];
  const sd = one.sd === null ? null : numbers(one.sd);
  return [ascending({ tone: 'measured', ...look, x: axes[axis] ?? [], y: numbers(one.mean), sd })];
}

export function predictedOver(
  axis: string,
  predictions: Predictions | null,
  name: string,
  label: string,
): LineSeries[] {
  if (predictions === null) return [];
  const { axes, values } = predictions;
  return [ascending({ label, tone: 'theory', x: axes[axis] ?? [], y: numbers(values[name]) })];
}

/** One for each earlier run. @param what goes in front of the labels, where a chart shows several quantities */
export function pinnedOver(
  axis: string,
  pinned: readonly PinnedRun[],
  name: string,
  what?: string,
): LineSeries[] {
  return pinned.map(({ label, axes, measures }) =>
    ascending({
      label: what === undefined ? label : `${what}, ${label}`,
      tone: 'pinned',
      x: axes[axis] ?? [],
      y: numbers(measures[name]?.mean),
    }),
  );
}

/** Leaves only the last one its label, for series that look alike. */
export const lastLabelled = (series: readonly LineSeries[]): LineSeries[] =>
  series.map((one, i) => ({ ...one, unlabelled: i < series.length - 1 }));
