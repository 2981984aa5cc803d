/** The whole baked figure of an experiment, for pages that carry only the first of its panes. */
import type { APIContext } from 'astro';
import { bakedRun } from '#components/baked.ts';
import { experimentIds, loadSpec } from '#experiments/registry.ts';
import { violations } from '#framework/checks.ts';
import { renderBakedFigure } from '#islands/bakedFigure.ts';
import type { LaterPanes } from '#islands/laterPanes.ts';

export function getStaticPaths() {
  return experimentIds.map((experiment) => ({ params: { experiment } }));
}

export async function GET({ params }: APIContext): Promise<Response> {
  const { experiment = '' } = params;
  const spec = await loadSpec(experiment);
  const baked = bakedRun(experiment);
  const violated = violations(spec, baked.parameters);
  const names = spec.assumptions.filter(({ id }) => violated.includes(id)).map(({ name }) => name);
  const panes: LaterPanes = {
    html: await renderBakedFigure(experiment, baked, names, { prefix: 'later' }),
  };
  return Response.json(panes);
}
