/**
 * All that a panel needs beyond its shell, fetched on the reader's intent: the experiment's spec and figure (with
 * Plot), the client of the worker pool, links, digests, downloads, and the parts of the panel that come with a run. Only
 * ever imported dynamically.
 */
import type { Component } from 'svelte';
import type { FigureProps } from '#charts/figure.ts';
import { saveFile } from '#charts/download.ts';
import { loadSpec } from '#experiments/registry.ts';
import { evaluateChecks, violations } from '#framework/checks.ts';
import { decodePage, encodeSettings } from '#framework/codec.ts';
import { describeSameness, digestOf, parseDigest } from '#framework/digest.ts';
import { toCsv } from '#framework/export.ts';
import { labJson } from '#framework/labjson.ts';
import { summarise } from '#framework/summary.ts';
import { parameterTable } from '#framework/table.ts';
import { checkValues } from '#framework/validate.ts';
import BackendField from './BackendField.svelte';
import PinList from './PinList.svelte';
import type { RunMeans } from './run.svelte.ts';

export { loadSpec };

export const tools = {
  checkValues,
  decodePage,
  describeSameness,
  digestOf,
  encodeSettings,
  evaluateChecks,
  labJson,
  parameterTable,
  parseDigest,
  saveFile,
  summarise,
  toCsv,
  violations,
};

export const parts = { BackendField, PinList };

export interface Machinery extends RunMeans {
  readonly Figure: Component<FigureProps>;
  readonly tools: typeof tools;
  readonly parts: typeof parts;
}

const figures = import.meta.glob<Component<FigureProps>>('../experiments/*/Figure.svelte', {
  import: 'default',
});

function loadFigure(experiment: string): Promise<Component<FigureProps>> {
  const load = figures[`../experiments/${experiment}/Figure.svelte`];
  if (load === undefined) throw new RangeError(`there is no figure for ${experiment}`);
  return load();
}

export async function loadMachinery(experiment: string): Promise<Machinery> {
  const [spec, Figure, { sharedClient }] = await Promise.all([
    loadSpec(experiment),
    loadFigure(experiment),
    import('./sharedClient.ts'),
  ]);
  return { spec, Figure, client: sharedClient(), tools, parts };
}
