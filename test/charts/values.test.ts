/** What figures read from a panel, and the axis over the number of samples. */
import { expect, test } from 'vitest';
import { sampleAxis, writeSize } from '#charts/samples.ts';
import { ascending, numbers, single } from '#charts/values.ts';

test('what is not there is an empty list, and not a number', () => {
  expect([numbers([1, 2]), numbers(3), numbers(undefined)]).toEqual([[1, 2], [], []]);
  expect([single(3), single([1]), single(null)]).toEqual([3, NaN, NaN]);
});

test('a series from left to right keeps its pairs and its spread', () => {
  const series = {
    label: 'one',
    tone: 'measured',
    x: [30, 10, 20],
    y: [3, 1, 2],
    sd: [0.3, 0.1, 0.2],
  } as const;
  expect(ascending(series)).toEqual({ ...series, x: [10, 20, 30], y: [1, 2, 3], sd: [0.1, 0.2, 0.3] });
  expect(ascending({ ...series, sd: null }).sd).toBeNull();
});

test('an axis of samples contains them all, with powers of ten where there are decades', () => {
  expect(sampleAxis([2000, 200, 64_000])).toMatchObject({ domain: [170, 75_520], ticks: [1000, 10_000] });
  expect(sampleAxis([300])).not.toHaveProperty('ticks');
  expect(writeSize(64_000)).toBe('n = 64 000');
});
