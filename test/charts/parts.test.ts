import { describe, expect, it } from 'vitest';
import { domainOf, logTicks } from '#charts/axes.ts';
import { plain, power, share } from '#charts/format.ts';
import { hatchPath } from '#charts/hatch.ts';
import { spread } from '#charts/labels.ts';
import { roundedMarkup } from '#charts/markup.ts';
import { nearest } from '#charts/reading.ts';
import { tableOfSeries, tableToCsv } from '#charts/table.ts';

describe('spread', () => {
  it('leaves labels alone that do not collide', () => {
    expect(spread([10, 50, 90], 16, 0, 100)).toEqual([10, 50, 90]);
  });
  it('moves colliding labels apart around their mean, in their order', () => {
    expect(spread([52, 50], 16, 0, 100)).toEqual([59, 43]);
  });
  it('keeps a crowd inside the frame, without overlap', () => {
    const placed = spread([98, 99, 100, 97], 16, 0, 100).sort((a, b) => a - b);
    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
    for (let i = 1; i < placed.length; i += 1)
      expect(placed[i] - placed[i - 1]).toBeGreaterThanOrEqual(16 - 1e-9);
  });
});

describe('numbers', () => {
  it('are written with a true minus, plain powers and no trailing zeros', () => {
    expect([plain(0.12345), plain(-2), plain(12345), plain(1e-7), plain(2.5e9), plain(NaN)]).toEqual([
      '0.123',
      '−2',
      '12345',
      '10⁻⁷',
      '2.5 · 10⁹',
      '–',
    ]);
    expect(power(-12)).toBe('10⁻¹²');
    expect(share(0.0525)).toBe('5.25 %');
  });
});

describe('axes', () => {
  it('take the range of the finite data, positive on a log axis', () => {
    expect(domainOf({ label: '' }, [NaN, 3, -1, Infinity])).toEqual([-1, 3]);
    expect(domainOf({ label: '', scale: 'log' }, [0, -2, 5, 50])).toEqual([5, 50]);
    expect(domainOf({ label: '' }, [])).toEqual([0, 1]);
  });
  it('tick at powers of ten, and between them where the range is short', () => {
    expect(logTicks([1e-4, 1], 8)).toEqual([1e-4, 1e-3, 1e-2, 1e-1, 1]);
    expect(logTicks([1, 50], 8)).toEqual([1, 2, 5, 10, 20, 50]);
    expect(logTicks([1e-12, 1], 5).length).toBeLessThanOrEqual(5);
  });
});

describe('hatchPath', () => {
  it('stays inside its rectangle', () => {
    const numbers = [...hatchPath(10, 20, 60, 50).matchAll(/[ML]([\d.]+),([\d.]+)/g)];
    expect(numbers.length).toBeGreaterThan(4);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(10);
      expect(Number(x)).toBeLessThanOrEqual(60);
      expect(Number(y)).toBeGreaterThanOrEqual(20);
      expect(Number(y)).toBeLessThanOrEqual(50);
    }
  });
});

describe('nearest', () => {
  const list = [
    {
      label: 'a',
      points: [
        { x: 10, y: 10, text: '' },
        { x: 50, y: 50, text: '' },
      ],
    },
  ];
  it('finds the point under the pointer and nothing far away', () => {
    expect(nearest(list, 45, 52)).toEqual({ series: 0, point: 1 });
    expect(nearest(list, 200, 200)).toBeNull();
  });
});

describe('tables', () => {
  it('join series over the union of their x values', () => {
    const table = tableOfSeries('step', [
      { label: 'own', tone: 'measured', x: [0, 10], y: [0.1, NaN], sd: [0.01, 0.02] },
      { label: 'theory', tone: 'theory', x: [10], y: [0.5] },
    ]);
    expect(table.columns).toEqual(['step', 'own', 'own, sd', 'theory']);
    expect(table.rows).toEqual([
      [0, 0.1, 0.01, null],
      [10, null, 0.02, 0.5],
    ]);
  });
  it('are written as CSV with quotes where they are needed', () => {
    expect(
      tableToCsv({
        columns: ['a, b', 'c'],
        rows: [
          ['say "hi"', null],
          [1, 0.5],
        ],
      }),
    ).toBe('"a, b",c\r\n"say ""hi""",\r\n1,0.5\r\n');
  });
});

describe('markup', () => {
  it('rounds coordinates to a tenth, and nothing else', () => {
    expect(roundedMarkup('<path d="M1.234,5.678-0.012L10,2.5" opacity="0.125"/>')).toBe(
      '<path d="M1.2,5.7-0L10,2.5" opacity="0.125"/>',
    );
    expect(roundedMarkup('<rect width="12.500000000000028" height="3.14" rx="0.25"/>')).toBe(
      '<rect width="12.5" height="3.1" rx="0.25"/>',
    );
    expect(roundedMarkup('<g transform="translate(3.14159,-2.71828) scale(0.25)" x="1e-7">')).toBe(
      '<g transform="translate(3.1,-2.7) scale(0.25)" x="1e-7">',
    );
  });
});
