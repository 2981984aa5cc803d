/** Glossary links: `[own cosine](term:own-cosine)` leads to the notation page and has a preview. */
import type { Link, PhrasingContent, Root } from 'mdast';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { ContentError, placeOf } from './fail.ts';
import type { PluginOptions } from './plugin.ts';

const scheme = 'term:';

export function terms({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const table = targets();
    visit(tree, 'link', (node) => {
      if (!node.url.startsWith(scheme)) return;
      const id = node.url.slice(scheme.length);
      const name = table.terms.get(id);
      if (name === undefined) {
        throw new ContentError(file.path, placeOf(node), `the glossary has no entry "${id}"`);
      }
      node.url = `/notation/#${id}`;
      node.data = { ...node.data, hProperties: { className: ['term'], 'data-term': id } };
      // A symbol alone has no name that is read aloud: the entry's name follows it, unseen.
      if (!hasWords(node)) node.children.push(unseen(` ${name}`));
    });
  };
}

function unseen(value: string): PhrasingContent {
  const data = { hName: 'span', hProperties: { className: ['visually-hidden'] } };
  return { type: 'emphasis', data, children: [{ type: 'text', value }] };
}

function hasWords(link: Link): boolean {
  let found = false;
  visit(link, ['text', 'inlineCode'], (node) => {
    found ||= 'value' in node && node.value.trim() !== '';
  });
  return found;
}
