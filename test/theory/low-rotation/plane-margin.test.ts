import { describe, expect, it } from 'vitest';

import { streams } from '#numbers/random.ts';
import { type Labelled, wholeCube } from '#theory/low-rotation/data.ts';
import { game } from '#numbers/matrix-game.ts';
import { planeMargin } from '#theory/low-rotation/plane-margin.ts';

const two = (degrees: number, labels = [1, 1]): Labelled => {
  const half = (degrees * Math.PI) / 360;
  const inputs = Float64Array.of(Math.sin(half), Math.cos(half), -Math.sin(half), Math.cos(half));
  return { n: 2, d: 2, inputs, labels: Float64Array.from(labels) };
};

function scattered(seed: number, n: number): Labelled {
  const source = streams(seed)('data');
  const inputs = Float64Array.from({ length: 2 * n }, () => source.normal());
  const labels = Float64Array.from({ length: n }, () => (source.uniform() < 0.5 ? -1 : 1));
  return { n, d: 2, inputs, labels };
}

/** Neurons of both signs in evenly spaced directions: from below, with an error of the order of the square of the spacing. */
function onGrid({ n, inputs, labels }: Labelled, angles: number): number {
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(2 * angles);
    for (let k = 0; k < angles; k++) {
      const angle = (2 * Math.PI * k) / angles;
      const z = Math.cos(angle) * inputs[2 * i] + Math.sin(angle) * inputs[2 * i + 1];
      row[2 * k] = labels[i] * Math.max(0, z);
      row[2 * k + 1] = -row[2 * k];
    }
    return row;
  });
  return game(rows).value;
}

describe('the global margin in the plane', () => {
  it.each([30, 60, 100, 120, 140, 170, 178])('is the closed form for two points at %d°', (degrees) => {
    const { lower, upper, weights } = planeMargin(two(degrees));
    const exact = Math.max(Math.cos((degrees * Math.PI) / 360), 0.5);
    expect(lower).toBeCloseTo(exact, 8);
    expect(upper).toBeCloseTo(exact, 8);
    expect(weights[0] + weights[1]).toBeCloseTo(1, 9);
  });

  it('is ¼ on the square with the labels of exclusive or, by its four diagonal neurons', () => {
    const { lower, upper, neurons } = planeMargin(wholeCube(2));
    expect(lower).toBeCloseTo(0.25, 8);
    expect(upper).toBeCloseTo(0.25, 8);
    expect(neurons).toHaveLength(4);
    for (const { share } of neurons) expect(share).toBeCloseTo(0.25, 8);
  });

  it('is zero for one point with both labels, and where a point is the origin', () => {
    const both = { n: 2, d: 2, inputs: Float64Array.of(0.6, 0.8, 0.6, 0.8), labels: Float64Array.of(1, -1) };
    expect(planeMargin(both).upper).toBeCloseTo(0, 9);
    const origin = { n: 2, d: 2, inputs: Float64Array.of(0.6, 0.8, 0, 0), labels: Float64Array.of(1, 1) };
    expect(planeMargin(origin).upper).toBeCloseTo(0, 9);
  });

  it.each([
    [1, 5],
    [2, 8],
    [3, 12],
  ])('is just above that of a fine grid of neurons (seed %d, %d points)', (seed, n) => {
    const points = scattered(seed, n);
    const { lower, upper } = planeMargin(points);
    const grid = onGrid(points, 720);
    expect(upper - lower).toBeLessThan(1e-7);
    expect(grid).toBeLessThan(upper + 1e-9);
    expect(grid).toBeGreaterThan(lower * 0.99 - 1e-4);
  });

  it.each([1, 7])('closes the gap for 64 points with random labels (seed %d)', (seed) => {
    const { lower, upper } = planeMargin(scattered(seed, 64));
    expect(lower).toBeGreaterThan(0);
    expect(upper - lower).toBeLessThan(2e-9);
  });

  it('refuses points that are not in the plane', () => {
    expect(() => planeMargin(wholeCube(3))).toThrow('plane');
  });
});
