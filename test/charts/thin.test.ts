import { expect, it } from 'vitest';
import { thinned } from '#charts/thin.ts';

const row = (x: number, y: number) => ({ x, y, low: y, high: y });
const wave = Array.from({ length: 3000 }, (_, i) => row(i, Math.sin(i / 400)));
const place = (x: number): number => x / 10; // 300 pixels

it('leaves a short line as it is', () => {
  const short = wave.slice(0, 100);
  expect(thinned(short, place)).toBe(short);
});

it('keeps a long line to a fraction of a pixel, with a spike and the ends', () => {
  const spiked = wave.map((one, i) => (i === 1234 ? row(one.x, 5) : one));
  const thin = thinned(spiked, place);
  expect(thin.length).toBeLessThan(210);
  expect(thin).toContain(spiked[1234]);
  expect([thin[0], thin.at(-1)]).toEqual([spiked[0], spiked[2999]]);
  expect(thin.map(({ x }) => x)).toEqual(thin.map(({ x }) => x).sort((a, b) => a - b));
  // Between its neighbours the line passes every row that was left out, within 0.01 of a range of two.
  const smooth = thinned(wave, place);
  for (const { x, y } of wave) {
    const right = Math.max(
      1,
      smooth.findIndex((one) => one.x >= x),
    );
    const [a, b] = [smooth[right - 1], smooth[right]];
    expect(Math.abs(a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x) - y)).toBeLessThan(0.01);
  }
});

it('keeps gaps, and both edges of a band', () => {
  const rows = wave.map((one, i) => ({
    ...one,
    y: i === 777 ? NaN : one.y,
    low: one.y - (i === 901 ? 3 : 0.1),
    high: one.y + (i === 902 ? 3 : 0.1),
  }));
  const thin = thinned(rows, place);
  for (const i of [777, 901, 902]) expect(thin).toContain(rows[i]);
});
