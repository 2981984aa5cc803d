/**
 * Where the film of the spectrum draws what. The upper part is the histogram of singular values; in the lower part the
 * step size grows downwards, over the same axis of singular values.
 */
import type { Spectrum, SpectrumStop } from './spectrum.ts';

/** The drawing in its own pixels. */
export const frame = {
  width: 376,
  height: 384,
  left: 30,
  right: 368,
  /** The histogram stands on this line. */
  base: 132,
  top: 12,
  /** The step size grows from here downwards. */
  start: 166,
  end: 362,
} as const;

export interface Scales {
  readonly x: (singularValue: number) => number;
  /** Of a density, in the upper part. */
  readonly y: (density: number) => number;
  /** Of a step size, in the lower part. */
  readonly down: (eta: number) => number;
  /** Largest singular value that has room. */
  readonly reach: number;
}

/** The same for all stops, so that nothing swims while the step grows. */
export function scalesOf({ stops, width, total }: Spectrum): Scales {
  const reach =
    1.04 * Math.max(...stops.flatMap(({ spikes, predicted, edge }) => [...spikes, ...predicted, edge]));
  const highest =
    1.05 *
    Math.max(
      ...stops.flatMap(({ counts, density }) => [...density, ...counts.map((c) => c / (total * width))]),
    );
  const largest = stops[stops.length - 1].eta;
  return {
    reach,
    x: (value) => frame.left + ((frame.right - frame.left) * value) / reach,
    y: (density) => frame.base - ((frame.base - frame.top) * density) / highest,
    down: (eta) => frame.start + ((frame.end - frame.start) * eta) / largest,
  };
}

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Outline of the histogram of the bulk. */
export function barsPath({ counts }: SpectrumStop, { width, total }: Spectrum, { x, y }: Scales): string {
  const steps = counts.map((count, i) => {
    const height = y(count / (total * width)).toFixed(1);
    return `L${x(i * width).toFixed(1)} ${height}H${x((i + 1) * width).toFixed(1)}`;
  });
  return `M${at(x(0), frame.base)}${steps.join('')}V${frame.base}Z`;
}

/** The predicted density of the bulk. */
export function densityPath({ density, edge }: SpectrumStop, { x, y }: Scales): string {
  const points = density.map((value, i) => at(x((edge * (i + 1)) / (density.length + 1)), y(value)));
  return `M${points.join('L')}L${at(x(edge), frame.base)}`;
}

/** Stems of predicted spikes, up from the line that the histogram stands on. */
export function predictedPath({ predicted }: SpectrumStop, { x }: Scales): string {
  return predicted.map((value) => `M${at(x(value), frame.base)}v-84`).join('') || NOTHING;
}

/** Stems of measured spikes, shorter, with a round head. */
export function measuredPath({ spikes }: SpectrumStop, { x }: Scales): string {
  const pin = (value: number): string => `M${at(x(value), frame.base)}v-54m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0`;
  return spikes.map(pin).join('') || NOTHING;
}

/** A path that draws nothing: an empty one is an error in some readers. */
const NOTHING = 'M0 0';

/** The predicted places of each spike over the step size, as far as it is outside of the bulk. */
export function spikeCurves({ stops }: Spectrum, { x, down }: Scales): { path: string; end: number }[] {
  const most = Math.max(...stops.map(({ predicted }) => predicted.length));
  return Array.from({ length: most }, (_, j) => {
    const points = stops.filter(({ predicted }) => predicted.length > j);
    const path = points.map(({ predicted, eta }) => at(x(predicted[j]), down(eta))).join('L');
    return { path: `M${path}`, end: x(points[points.length - 1].predicted[j]) };
  });
}

/** The area below the edge over the step size, and the edge itself. */
export function edgePaths({ stops }: Spectrum, { x, down }: Scales): { area: string; line: string } {
  const line = stops.map(({ edge, eta }) => at(x(edge), down(eta))).join('L');
  return { line: `M${line}`, area: `M${at(x(0), frame.start)}L${line}L${at(x(0), frame.end)}Z` };
}
