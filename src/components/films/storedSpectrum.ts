/** The film of feature-spectrum as the figure draws it: binned, and rounded to what can be seen. */
import type { View as Whole } from '#experiments/feature-spectrum/run.ts';
import type { BakedFilm } from '#framework/baked.ts';
import type { Spectrum, SpectrumStop } from './spectrum.ts';

/** What is taken from a stop's view. */
type View = Omit<Whole, 'eta'>;

const WIDTH = 0.05;
/** Points of the density's curve. */
const POINTS = 30;

const rounded = (value: number): number => Math.round(1000 * value) / 1000;

/** @throws Error when the film has no spectra */
export function spectrumOf({ stops }: Pick<BakedFilm, 'stops'>): Spectrum {
  const views = stops.map(({ value, view }) => ({ eta: value, view: view as View | null }));
  const first = views[0]?.view?.eigenvalues?.length;
  if (!first) throw new Error('the film of feature-spectrum has no eigenvalues');
  const bulks = views.map(({ view }) =>
    (view as View).eigenvalues.slice((view as View).count).map(Math.sqrt),
  );
  const bins = Math.floor(Math.max(...bulks.flat()) / WIDTH) + 1;
  return {
    width: WIDTH,
    total: first,
    stops: views.map(({ eta, view }, i) => stopOf(eta, view as View, counted(bulks[i], bins))),
  };
}

function stopOf(eta: number, { eigenvalues, count, predicted }: View, counts: number[]): SpectrumStop {
  const edge = Math.sqrt(predicted.edge);
  const along = predicted.eigenvalue.map(Math.sqrt);
  const density = predicted.density.map((value, i) => 2 * along[i] * value);
  return {
    eta,
    counts,
    edge: rounded(edge),
    density: Array.from({ length: POINTS }, (_, i) =>
      rounded(interpolated(along, density, (edge * (i + 1)) / (POINTS + 1))),
    ),
    spikes: eigenvalues.slice(0, count).map((value) => rounded(Math.sqrt(value))),
    predicted: predicted.outliers.map((value) => rounded(Math.sqrt(value))),
  };
}

function counted(values: readonly number[], bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) counts[Math.floor(value / WIDTH)] += 1;
  return counts;
}

/** Linear between the points of a curve over increasing `x`. */
function interpolated(x: readonly number[], y: readonly number[], place: number): number {
  const next = Math.max(
    1,
    x.findIndex((value) => value >= place),
  );
  const share = (place - x[next - 1]) / (x[next] - x[next - 1]);
  return y[next - 1] + share * (y[next] - y[next - 1]);
}
