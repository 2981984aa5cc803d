/** Headings with an id that the author wrote: `## What one step does [#sec-rfa-one-step]`. */
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { ContentError, placeOf } from './fail.ts';
import { contentFile, declared } from './plugin.ts';
import type { PluginOptions } from './plugin.ts';

const trailingId = / *\[#([^\]\s]+)\] *$/;

/** Takes the id from the heading's end; a heading without one, or of level 1, stops the build. */
export function headings({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const table = targets();
    visit(tree, 'heading', (node) => {
      const place = placeOf(node);
      const last = node.children.at(-1);
      const id = last?.type === 'text' ? trailingId.exec(last.value)?.[1] : undefined;
      if (last?.type !== 'text' || id === undefined) {
        throw new ContentError(file.path, place, 'this heading has no id: write [#sec-…] at its end');
      }
      if (node.depth === 1) {
        throw new ContentError(file.path, place, 'the page has its title already: start headings with ##');
      }
      if (contentFile(file, table)?.kind === 'result') {
        // The same text stands under an h1 on the result's page and under an h3 in its article.
        throw new ContentError(
          file.path,
          place,
          'a result has no headings: use <Derivation title="…"> and its steps',
        );
      }
      declared(id, 'section', file, table, place);
      last.value = last.value.replace(trailingId, '');
      if (last.value === '') node.children.pop();
      node.data = { ...node.data, hProperties: { id } };
    });
  };
}
