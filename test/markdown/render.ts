/** Renders MDX with the site's real processor to plain HTML, with a small stand-in for Astro's JSX runtime. */
import { resolve } from 'node:path';
import { markdown } from '#markdown/index.ts';

export const fixtures = resolve('test/markdown/fixtures/content');

/** The file that a test pretends to write; the table of targets knows it. */
export const articleFile = resolve(fixtures, 'articles/first/index.mdx');

const runtime = `
const empty = new Set(['br', 'hr', 'img', 'input']);
const text = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const children = (value) =>
  value === null || value === undefined || value === false ? ''
  : Array.isArray(value) ? value.map(children).join('')
  : typeof value === 'object' ? value.html : text(String(value));
export const Fragment = 'fragment';
export function jsx(type, { children: inside, ...props }) {
  if (typeof type === 'function') return type({ children: inside, ...props });
  if (type === Fragment) return { html: children(inside) };
  const attributes = Object.entries(props)
    .filter(([name, value]) => name !== 'set:html' && value !== undefined)
    .map(([name, value]) => ' ' + name + '="' + text(String(value)) + '"').join('');
  const open = '<' + type + attributes + '>';
  return { html: empty.has(type) ? open : open + (props['set:html'] ?? children(inside)) + '</' + type + '>' };
}
export const jsxs = jsx;
`;

const asModule = (code: string): string =>
  `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;

/** A component that shows its name, its attributes and what is inside it. */
const shown =
  (name: string) =>
  ({ children, ...props }: { children?: unknown }) => {
    const attributes = Object.entries(props).map(([key, value]) => ` ${key}="${String(value)}"`);
    const inside = [children].flat().map((child) => (child as { html?: string } | undefined)?.html ?? '');
    return { html: `<${name}${attributes.join('')}>${inside.join('')}</${name}>` };
  };

const components = Object.fromEntries(
  ['Aside', 'Derivation', 'Result', 'Step', 'Try'].map((name) => [name, shown(name)]),
);

/**
 * HTML of MDX source, which stands for the article of the fixtures unless another file is named.
 * @throws ContentError as the build does.
 */
export async function render(source: string, file: string = articleFile): Promise<string> {
  const { processor } = markdown(fixtures);
  if (!processor.createMdxRenderer) throw new Error('the processor cannot render MDX');
  const renderer = await processor.createMdxRenderer({ syntaxHighlight: false }, {
    optimize: false,
    srcDir: new URL('file:///'),
  } as never);
  const { code } = await renderer.process(source, file, {});
  const executable = code
    .replaceAll('astro/jsx-runtime', asModule(runtime))
    .replace(/^import .*astro:.*$/gm, '');
  const page = (await import(asModule(executable))) as { default: (props: object) => { html: string } };
  return page.default({ components }).html.trim();
}
