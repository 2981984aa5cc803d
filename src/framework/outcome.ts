/** Frames and outcomes: what a run reports. Plain numbers and typed arrays only, never tensors. */

/** A number, or an array nested in the order of the measure's `over`. NaN stands for "no value". */
export type Nested = number | readonly Nested[];

export type Axes = Readonly<Record<string, readonly number[]>>;
export type Named = Readonly<Record<string, Nested>>;

/** What a run of one seed reports on its way. */
export interface Frame<View = unknown> {
  /** Share of the run that is done, in [0, 1]. */
  readonly done: number;
  /** Where the run is, for the progress line: { step: 120 }, or the swept value. */
  readonly at: Readonly<Record<string, number>>;
  /** Entries of each axis reached so far, and the measures over them. */
  readonly axes: Axes;
  readonly measures: Named;
  /** What the figure draws beside the measures: cosines of neurons, histograms, a decision map. */
  readonly view: View;
}

/** The result of one seed. */
export interface Outcome<View = unknown> {
  readonly axes: Axes;
  readonly measures: Named;
  readonly view: View;
}

/** Mean and spread over seeds. */
export interface Aggregate {
  /** Nested in the order of the measure's `over`. */
  readonly mean: Nested;
  /** Standard deviation with K − 1; null for one seed. */
  readonly sd: Nested | null;
  /** The seed first, then the order of `over`. */
  readonly values: readonly Nested[];
}

/** Predictions of one parameter setting (already averaged over seeds when they depend on the draw). */
export interface Predictions {
  readonly axes: Axes;
  readonly values: Named;
}

/** A run that left the range of finite numbers, or otherwise cannot go on. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  /** What was reached, as the last frame. */
  readonly reached: Frame | null;

  constructor(sentence: string, reached: Frame | null) {
    super(sentence);
    this.reached = reached;
  }
}
