/** Links that set up a preset in a panel, on the same page or on that of its result. */
import { encodeSettings, presetSettings } from '#framework/codec.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { readTargets } from '#markdown/targets.ts';
import { figuresOn, hasSeveralExperiments, pathOf, resultOf } from './page.ts';

export interface PresetLink {
  /** Query and anchor: "?n=60#fig-rfa-3". */
  readonly query: string;
  readonly label: string;
}

/**
 * Address of a preset from any page: of the panel on the page itself where it has one, else of that on its result's.
 *
 * @param url of the page that the link stands on
 * @param href makes an address of a path under the site's root
 * @throws Error when the experiment has no such preset
 */
export function presetHref(
  spec: ExperimentSpec,
  preset: string,
  url: URL,
  href: (path: string) => string,
): string {
  const table = readTargets();
  if (figuresOn(table, pathOf(url)).some(({ title }) => title === spec.id))
    return presetLink(spec, preset, url).query;
  const home = `/r/${resultOf(table, spec.id)}/`;
  return `${href(home)}${presetLink(spec, preset, new URL(home, 'https://site')).query}`;
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
