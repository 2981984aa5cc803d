import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { collisions, placePoints } from '#components/shell/paperMap.ts';
import { paperLine, paperRank, shortName, surnames } from '#components/shell/papers.ts';

const point = (id: string, movement: number, structure: number) => ({
  id,
  label: 'Frei et al. 2023',
  movement,
  structure,
});

describe('the map of papers', () => {
  test('keeps marks away from the axes and puts labels where there is room', () => {
    const [left, right] = placePoints([point('b', 1, 1), point('a', 0, 0)]);
    expect([left.id, left.left, left.bottom, left.side]).toEqual(['a', 6, 6, 'right']);
    expect([right.id, right.left, right.bottom, right.side]).toEqual(['b', 94, 94, 'left']);
  });

  test('refuses a position outside the map', () => {
    expect(() => placePoints([point('a', 1.2, 0)])).toThrow(/position of a/);
    expect(() => placePoints([point('a', 0.2, Number.NaN)])).toThrow(RangeError);
  });

  test('finds labels that lie over each other, and only those', () => {
    const placed = placePoints([point('a', 0.2, 0.5), point('b', 0.25, 0.52), point('c', 0.25, 0.9)]);
    expect(collisions(placed, 320, 240)).toEqual([['a', 'b']]);
  });

  test('has room for the five papers on a phone', () => {
    const folder = 'content/articles';
    const points = readdirSync(folder).map((id) => {
      const text = readFileSync(`${folder}/${id}/index.mdx`, 'utf8');
      const number = (name: string): number => Number(new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1]);
      return point(id, number('movement'), number('structure'));
    });
    expect(points.length).toBeGreaterThanOrEqual(4);
    expect(collisions(placePoints(points), 320, 240)).toEqual([]);
  });
});

describe('names of papers', () => {
  const frei = {
    authors: ['Spencer Frei', 'Niladri S. Chatterji', 'Peter L. Bartlett'],
    venue: 'JMLR',
    year: 2023,
  };

  test('three surnames stand in full, more are shortened', () => {
    expect(surnames(frei.authors)).toBe('Frei, Chatterji, Bartlett');
    expect(surnames(['Hugo Cui', 'Luca Pesce', 'Yatin Dandi', 'Florent Krzakala'])).toBe('Cui et al.');
  });

  test('a line and a label for the map', () => {
    expect(paperLine(frei)).toBe('Frei, Chatterji, Bartlett, JMLR 2023');
    expect(shortName(frei)).toBe('Frei et al. 2023');
    expect(shortName({ authors: ['Matus Telgarsky'], venue: 'arXiv', year: 2022 })).toBe('Telgarsky 2022');
  });

  test('papers have one order; an unknown one comes last', () => {
    expect(['gfl', 'xyz', 'rfa', 'srf'].sort((a, b) => paperRank(a) - paperRank(b))).toEqual([
      'rfa',
      'srf',
      'gfl',
      'xyz',
    ]);
  });
});
