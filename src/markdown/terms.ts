/** Glossary links: `[own cosine](term:own-cosine)` leads to the notation page and has a preview. */
import type { Root } from 'mdast';
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
      if (!table.terms.has(id)) {
        throw new ContentError(file.path, placeOf(node), `the glossary has no entry "${id}"`);
      }
      node.url = `/notation/#${id}`;
      node.data = { ...node.data, hProperties: { className: ['term'], 'data-term': id } };
    });
  };
}
