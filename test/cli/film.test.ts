/** Films: runs along a slider, baked. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExperimentSpec } from '#framework/spec.ts';
import { specFaults } from '#framework/spec-faults.ts';
import { bakeFilm } from '../../src/cli/bake/film.ts';
import { orders } from '../../src/cli/bake/orders.ts';
import spec from '../fixtures/experiments/random-walk/spec.ts';

const walk = spec as unknown as ExperimentSpec;
const folder = new URL('../fixtures/experiments/', import.meta.url);

function filmed(parameter: string, step: number, preset = 'long'): ExperimentSpec {
  const film = { preset, step, values: { walkers: 6 } };
  return { ...walk, follow: { parameter, told: [], quick: (values) => values, film } };
}
const order = (spec: ExperimentSpec) => ({ spec, preset: 'long', film: true });

describe('a film', () => {
  it('goes from one end of the slider to the other, all else as in the preset', async () => {
    const film = await bakeFilm(order(filmed('steps', 95)), folder);
    expect(film).toMatchObject({ experiment: 'random-walk', preset: 'long', along: 'steps' });
    expect(film.parameters).toMatchObject({ walkers: 6, sigma: 0.5 });
    expect(film.stops.map(({ value }) => value)).toEqual([10, 105, 200]);
    const walkers = film.stops.map(({ view }) => (view as { positions: Float32Array }).positions);
    expect(walkers.map(({ length }) => length)).toEqual([6, 6, 6]);
    // The same seed at every stop, but longer and longer.
    expect(walkers[0]).not.toEqual(walkers[1]);
    const again = await bakeFilm(order(filmed('steps', 190)), folder);
    expect(again.stops.map(({ view }) => view)).toEqual([film.stops[0].view, film.stops[2].view]);
  });

  it('is ordered where a spec describes one', async () => {
    const empty = pathToFileURL(`${await mkdtemp(`${tmpdir()}/film-`)}/`);
    const long = filmed('steps', 95);
    expect(await orders([long, { ...walk, id: 'other' }], empty)).toEqual([
      { spec: long, preset: null, film: false },
      { spec: { ...walk, id: 'other' }, preset: null, film: false },
      { spec: long, preset: 'long', film: true },
    ]);
  });

  it('is refused with a sentence where it cannot be', async () => {
    await expect(bakeFilm(order(walk), folder)).rejects.toThrow('random-walk has no film.');
    await expect(bakeFilm(order(filmed('sigma', 1)), folder)).rejects.toThrow(
      'random-walk follows sigma, which has no slider.',
    );
    expect(specFaults(filmed('steps', 95, 'short'))).toEqual([
      expect.stringContaining('its film is of short, which is no preset'),
    ]);
    expect(specFaults(filmed('sigma', 1))).toEqual([
      expect.stringContaining('its film goes along sigma, which has no slider'),
    ]);
    for (const step of [60, 400, 0])
      expect(specFaults(filmed('steps', step))).toEqual([
        expect.stringContaining('the steps of its film do not end where the slider of steps does'),
      ]);
    expect(specFaults(filmed('steps', 95))).toEqual([]);
  });
});
