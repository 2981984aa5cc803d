/** Numbers of baked runs, for prose and figures. What is missing stops the build with a sentence. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { entryAt } from '#framework/aggregate.ts';
import { bakedFile, filmFile, readBaked } from '#framework/baked.ts';
import type { BakedFilm, BakedRun } from '#framework/baked.ts';
import type { ExperimentSpec } from '#framework/spec.ts';

/** An entry by axis: a value on it, or its first or last one. */
export type At = Readonly<Record<string, number | 'first' | 'last'>>;

/** Where `npm run bake` puts them. */
export const bakedFolder = resolve('.cache/baked');

/** The baked run of a preset; the default one when `preset` is null. */
export function bakedRun(experiment: string, preset: string | null = null, folder = bakedFolder): BakedRun {
  const file = resolve(folder, bakedFile(experiment, preset));
  if (!existsSync(file)) {
    const which = preset === null ? '' : ` with the preset "${preset}"`;
    throw new Error(`There is no baked run of ${experiment}${which}: run "npm run bake".`);
  }
  return readBaked(readFileSync(file, 'utf8')).run;
}

/** The film of an experiment. */
export function bakedFilm(experiment: string, folder = bakedFolder): BakedFilm {
  const file = resolve(folder, filmFile(experiment));
  if (!existsSync(file)) throw new Error(`There is no film of ${experiment}: run "npm run bake".`);
  return readBaked<BakedFilm>(readFileSync(file, 'utf8')).run;
}

/** Which entry of which baked run: what `<Measured>`, `<Predicted>` and `<Guess>` take alike. */
export interface EntryProps {
  experiment: string;
  /** Of the measure or the prediction. */
  name: string;
  /** The entry, by axis: {{ step: 200 }}, {{ step: 'last' }}. */
  at?: At;
  /** A preset other than the default. */
  preset?: string;
  /** Significant digits. */
  digits?: number;
}

/** One number of a run with its spread over seeds; the spread is null where there is none. */
export interface BakedNumber {
  readonly value: number;
  readonly sd: number | null;
}

/**
 * A measure or a prediction of a baked run.
 * @param at the entry, by axis name: { step: 200 }; every axis of the measure must be named
 */
export function bakedNumber(
  run: BakedRun,
  spec: ExperimentSpec,
  kind: 'measured' | 'predicted',
  name: string,
  at: At = {},
): BakedNumber {
  const described = kind === 'measured' ? spec.measures[name] : spec.predictions[name];
  const axes = kind === 'measured' ? run.axes : run.predictions.axes;
  const nested = kind === 'measured' ? run.measures[name]?.mean : run.predictions.values[name];
  const word = kind === 'measured' ? 'measure' : 'prediction';
  if (described === undefined || nested === undefined) {
    throw new Error(`${spec.id} has no ${word} "${name}".`);
  }
  const indices = described.over.map((axis) => indexOf(run.experiment, axes[axis] ?? [], axis, at[axis]));
  const value = entryAt(nested, indices);
  if (Number.isNaN(value)) throw new Error(`The ${word} "${name}" of ${spec.id} has no number there.`);
  const spread = kind === 'measured' ? run.measures[name]?.sd : null;
  const sd = spread == null ? null : entryAt(spread, indices);
  return { value, sd: sd === null || Number.isNaN(sd) ? null : sd };
}

function indexOf(
  experiment: string,
  axis: readonly number[],
  name: string,
  entry: number | 'first' | 'last' | undefined,
): number {
  if (entry === 'first' || entry === 'last') return entry === 'first' ? 0 : axis.length - 1;
  const index = entry === undefined ? -1 : axis.indexOf(entry);
  if (index >= 0) return index;
  const wanted = entry === undefined ? 'not said' : String(entry);
  throw new Error(`${experiment} has no entry at ${name} = ${wanted}; it has ${axis.join(', ')}.`);
}
