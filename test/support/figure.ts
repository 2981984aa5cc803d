/** An experiment's figure as HTML with its charts drawn, as a page to look into. */
import { parseHTML } from 'linkedom';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { DOCUMENT } from '#charts/context.ts';
import type { FigureProps } from '#charts/figure.ts';
import type { Engine } from '#engine/engine.ts';
import { aggregate } from '#framework/aggregate.ts';
import { defaults, type Parameters, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { traced, type Tested } from './experiment.ts';

interface Drawable<P extends Parameters, View> extends Tested<P, View> {
  readonly Figure: Component<FigureProps<P, View>>;
}

const pageOf = (body: string): Document =>
  parseHTML(`<!doctype html><html><body>${body}</body></html>`).document as unknown as Document;

function rendered<P extends Parameters, View>(
  { Figure }: Drawable<P, View>,
  props: Omit<FigureProps<P, View>, 'pinned' | 'violated'>,
): Document {
  const context = new Map<unknown, unknown>([[DOCUMENT, pageOf('')]]);
  return pageOf(render(Figure, { props: { pinned: [], violated: [], ...props }, context }).body);
}

/** The figure as it is baked, of a run with seed 0. */
export async function drawnFigure<P extends Parameters, View>(
  tested: Drawable<P, View>,
  engine: Engine,
  changes: Partial<Values<P>>,
): Promise<Document> {
  const { spec, predict } = tested;
  const parameters = { ...defaults(spec.parameters), ...changes };
  const { outcome } = await traced(tested, engine, changes, 0);
  const predictions = predict({ parameters, random: streams(0) });
  const { axes, measures } = aggregate(spec.measures, [outcome]);
  return rendered(tested, { parameters, axes, measures, predictions, view: outcome.view, state: 'baked' });
}

/** The figure of a run that has just been started: nothing is predicted or measured yet. */
export function emptyFigure<P extends Parameters, View>(
  tested: Drawable<P, View>,
  changes: Partial<Values<P>> = {},
): Document {
  const parameters = { ...defaults(tested.spec.parameters), ...changes };
  const nothing = { axes: {}, measures: {}, predictions: null, view: null };
  return rendered(tested, { parameters, ...nothing, state: 'running' });
}
