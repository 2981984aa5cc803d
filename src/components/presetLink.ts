/** Links that set up a preset in the panel on the same page. */
import { encodeSettings, presetSettings } from '#framework/codec.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { readTargets } from '#markdown/targets.ts';
import { figuresOn, hasSeveralExperiments, pathOf } from './page.ts';

export interface PresetLink {
  /** Query and anchor: "?n=60#fig-rfa-3". */
  readonly query: string;
  readonly label: string;
}

/**
 * @param url of the page that the link stands on
 * @throws Error when the experiment has no such preset
 */
export function presetLink(spec: ExperimentSpec, preset: string, url: URL): PresetLink {
  const settings = presetSettings(spec, preset);
  const label = spec.presets.find(({ id }) => id === preset)?.label;
  if (settings === null || label === undefined) throw new Error(`${spec.id} has no preset "${preset}".`);
  const figures = figuresOn(readTargets(), pathOf(url));
  const figure = figures.find(({ title }) => title === spec.id);
  const query = encodeSettings(spec, settings, hasSeveralExperiments(figures));
  return { query: `?${query}${figure === undefined ? '' : `#${figure.id}`}`, label };
}
