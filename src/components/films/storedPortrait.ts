/** The film of feature-portrait as the figure draws it: gradients counted by angle. */
import type { View } from '#experiments/feature-portrait/run.ts';
import type { BakedFilm } from '#framework/baked.ts';
import { directionGrid, featureShares } from '#theory/gradient-feature-learning/directions.ts';
import type { Portrait, PortraitStop } from './portrait.ts';

/** Bins of five degrees. */
const BINS = 72;
/** Nodes of a component in the sum over directions. */
const NODES = 500;

interface Settings {
  readonly d: number;
  readonly kappa: number;
  readonly cone: number;
  readonly strength: number;
  readonly m: number;
}

/** @throws Error when the film has no gradients, or more neurons than its views show */
export function portraitOf({ parameters, stops }: Pick<BakedFilm, 'parameters' | 'stops'>): Portrait {
  const settings = parameters as unknown as Settings;
  const { m: neurons, d, cone } = settings;
  const grid = directionGrid(d, NODES);
  const drawn = stops.map(({ value: q, view }): PortraitStop => {
    const { x, y, short } = view as View;
    if (x.length !== Math.round(neurons * (1 - short)))
      throw new Error(`the film of feature-portrait shows ${x.length} gradients of ${neurons}`);
    const counts = Array.from({ length: BINS }, () => 0);
    let axes = 0;
    x.forEach((one, i) => {
      const turn = Math.atan2(y[i], one) / (2 * Math.PI);
      counts[(Math.round(turn * BINS) + BINS) % BINS] += 1;
      if (Math.max(Math.abs(one), Math.abs(y[i])) > 1 - cone) axes += 1;
    });
    const { axis } = featureShares({ ...settings, q }, cone, grid);
    return { q, counts, axes: axes / neurons, predicted: 2 * axis };
  });
  return { neurons, most: Math.max(...drawn.flatMap(({ counts }) => counts)), stops: drawn };
}
