/** References `[](#id)`, which take their text from the table, and links `[text](#id)`, which must lead somewhere. */
import type { Link, PhrasingContent, Root } from 'mdast';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { ContentError, placeOf } from './fail.ts';
import { split } from './inline.ts';
import type { PluginOptions } from './plugin.ts';
import type { Target } from './targets.ts';

/** The anchor stays `#id` here: only the page that is being rendered knows whether the target is on it. */
export function references({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const { byId } = targets();
    visit(tree, 'link', (node) => {
      if (!node.url.startsWith('#')) return;
      const target = byId.get(node.url.slice(1));
      if (target === undefined) {
        throw new ContentError(
          file.path,
          placeOf(node),
          `there is nothing with the id "${node.url.slice(1)}"`,
        );
      }
      if (node.children.length === 0) node.children = content(target);
      decorate(node, target);
    });
  };
}

function content(target: Target): PhrasingContent[] {
  return split(target.label).map(({ math, value }) => ({ type: math ? 'inlineMath' : 'text', value }));
}

function decorate(node: Link, target: Target): void {
  node.data = {
    ...node.data,
    hProperties: {
      className: ['reference', `reference-${target.kind}`],
      ...(target.kind === 'result' ? { title: target.title } : {}),
      ...(target.kind === 'equation' ? { 'aria-label': `equation ${target.label}` } : {}),
    },
  };
}
