/** content/tags.csv: every tag that was ever given, in the order in which it was given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentFolder } from '#markdown/files.ts';

export interface Tag {
  readonly tag: string;
  readonly kind: string;
  /** Year-month-day. */
  readonly date: string;
  /** The title on that day; the result's own file has today's. */
  readonly title: string;
}

const header = 'tag,kind,date,title';

/**
 * Rows of the file. A title may hold commas, since it comes last, so nothing is quoted.
 * @throws Error with the line of a row that is not one, or of a tag that comes twice
 */
export function parseTags(text: string): Tag[] {
  const [first, ...lines] = text.replace(/\n$/, '').split('\n');
  if (first !== header) throw new Error(`tags.csv:1: the first line is ${header}`);
  const seen = new Set<string>();
  return lines.map((line, index) => {
    const found = /^([a-z]{3}-\d+),([a-z]+),(\d{4}-\d{2}-\d{2}),(\S.*)$/.exec(line);
    const [, tag = '', kind = '', date = '', title = ''] = found ?? [];
    const at = `tags.csv:${String(index + 2)}:`;
    if (found === null) throw new Error(`${at} write tag,kind,year-month-day,title`);
    if (seen.has(tag)) throw new Error(`${at} the tag ${tag} was given before`);
    seen.add(tag);
    return { tag, kind, date, title };
  });
}

/** The day on which a tag was given. */
export function dateOf(tag: string, content: string = contentFolder): string {
  const row = parseTags(readFileSync(join(content, 'tags.csv'), 'utf8')).find((entry) => entry.tag === tag);
  if (row === undefined) throw new Error(`tags.csv has no row for ${tag}.`);
  return row.date;
}
