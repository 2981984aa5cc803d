/** The baked figure as HTML: the experiment's own Figure.svelte, rendered when the site is built. */
import { parseHTML } from 'linkedom';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { DOCUMENT, ELSEWHERE } from '#charts/context.ts';
import type { FigureProps } from '#charts/figure.ts';
import type { BakedRun } from '#framework/baked.ts';

const figures = import.meta.glob<Component<FigureProps>>('../experiments/*/Figure.svelte', {
  import: 'default',
});

/** How much of a figure is baked. */
export interface Extent {
  /** Only the first of several panes: the address of the page that has all of them, for readers without script. */
  readonly elsewhere?: string;
  /** Begins the ids of the figure, "baked" unless told: a second baking of it on one page needs another. */
  readonly prefix?: string;
}

/** Renders a figure with a baked run. Comments for hydration are left out: the live figure replaces it whole. */
export function renderFigure(
  Figure: Component<FigureProps>,
  baked: BakedRun,
  violated: readonly string[],
  { elsewhere, prefix = 'baked' }: Extent = {},
): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const props: FigureProps = {
    parameters: baked.parameters,
    axes: baked.axes,
    measures: baked.measures,
    predictions: baked.predictions,
    view: baked.view,
    pinned: [],
    violated,
    state: 'baked',
  };
  // Several baked figures may stand on one page, each from a rendering of its own: ids need a name in front.
  const idPrefix = `${prefix}-${baked.experiment}-${baked.preset}`;
  const context = new Map<string, unknown>([
    [DOCUMENT, document],
    [ELSEWHERE, elsewhere],
  ]);
  const { body } = render(Figure, { props, idPrefix, context });
  return body.replaceAll(/<!--.*?-->/g, '');
}

/** @throws RangeError when the experiment has no Figure.svelte */
export async function renderBakedFigure(
  experiment: string,
  baked: BakedRun,
  violated: readonly string[] = [],
  extent: Extent = {},
): Promise<string> {
  const load = figures[`../experiments/${experiment}/Figure.svelte`];
  if (load === undefined) throw new RangeError(`there is no figure for ${experiment}`);
  return renderFigure(await load(), baked, violated, extent);
}
