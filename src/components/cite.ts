/** How to cite or link a page of the site. */
import { SITE_NAME } from '#layouts/site.ts';

export interface Citable {
  /** Tag of a result or slug of an article. */
  readonly name: string;
  readonly title: string;
  /** Full address. */
  readonly url: string;
  /** Day on which it was first published, as year-month-day. */
  readonly date: string;
}

/** A BibTeX entry for the page; the paper has its own. */
export function pageBibtex({ name, title, url, date }: Citable): string {
  const [year = '', month = ''] = date.split('-');
  return [
    `@misc{two-layers:${name},`,
    `  author = {{${SITE_NAME}}},`,
    `  title = {${escapeTex(title)}},`,
    `  howpublished = {\\url{${url}}},`,
    `  year = {${year}},`,
    `  month = {${String(Number(month))}}`,
    '}',
  ].join('\n');
}

/** A Markdown link, brackets of the title escaped. */
export function markdownLink({ title, url }: Pick<Citable, 'title' | 'url'>): string {
  return `[${title.replace(/[[\]\\]/g, '\\$&')}](${url})`;
}

const escapeTex = (text: string): string => text.replace(/[&%#_]/g, '\\$&');
