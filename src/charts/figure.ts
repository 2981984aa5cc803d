/** What the panel hands to an experiment's Figure.svelte, baked or live. */
import type { Aggregate, Axes, Predictions } from '#framework/outcome.ts';
import type { Parameters, Values } from '#framework/parameters.ts';

/** An earlier run kept for comparison, drawn in thin grey. */
export interface PinnedRun {
  readonly axes: Axes;
  readonly measures: Readonly<Record<string, Aggregate>>;
  /** What differs from the current settings, in words: "n = 300". */
  readonly label: string;
}

export interface FigureProps<P extends Parameters = Parameters, View = unknown> {
  readonly parameters: Values<P>;
  readonly axes: Axes;
  /** Mean and spread over the seeds so far; an entry that no seed has reached is NaN. */
  readonly measures: Readonly<Record<string, Aggregate>>;
  readonly predictions: Predictions | null;
  /** The view of the first seed. */
  readonly view: View | null;
  readonly pinned: readonly PinnedRun[];
  /** Names of the assumptions that the parameters violate; the figure hatches what they spoil. */
  readonly violated: readonly string[];
  readonly state: 'baked' | 'running' | 'finished';
}
