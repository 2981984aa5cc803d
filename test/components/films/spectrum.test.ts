/** The film of the spectrum: what is stored of it, what is drawn, and where. */
import { describe, expect, it } from 'vitest';
import { listed, stopAt, type Spectrum } from '#components/films/spectrum.ts';
import {
  barsPath,
  densityPath,
  edgePaths,
  frame,
  measuredPath,
  predictedPath,
  scalesOf,
  spikeCurves,
} from '#components/films/spectrumPaths.ts';
import { spectrumOf } from '#components/films/storedSpectrum.ts';

/** A view as feature-spectrum gives it: squares of singular values, and of a density that is 1 in s up to the edge. */
function view(singular: readonly number[], count: number, predicted: readonly number[], edge: number) {
  const along = Array.from({ length: 120 }, (_, i) => (1.01 * edge * (i + 1)) / 120);
  return {
    eigenvalues: singular.map((s) => s * s),
    count,
    predicted: {
      edge: edge * edge,
      outliers: predicted.map((s) => s * s),
      eigenvalue: along.map((s) => s * s),
      density: along.map((s) => (s <= edge ? 1 / (2 * s) : 0)),
    },
  };
}
const stops = [
  { value: 0, view: view([1.01, 0.76, 0.52, 0.51], 0, [], 1.02) },
  { value: 10, view: view([2.04, 1.01, 0.52, 0.03], 1, [2], 1.02) },
];
const spectrum: Spectrum = spectrumOf({ stops });

describe('what is stored', () => {
  it('counts the bulk in bins of equal width, spikes left out', () => {
    const { width, total } = spectrum;
    expect([width, total]).toEqual([0.05, 4]);
    const nonzero = spectrum.stops.map(({ counts }) => counts.flatMap((c, i) => (c > 0 ? [[i, c]] : [])));
    expect(nonzero[0]).toEqual([
      [10, 2],
      [15, 1],
      [20, 1],
    ]);
    expect(nonzero[1]).toEqual([
      [0, 1],
      [10, 1],
      [20, 1],
    ]);
    expect(spectrum.stops.map(({ spikes, predicted }) => [spikes, predicted])).toEqual([
      [[], []],
      [[2.04], [2]],
    ]);
  });

  it('has the density of singular values, which is that of eigenvalues times 2 s', () => {
    const inside = spectrum.stops[0].density.slice(0, -1);
    expect(inside.length).toBeGreaterThan(20);
    for (const value of inside) expect(value).toBeCloseTo(1, 2);
  });

  it('refuses a film without spectra', () => {
    expect(() => spectrumOf({ stops: [{ value: 0, view: null }] })).toThrow(/no eigenvalues/);
    expect(() => spectrumOf({ stops: [] })).toThrow(/no eigenvalues/);
  });
});

describe('between two stops', () => {
  it('is linear, and a spike appears with the later stop', () => {
    const half = stopAt(spectrum.stops, 0.5);
    expect(half.eta).toBe(5);
    expect(half.counts[10]).toBe(1.5);
    expect(half.spikes).toEqual([]);
    expect(stopAt(spectrum.stops, 1)).toEqual(spectrum.stops[1]);
    expect(stopAt(spectrum.stops, 0)).toMatchObject(spectrum.stops[0]);
  });
});

describe('the drawing', () => {
  const scales = scalesOf(spectrum);

  it('keeps everything inside its frame', () => {
    const { x, y, down, reach } = scales;
    expect([x(0), x(reach)]).toEqual([frame.left, frame.right]);
    expect([down(0), down(10)]).toEqual([frame.start, frame.end]);
    expect(y(0)).toBe(frame.base);
    const highest = Math.max(...spectrum.stops.flatMap(({ counts }) => counts)) / (4 * 0.05);
    expect(y(highest)).toBeGreaterThan(frame.top);
  });

  it('draws a pin for each spike, at its place, and nothing where there is none', () => {
    const [before, after] = spectrum.stops;
    const place = scales.x(2.04).toFixed(1);
    expect(measuredPath(after, scales)).toContain(`M${place} ${frame.base.toFixed(1)}`);
    expect(measuredPath(after, scales).match(/M/g)).toHaveLength(1);
    expect(predictedPath(after, scales)).toContain(`M${scales.x(2).toFixed(1)} `);
    expect([measuredPath(before, scales), predictedPath(before, scales)]).toEqual(['M0 0', 'M0 0']);
  });

  it('ends bars on the line, the density at the edge, and curves where spikes stand at last', () => {
    const [before, after] = spectrum.stops;
    expect(barsPath(before, spectrum, scales)).toMatch(new RegExp(`V${frame.base}Z$`));
    expect(densityPath(after, scales)).toMatch(
      new RegExp(`L${scales.x(1.02).toFixed(1)} ${frame.base.toFixed(1)}$`),
    );
    expect(spikeCurves(spectrum, scales).map(({ end }) => end)).toEqual([scales.x(2)]);
    expect(edgePaths(spectrum, scales).area.startsWith(edgePaths(spectrum, scales).line)).toBe(false);
    expect(edgePaths(spectrum, scales).area).toContain(edgePaths(spectrum, scales).line.slice(1));
  });

  it('lists spikes with two digits', () => {
    expect(listed([2.044, 1])).toBe('2.04, 1.00');
    expect(listed([])).toBe('none');
  });
});
