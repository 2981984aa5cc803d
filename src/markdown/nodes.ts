/** Elements that plugins put into the tree, as MDX writes them. */
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';

type Attributes = Readonly<Record<string, string | undefined>>;

function attributes(from: Attributes): MdxJsxAttribute[] {
  return Object.entries(from)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ type: 'mdxJsxAttribute', name, value }));
}

export function block(
  name: string,
  from: Attributes,
  children: MdxJsxFlowElement['children'] = [],
): MdxJsxFlowElement {
  return { type: 'mdxJsxFlowElement', name, attributes: attributes(from), children };
}

export function span(
  name: string,
  from: Attributes,
  children: MdxJsxTextElement['children'] = [],
): MdxJsxTextElement {
  return { type: 'mdxJsxTextElement', name, attributes: attributes(from), children };
}

/** The value of a plain string attribute. */
export function attribute(node: MdxJsxFlowElement | MdxJsxTextElement, name: string): string | undefined {
  for (const entry of node.attributes) {
    if (entry.type === 'mdxJsxAttribute' && entry.name === name && typeof entry.value === 'string') {
      return entry.value;
    }
  }
  return undefined;
}

/** Sets a string attribute, unless the author wrote one. */
export function setAttribute(node: MdxJsxFlowElement, name: string, value: string): void {
  if (!node.attributes.some((entry) => entry.type === 'mdxJsxAttribute' && entry.name === name)) {
    node.attributes.push({ type: 'mdxJsxAttribute', name, value });
  }
}
