import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#framework/codec.ts';
import { difference } from '#islands/pins.svelte.ts';
import { trackOf } from '#islands/slider.ts';
import { duration, placeOf, runCost, seedRange } from '#islands/words.ts';
import { walk } from './fixtures.ts';

describe('sliders', () => {
  it('stop at round values on a linear scale', () => {
    const track = trackOf({ min: 0.05, max: 0.6, step: 0.01 }, false);
    expect(track.stops).toBe(55);
    expect(track.valueAt(15)).toBe(0.2);
    expect(track.stopOf(0.2)).toBe(15);
  });
  it('stop at evenly spaced powers on a log scale', () => {
    const track = trackOf({ min: 1e-4, max: 1, scale: 'log', step: 40 }, false);
    expect([0, 10, 40].map(track.valueAt)).toEqual([1e-4, 1e-3, 1]);
    expect(track.shareOf(0.01)).toBeCloseTo(0.5, 12);
  });
  it('keep to whole numbers and multiples', () => {
    const track = trackOf({ min: 4, max: 600, scale: 'log' }, true, 2);
    for (let stop = 0; stop <= track.stops; stop += 1) expect(track.valueAt(stop) % 2).toBe(0);
  });
  it('stand at their end for values beyond it, without a tick', () => {
    const track = trackOf({ min: 50, max: 2000, step: 10 }, true);
    expect(track.stopOf(10_000)).toBe(track.stops);
    expect(track.shareOf(10_000)).toBeNull();
  });
});

describe('words', () => {
  it('tell place, time and cost', () => {
    expect(placeOf({ step: 120 }, walk.axes)).toBe('t = 120');
    expect([duration(2.13), duration(42), duration(200)]).toEqual(['2.1 s', '42 s', '3 min']);
    expect(runCost(1e6, 1, true)).toBe('The first run loads 0.4 MB of code.');
    expect(runCost(20e9, 5, false)).toBe('A run takes about 6 s.');
    expect([seedRange(3, 1), seedRange(0, 5)]).toEqual(['seed 3', 'seeds 0 to 4']);
  });
});

describe('difference', () => {
  it('names in symbols what differs', () => {
    const now = defaultSettings(walk);
    const then = { ...now, values: { ...now.values, sigma: 0.25, drift: [0, 1] }, seeds: 1 };
    expect(difference(walk.parameters, then, now)).toBe('σ = 0.25, b = 0,1, 1 seed');
    expect(difference(walk.parameters, now, now)).toBe('same settings');
  });
});
