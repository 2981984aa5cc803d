/** The spectrum of the features at each step size: what the film draws. */

/** One step size. */
export interface SpectrumStop {
  readonly eta: number;
  /** Singular values of the bulk in bins from 0 on, as counts. */
  readonly counts: readonly number[];
  /** Predicted density of the singular values, at even distances up to the edge; the first stands one step from 0. */
  readonly density: readonly number[];
  /** Where the bulk is predicted to end. */
  readonly edge: number;
  /** Measured, largest first. */
  readonly spikes: readonly number[];
  /** Predicted, largest first. */
  readonly predicted: readonly number[];
}

export interface Spectrum {
  /** Width of a bin. */
  readonly width: number;
  /** All singular values of one spectrum, those of spikes included. */
  readonly total: number;
  readonly stops: readonly SpectrumStop[];
}

/** Between two stops. A spike that only the later one has appears there. */
export function stopAt(stops: readonly SpectrumStop[], place: number): SpectrumStop {
  const low = Math.min(Math.floor(place), stops.length - 1);
  const [a, b] = [stops[low], stops[Math.min(low + 1, stops.length - 1)]];
  const share = place - low;
  const mix = (from: number, to: number): number => from + share * (to - from);
  const each = (from: readonly number[], to: readonly number[]): number[] =>
    from.slice(0, to.length).map((value, i) => mix(value, to[i]));
  return {
    eta: mix(a.eta, b.eta),
    counts: each(a.counts, b.counts),
    density: each(a.density, b.density),
    edge: mix(a.edge, b.edge),
    spikes: each(a.spikes, b.spikes),
    predicted: each(a.predicted, b.predicted),
  };
}

/** What the slider is said to stand at. */
export function saidOf({ eta, spikes }: SpectrumStop): string {
  return `step size ${eta}, spikes ${listed(spikes)}`;
}

/** "4.19, 2.03", or "none". */
export function listed(values: readonly number[]): string {
  return values.length === 0 ? 'none' : values.map((value) => value.toFixed(2)).join(', ');
}
