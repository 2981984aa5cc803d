/** The list of references of a page, from content/references.bib. */
import { readFileSync } from 'node:fs';
import { Cite } from 'rehype-citation';
import { citationStyle } from './citations.ts';
import { bibliographyFile, contentFolder } from './files.ts';

export interface Reference {
  readonly key: string;
  /** Anchor that citations link to. */
  readonly id: string;
  /** The entry in the citation style, addresses as links. */
  readonly html: string;
}

interface Bibliography {
  readonly data: readonly { readonly id: string }[];
  format(kind: 'bibliography', options: object): [string, string][];
}

/** Entries for the keys, sorted as the style sorts them. */
export function bibliography(keys: ReadonlySet<string>, content: string = contentFolder): Reference[] {
  if (keys.size === 0) return [];
  const source = readFileSync(bibliographyFile(content), 'utf8');
  const all = new Cite(source, { generateGraph: false }) as unknown as Bibliography;
  return all
    .format('bibliography', {
      format: 'html',
      template: citationStyle,
      lang: 'en-US',
      asEntryArray: true,
      entry: [...keys],
    })
    .map(([key, html]) => ({ key, id: `bib-${key.toLowerCase()}`, html: withLinks(body(html)) }));
}

/** The BibTeX source of one entry, as the file has it. */
export function bibtex(key: string, content: string = contentFolder): string {
  const source = readFileSync(bibliographyFile(content), 'utf8');
  const found = new RegExp(`^@\\w+\\{${key},[\\s\\S]*?^\\}`, 'm').exec(source);
  if (found === null) throw new Error(`references.bib has no entry ${key}.`);
  return found[0];
}

const body = (html: string): string =>
  html
    .trim()
    .replace(/^<div[^>]*>([\s\S]*)<\/div>$/, '$1')
    .trim();

const withLinks = (html: string): string =>
  html.replace(/https?:\/\/[^\s<]+[^\s<.,)]/g, (url) => `<a href="${url}">${url}</a>`);
