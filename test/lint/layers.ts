/**
 * The import rule: who may import whom, downwards only. It reads static imports and exports, dynamic imports,
 * `import.meta.glob` and `new URL('…', import.meta.url)`, by alias, by relative and by root-relative path.
 */
import { posix } from 'node:path';
import type { Rule } from 'eslint';

/** Layers from the lowest to the highest; a file may import its own layer and those that its entry names. */
const allowed = {
  numbers: [],
  theory: ['numbers'],
  framework: ['numbers'],
  engine: ['numbers', 'framework'],
  charts: ['numbers', 'framework'],
  'experiment code': ['numbers', 'theory', 'framework', 'engine'],
  'experiment figure': ['numbers', 'framework', 'charts'],
  'experiment registry': ['numbers', 'theory', 'framework', 'engine', 'experiment code', 'experiment figure'],
  islands: [
    'numbers',
    'framework',
    'engine client',
    'charts',
    'experiment spec',
    'experiment figure',
    'experiment registry',
  ],
  styles: [],
  markdown: ['numbers', 'framework'],
  // Two folders, one layer: a component knows the site's addresses, a layout its header.
  components: ['below', 'layouts'],
  layouts: ['below'],
  pages: ['below'],
  cli: ['below'],
} as const;

type Layer = keyof typeof allowed;

const order = Object.keys(allowed) as Layer[];

/** Files of the engine that the page itself may load; the rest of it stays in the worker. */
const engineClient = /^src\/engine\/(client|pool|protocol|spawn)\b/;

/** Packages that a layer must not load; every layer that is not named here may load any. */
const foreign: readonly {
  readonly layers: readonly Layer[];
  readonly pattern: RegExp;
  readonly why: string;
}[] = [
  {
    layers: ['numbers', 'theory', 'framework', 'experiment code'],
    pattern: /^(@tensorflow\/|svelte|@sveltejs\/|astro|@astrojs\/|@observablehq\/|linkedom|katex)/,
    why: 'runs anywhere, so it loads no tensors, components or pages',
  },
  {
    layers: ['engine'],
    pattern: /^(svelte|@sveltejs\/|astro|@astrojs\/|@observablehq\/|linkedom|katex)/,
    why: 'knows no page',
  },
  {
    layers: ['charts', 'experiment figure', 'islands', 'markdown', 'components', 'layouts', 'pages'],
    pattern: /^@tensorflow\//,
    why: 'reaches TensorFlow.js through the worker only',
  },
];

/** The layer of a path inside the repository (`src/numbers/random.ts`), null for the top of src and outside it. */
export function layerOf(path: string): Layer | 'unknown' | null {
  const parts = path.split('/');
  if (parts[0] !== 'src' || parts.length < 3) return null;
  const [, folder, ...rest] = parts;
  if (folder === 'experiments') {
    if (rest.length === 1) return 'experiment registry';
    return rest.at(-1)?.endsWith('.svelte') ? 'experiment figure' : 'experiment code';
  }
  return order.includes(folder as Layer) ? (folder as Layer) : 'unknown';
}

/** The path inside the repository that a specifier means, or null for a package. */
export function targetOf(specifier: string, importer: string): string | null {
  const bare = specifier.replace(/[?].*$/, '');
  if (bare.startsWith('#')) return posix.normalize(`src/${bare.slice(1)}`);
  if (bare.startsWith('.')) return posix.join(posix.dirname(importer), bare);
  if (bare.startsWith('/')) return posix.normalize(bare.slice(1));
  return null;
}

/** The sentence that says what is wrong with an import, or null when it is allowed. */
export function problem(importer: string, specifier: string, typeOnly = false): string | null {
  const from = layerOf(importer);
  if (from === null) return null;
  if (from === 'unknown') return `${importer} is in no layer: see test/lint/layers.ts`;
  const target = targetOf(specifier, importer);
  if (target === null) {
    const rule = foreign.find((entry) => entry.layers.includes(from) && entry.pattern.test(specifier));
    return rule === undefined ? null : `${from} ${rule.why}: not ${specifier}`;
  }
  if (target.startsWith('test/')) return `src does not import tests: ${specifier}`;
  const to = layerOf(target);
  if (to === null || to === from) return null;
  if (to === 'unknown') return `${target} is in no layer: see test/lint/layers.ts`;
  if (mayImport(from, to, target) || (typeOnly && mayName(from, to, importer, target))) return null;
  return `imports go downwards only: ${from} does not import ${to} (${specifier})`;
}

function mayImport(from: Layer, to: Layer, target: string): boolean {
  const list: readonly string[] = allowed[from];
  if (list.includes(to)) return true;
  if (to === 'engine' && list.includes('engine client')) return engineClient.test(target);
  if (to === 'experiment code' && list.includes('experiment spec')) return target.endsWith('/spec.ts');
  return list.includes('below') && order.indexOf(to) < order.indexOf(from);
}

/** A figure names the types of its own experiment; an island those of anything below it. */
function mayName(from: Layer, to: Layer, importer: string, target: string): boolean {
  if (from === 'experiment figure') return posix.dirname(importer) === posix.dirname(target);
  return from === 'islands' && order.indexOf(to) < order.indexOf(from);
}

/** Strings that a node of a module path may stand for; a template counts by what precedes its first hole. */
function strings(node: unknown): string[] {
  if (typeof node !== 'object' || node === null || !('type' in node)) return [];
  if (node.type === 'Literal' && 'value' in node) return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral' && 'quasis' in node) {
    const [first] = node.quasis as { value: { cooked: string } }[];
    return first.value.cooked === '' ? [] : [first.value.cooked];
  }
  if (node.type === 'ArrayExpression' && 'elements' in node)
    return (node.elements as unknown[]).flatMap(strings);
  return [];
}

const isMeta = (node: unknown, property: string): boolean =>
  typeof node === 'object' &&
  node !== null &&
  'type' in node &&
  node.type === 'MemberExpression' &&
  'object' in node &&
  (node.object as { type: string }).type === 'MetaProperty' &&
  'property' in node &&
  (node.property as { name?: string }).name === property;

export const layers: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], docs: { description: 'layers import downwards only' } },
  create(context) {
    const root = context.cwd.replaceAll('\\', '/');
    const importer = context.filename.replaceAll('\\', '/').slice(root.length + 1);
    const check = (node: Rule.Node, source: unknown, typeOnly = false): void => {
      for (const specifier of strings(source)) {
        const message = problem(importer, specifier.replace(/^!/, ''), typeOnly);
        if (message !== null) context.report({ node, message });
      }
    };
    const kind = (node: unknown): boolean => {
      const entry = node as { importKind?: string; exportKind?: string };
      return entry.importKind === 'type' || entry.exportKind === 'type';
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, kind(node)),
      ExportAllDeclaration: (node) => check(node, node.source, kind(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, kind(node)),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node: Rule.Node) => check(node, (node as unknown as { source: unknown }).source, true),
      CallExpression: (node) => {
        if (isMeta(node.callee, 'glob')) check(node, node.arguments[0]);
      },
      NewExpression: (node) => {
        const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
        if (isUrl && isMeta(node.arguments[1], 'url')) check(node, node.arguments[0]);
      },
    };
  },
};
