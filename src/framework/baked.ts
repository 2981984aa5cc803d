/**
 * A baked run: a preset with its seeds, computed when the site is built by the same code as the live one. The
 * static figure, the numbers in the prose and the first state of a panel come from it.
 */
import type { Aggregate, Axes, Predictions } from './outcome.ts';
import type { CheckResult } from './checks.ts';
import type { Values } from './parameters.ts';
import { fromLossless, toLossless } from './lossless.ts';

export interface BakedRun {
  readonly experiment: string;
  readonly version: number;
  /** Id of the preset; the first of the spec is the default. */
  readonly preset: string;
  readonly parameters: Values;
  readonly seeds: readonly number[];
  readonly backend: string;
  readonly kernel: string;
  readonly axes: Axes;
  readonly measures: Readonly<Record<string, Aggregate>>;
  readonly predictions: Predictions;
  readonly checks: readonly CheckResult[];
  /** The view of the first seed at its end. */
  readonly view: unknown;
  /** Of the outcome, as in links. */
  readonly digest: string;
}

/** Runs of one seed along a slider, to drag through without an engine. */
export interface BakedFilm {
  readonly experiment: string;
  readonly preset: string;
  /** What all stops have in common, and the preset's value of the parameter that they differ in. */
  readonly parameters: Values;
  /** Name of the parameter that they differ in. */
  readonly along: string;
  readonly stops: readonly FilmStop[];
}

export interface FilmStop {
  /** Of the parameter that stops differ in. */
  readonly value: number;
  readonly view: unknown;
}

/** Name of the file in the folder of baked runs: `<experiment>.json`, or `<experiment>.<preset>.json`. */
export function bakedFile(experiment: string, preset: string | null): string {
  return preset === null ? `${experiment}.json` : `${experiment}.${preset}.json`;
}

export function filmFile(experiment: string): string {
  return `${experiment}-film.json`;
}

/** The text of the file: the run, with the key that tells whether it is still fresh. */
export function writeBaked(run: BakedRun | BakedFilm, key: string): string {
  return toLossless({ key, run });
}

/** Reads a file back. @throws SyntaxError when it is not one */
export function readBaked<T extends BakedRun | BakedFilm = BakedRun>(
  text: string,
): { readonly key: string; readonly run: T } {
  const read = fromLossless(text) as { readonly key?: string; readonly run?: T } | null;
  if (typeof read?.key !== 'string' || typeof read.run !== 'object') {
    throw new SyntaxError('this is not a baked run; run `npm run bake` again');
  }
  return { key: read.key, run: read.run };
}
