/** Tells `<Try>` its id, number and result, and `<Statement>` its result, from the table. */
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { ContentError, placeOf } from './fail.ts';
import { attribute, setAttribute } from './nodes.ts';
import { contentFile, declaredIn } from './plugin.ts';
import type { PluginOptions } from './plugin.ts';

export function places({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const here = contentFile(file, targets());
    const own = declaredIn(here, 'figure');
    let next = 0;
    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (node.name === 'Statement') {
        if (here?.kind !== 'result') {
          throw new ContentError(file.path, placeOf(node), 'a statement stands in the file of its result');
        }
        setAttribute(node, 'result', here.name);
      }
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
