import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTags } from '#components/tags.ts';

const file = 'content/tags.csv';
const today = readFileSync(file, 'utf8');
const tags = parseTags(today);

/** Every committed state of the file, oldest first; none outside of a repository or in a shallow one. */
function history(): string[] {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    return git('log', '--reverse', '--format=%H', '--', file)
      .split('\n')
      .filter((commit) => commit !== '')
      .map((commit) => git('show', `${commit}:${file}`));
  } catch {
    return [];
  }
}

describe('tags.csv', () => {
  test('only ever grows at its end', () => {
    const states = [...history(), today];
    for (const [index, state] of states.entries()) {
      expect(today.startsWith(state), `state ${String(index)} of ${String(states.length)}`).toBe(true);
    }
  });

  test('starts with the tag that was given first', () => {
    expect(today.split('\n').slice(0, 2)).toEqual([
      'tag,kind,date,title',
      'rfa-3,observation,2026-11-23,Gradient descent amplifies weak random features',
    ]);
  });

  test('is in the order of days, and ends with a line break', () => {
    const days = tags.map(({ date }) => date);
    expect(days).toEqual(days.toSorted());
    expect(today.endsWith('\n')).toBe(true);
  });

  test('has a row for every result and a result for every row', () => {
    const files = readdirSync('content/results')
      .filter((name) => name.endsWith('.mdx'))
      .map((name) => name.replace('.mdx', ''));
    expect(files.toSorted()).toEqual(tags.map(({ tag }) => tag).toSorted());
  });
});

describe('a list of tags', () => {
  const header = 'tag,kind,date,title\n';
  test('may have commas in a title', () => {
    expect(parseTags(`${header}rfa-1,theorem,2026-11-23,One, two\n`)).toEqual([
      { tag: 'rfa-1', kind: 'theorem', date: '2026-11-23', title: 'One, two' },
    ]);
  });

  test.each([
    [
      'a tag that comes twice',
      `${header}rfa-1,theorem,2026-11-23,A\nrfa-1,theorem,2026-11-23,B\n`,
      'tags.csv:3: the tag rfa-1 was given before',
    ],
    [
      'a row that is too short',
      `${header}rfa-1,theorem,A\n`,
      'tags.csv:2: write tag,kind,year-month-day,title',
    ],
    ['an empty line', `${header}\nrfa-1,theorem,2026-11-23,A\n`, 'tags.csv:2:'],
    ['another header', 'tag,title\n', 'tags.csv:1:'],
  ])('stops at %s', (_name, text, message) => {
    expect(() => parseTags(text)).toThrow(message);
  });
});
