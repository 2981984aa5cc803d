/** A film: runs of one seed, the parameter that a panel's figure follows going along its slider. */
import { createClient } from '#engine/client.ts';
import { spawnFrom } from '#experiments/spawn.node.ts';
import type { BakedFilm, FilmStop } from '#framework/baked.ts';
import type { Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { BakeError, type Order } from './orders.ts';
import { finished, presetOf } from './run.ts';

/** @throws BakeError with a sentence */
export async function bakeFilm({ spec, preset }: Order, folder: URL): Promise<BakedFilm> {
  const { follow } = spec;
  if (follow?.film === undefined) throw new BakeError(`${spec.id} has no film.`);
  const { id, settings } = presetOf({ spec, preset });
  const parameters = { ...settings.values, ...follow.film.values } as Values;
  const along = follow.parameter;
  // One worker for all stops: it keeps what they have in common.
  const client = createClient({ spawn: spawnFrom(folder), cores: 1, spare: false });
  try {
    const stops: FilmStop[] = [];
    for (const value of stopsOf(spec, along, follow.film.step)) {
      const run = client.start({
        spec,
        parameters: { ...parameters, [along]: value },
        seeds: [settings.seed],
      });
      const { view } = finished(
        await run.finished,
        `The film of ${spec.id} (${id}), at ${along} = ${value},`,
      );
      stops.push({ value, view });
    }
    return { experiment: spec.id, preset: id, parameters, along, stops };
  } finally {
    client.close();
  }
}

/** From one end of the slider to the other. @throws BakeError when the parameter has none */
function stopsOf(spec: ExperimentSpec, along: string, step: number): number[] {
  const parameter = spec.parameters[along];
  const slider = 'slider' in parameter ? parameter.slider : undefined;
  if (!slider) throw new BakeError(`${spec.id} follows ${along}, which has no slider.`);
  const count = Math.round((slider.max - slider.min) / step);
  return Array.from({ length: count + 1 }, (_, k) => slider.min + k * step);
}
