import { expect, test } from 'vitest';
import { feedEntries, tagDates } from '#components/shell/feed.ts';

const article = (id: string, status: 'published' | 'planned', date?: string) => ({
  id,
  data: {
    title: `Article ${id}`,
    description: 'What it says.',
    status,
    date: date ? new Date(date) : undefined,
  },
});
const result = (tag: string) => ({ data: { tag, title: 'Amplification', statement: 'Neurons turn.' } });

test('dates of tags come from the append-only file', () => {
  const dates = tagDates('tag,kind,date,title\nrfa-3,observation,2026-11-23,"One, two"\n\n');
  expect(dates.size).toBe(1);
  expect(dates.get('rfa-3')?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
});

test('published articles and dated results, newest first; planned and undated ones are left out', () => {
  const entries = feedEntries(
    [article('old', 'published', '2026-01-01'), article('later', 'planned')],
    [result('rfa-3'), result('rfa-9')],
    new Map([['rfa-3', new Date('2026-02-01')]]),
  );
  expect(entries.map((entry) => entry.path)).toEqual(['/r/rfa-3/', '/old/']);
  expect(entries[0].title).toBe('rfa-3: Amplification');
});
