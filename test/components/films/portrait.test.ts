/** The film of first gradients: what is stored of it and what is drawn. */
import { describe, expect, it } from 'vitest';
import { countsAt, percent, petals, REACH, saidOf } from '#components/films/portrait.ts';
import { portraitOf } from '#components/films/storedPortrait.ts';

/** Four gradients: μ₁, −μ₁, a diagonal, and one that is three degrees off μ₂. */
const three = (3 * Math.PI) / 180;
const view = {
  x: [1, -1, Math.SQRT1_2, Math.sin(three)],
  y: [0, 0, -Math.SQRT1_2, Math.cos(three)],
  short: 0.2,
};
const parameters = { d: 100, kappa: 20, cone: 0.05, strength: 0.02, m: 5, q: 0.25 };
const portrait = portraitOf({
  parameters,
  stops: [
    { value: 0.25, view },
    { value: 0.5, view: { x: [1], y: [0], short: 0.8 } },
  ],
});

describe('what is stored', () => {
  it('counts gradients by their angle, the first bin around μ₁', () => {
    const [first] = portrait.stops;
    expect(first.counts).toHaveLength(72);
    expect(first.counts.flatMap((count, i) => (count > 0 ? [[5 * i, count]] : []))).toEqual([
      [0, 1],
      [85, 1],
      [180, 1],
      [315, 1],
    ]);
    expect(portrait.most).toBe(1);
  });

  it('has the share along an axis of all neurons, and the share that theory predicts', () => {
    expect(portrait.stops.map(({ axes }) => axes)).toEqual([0.6, 0.2]);
    // Whole clusters: 4q(1 − 2q), with a few per cent of neurons near a threshold.
    expect(Math.abs(portrait.stops[0].predicted - 0.5)).toBeLessThan(0.06);
    expect(portrait.stops[1].predicted).toBeLessThan(0.06);
  });

  it('refuses a film whose views leave gradients out', () => {
    expect(() => portraitOf({ parameters, stops: [{ value: 0.5, view: { ...view, short: 0 } }] })).toThrow(
      'shows 4 gradients of 5',
    );
  });
});

describe('what is drawn', () => {
  it('lies between two stops', () => {
    expect(countsAt(portrait.stops, 0.5)[0]).toBe(1);
    expect(countsAt(portrait.stops, 0.5)[36]).toBe(0.5);
    expect(countsAt(portrait.stops, 1)).toEqual(portrait.stops[1].counts);
  });

  it('has petals with areas in proportion to the counts', () => {
    const radius = (path: string): number => Number(/A([\d.]+)/.exec(path)?.[1]);
    expect(radius(petals([4, 0, 0, 0], 4))).toBe(REACH);
    expect(radius(petals([1, 0, 0, 0], 4))).toBe(REACH / 2);
    expect(petals([0, 0, 0, 0], 4)).toBe('');
    // Downwards counts positive in SVG: the second of four petals points up.
    expect(petals([0, 1, 0, 0], 1)).toMatch(/^M0 0L[\d.]+ -[\d.]+A96\.0 96\.0 0 0 0 -[\d.]+ -[\d.]+Z$/);
  });

  it('is said in words', () => {
    expect(percent(0.478)).toBe('48 %');
    expect(saidOf(portrait.stops[0])).toBe('neurons on at 25 % of inputs, 60 % of gradients along an axis');
  });
});
