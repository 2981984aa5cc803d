/** Gives each `<Try>` its id, its number and its result, from the table. */
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { ContentError, placeOf } from './fail.ts';
import { attribute, setAttribute } from './nodes.ts';
import { contentFile, declaredIn } from './plugin.ts';
import type { PluginOptions } from './plugin.ts';

export function figures({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const own = declaredIn(contentFile(file, targets()), 'figure');
    let next = 0;
    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (node.name !== 'Try') return;
      const target = own[next];
      next += 1;
      if (target === undefined || target.title !== attribute(node, 'experiment')) {
        throw new ContentError(
          file.path,
          placeOf(node),
          'write <Try experiment="…" /> with the experiment as a plain text, in a content file',
        );
      }
      setAttribute(node, 'id', target.id);
      setAttribute(node, 'number', String(target.number));
      if (target.result !== null) setAttribute(node, 'result', target.result);
    });
  };
}
