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

/** What is used of the citation processor that rehype-citation carries and leaves untyped. */
interface Engine {
  updateItems(keys: readonly string[]): void;
  makeBibliography(): [{ readonly entry_ids: readonly (readonly string[])[] }, readonly string[]];
}

interface Processor {
  new (bibtex: string, options: object): { readonly data: readonly object[] };
  readonly plugins: {
    readonly config: {
      get(name: '@csl'): {
        engine(data: readonly object[], style: string, lang: string, format: string): Engine;
      };
    };
  };
}

/** Entries for the keys, sorted as the style sorts them. */
export function bibliography(keys: ReadonlySet<string>, content: string = contentFolder): Reference[] {
  if (keys.size === 0) return [];
  const Processor = Cite as unknown as Processor;
  const { data } = new Processor(readFileSync(bibliographyFile(content), 'utf8'), { generateGraph: false });
  const engine = Processor.plugins.config.get('@csl').engine(data, citationStyle, 'en-US', 'html');
  engine.updateItems([...keys]);
  const [{ entry_ids: ids }, entries] = engine.makeBibliography();
  return entries.map((html, index) => {
    const key = ids[index]?.[0] ?? '';
    return { key, id: `bib-${key.toLowerCase()}`, html: withLinks(body(html)) };
  });
}

/** The BibTeX source of one entry, as the file has it. */
export function bibtex(key: string, content: string = contentFolder): string {
  const source = readFileSync(bibliographyFile(content), 'utf8');
  const found = new RegExp(`^@\\w+\\{${key},[\\s\\S]*?^\\}`, 'm').exec(source);
  if (found === null) throw new Error(`references.bib has no entry ${key}.`);
  return found[0];
}

const body = (html: string): string => html.trim().replace(/^<div[^>]*>([\s\S]*)<\/div>$/, '$1');

const withLinks = (html: string): string =>
  html.replace(/https?:\/\/[^\s<]+[^\s<.,)]/g, (url) => `<a href="${url}">${url}</a>`);
