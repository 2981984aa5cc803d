/** Two points and the neurons that separate them, at a few steps of a stored run: what the film of bad-kkt draws. */

/** One step. */
export interface EscapeStop {
  readonly step: number;
  /** Ends of the neurons' strokes x, y, x, y …, in hundredths, y downwards. */
  readonly ends: readonly number[];
  /** Normalised margin, mean over seeds. */
  readonly margin: number;
}

export interface Escape {
  readonly stops: readonly EscapeStop[];
}

/** Ends of the strokes between two stops. */
export function endsAt(stops: readonly EscapeStop[], place: number): number[] {
  const low = Math.min(Math.floor(place), stops.length - 1);
  const [a, b] = [stops[low], stops[Math.min(low + 1, stops.length - 1)]];
  return a.ends.map((end, i) => end + (place - low) * (b.ends[i] - end));
}

/** All strokes from the origin as one SVG path. */
export function strokes(ends: readonly number[]): string {
  let path = '';
  for (let i = 0; i < ends.length; i += 2) path += `M0 0L${ends[i].toFixed(1)} ${ends[i + 1].toFixed(1)}`;
  return path;
}

/** "0.250". */
export function threeDigits(value: number): string {
  return value.toFixed(3).replace('-', '−');
}

/** What the slider is said to stand at. */
export function saidOf({ step, margin }: EscapeStop, last: EscapeStop): string {
  return `step ${step} of ${last.step}, margin ${threeDigits(margin)}`;
}
