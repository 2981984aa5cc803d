/** Citations `[@key]`: rehype-citation formats them, and what it left untouched stops the build. */
import type { Element, Root, Text } from 'hast';
import type { Options } from 'rehype-citation/node/src/types.d.ts';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { dirname, basename } from 'node:path';
import { ContentError, placeOf } from './fail.ts';
import { bibliographyFile } from './files.ts';
import type { PluginOptions } from './plugin.ts';

/** Style of citations and of the list: author and year. */
export const citationStyle = 'apa';

/** Options of rehype-citation: no list here, because a page may consist of several files and has one list. */
export function citationOptions(content: string): Options {
  const file = bibliographyFile(content);
  return {
    path: dirname(file),
    bibliography: basename(file),
    csl: citationStyle,
    linkCitations: true,
    inlineClass: ['citation'],
    suppressBibliography: true,
  };
}

const leftOver = /\[[^\]]*@([\w:.-]*\w)[^\]]*\]/;

/** What the link of every citation in the style of author and year holds. */
const year = /\d{4}/;

/**
 * Runs after rehype-citation, which leaves an unknown key as it is and says nothing, and which links the wrong words
 * where the style shortens two lists of authors to one name ("Writer et al., 2020, 2021"). Takes away the ids that
 * it counts within a file, because a page may consist of several.
 */
export function citationCheck({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const { keys } = targets();
    visit(tree, 'element', (node: Element, _index, parent) => {
      if (!String(node.properties['id']).startsWith('citation--')) return;
      delete node.properties['id'];
      visit(node, { tagName: 'a' }, (link: Element) => {
        if (link.children.some((child) => child.type === 'text' && year.test(child.value))) return;
        const key = String(link.properties['href']).replace('#bib-', '');
        throw new ContentError(
          file.path,
          placeOf(node, parent as Element | Root),
          `the citation of ${key} shares a name with another: give each brackets of its own`,
        );
      });
    });
    visit(tree, 'text', (node: Text, _index, parent) => {
      const within = parent as Element | Root | undefined;
      if (within?.type === 'element' && within.tagName === 'code') return;
      const key = leftOver.exec(node.value)?.[1];
      if (key === undefined) return;
      const why = keys.has(key)
        ? `the citation of ${key} cannot stand here: move it out of the emphasis, link or heading`
        : `references.bib has no entry "${key}"`;
      throw new ContentError(file.path, placeOf(node, within), why);
    });
  };
}
