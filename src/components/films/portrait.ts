/** Directions of first gradients at several thresholds: what the film of feature-portrait draws. */

/** One threshold. */
export interface PortraitStop {
  /** Share of inputs that switch a neuron on. */
  readonly q: number;
  /** Neurons by the angle of their gradient, in equal bins; the first bin is centred on μ₁. */
  readonly counts: readonly number[];
  /** Share of neurons near an axis: counted, and by theory. */
  readonly axes: number;
  readonly predicted: number;
}

export interface Portrait {
  /** Neurons of the draw, those included that have no gradient to speak of. */
  readonly neurons: number;
  /** Most neurons in one bin, over all stops. */
  readonly most: number;
  readonly stops: readonly PortraitStop[];
}

/** Radius of the longest petal. */
export const REACH = 96;

/** Between two stops. */
export function countsAt(stops: readonly PortraitStop[], place: number): number[] {
  const low = Math.min(Math.floor(place), stops.length - 1);
  const [a, b] = [stops[low], stops[Math.min(low + 1, stops.length - 1)]];
  return a.counts.map((count, i) => count + (place - low) * (b.counts[i] - count));
}

/** The petals as one SVG path around the origin; their area is in proportion to the counts. */
export function petals(counts: readonly number[], most: number): string {
  const width = (2 * Math.PI) / counts.length;
  return counts
    .map((count, i) => {
      const radius = REACH * Math.sqrt(Math.max(0, count) / most);
      if (radius < 0.5) return '';
      const corner = (angle: number): string =>
        `${(radius * Math.cos(angle)).toFixed(1)} ${(-radius * Math.sin(angle)).toFixed(1)}`;
      const r = radius.toFixed(1);
      return `M0 0L${corner((i - 0.45) * width)}A${r} ${r} 0 0 0 ${corner((i + 0.45) * width)}Z`;
    })
    .join('');
}

/** "48 %". */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** What the slider is said to stand at. */
export function saidOf({ q, axes }: PortraitStop): string {
  return `neurons on at ${percent(q)} of inputs, ${percent(axes)} of gradients along an axis`;
}
