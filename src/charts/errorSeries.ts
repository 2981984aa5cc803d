/** Series of error charts, from what a panel hands to a figure. */
import type { LineSeries } from './lineChart.ts';
import type { Tone } from './theme.ts';
import { numbers } from './values.ts';
import type { Aggregate, Predictions } from '#framework/outcome.ts';

/** Mean and spread over seeds at each α reached. */
export function measuredDots(
  label: string,
  tone: Tone,
  alpha: readonly number[] | undefined,
  measure: Aggregate | undefined,
): LineSeries {
  const sd = measure?.sd == null ? null : numbers(measure.sd);
  return { label, tone, mark: 'dots', x: alpha ?? [], y: numbers(measure?.mean), sd };
}

/** A predicted curve on the fine grid of α. */
export function predictedLine(
  label: string,
  tone: Tone,
  predictions: Predictions | null,
  name: string,
): LineSeries {
  return { label, tone, x: predictions?.axes.alphaFine ?? [], y: numbers(predictions?.values[name]) };
}

/** Index of the last α at which the measure has a value, or −1. */
export function lastReached(measure: Aggregate | undefined): number {
  return numbers(measure?.mean).findLastIndex(Number.isFinite);
}
