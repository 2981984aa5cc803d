/**
 * What one content file declares and uses, read from its source text. This is the first of two passes: it is
 * quick, needs no parser, and sees all files before any is compiled. The second pass (the plugins) holds every
 * declaration against the table made from it, so a construct that this pass misses stops the build.
 */

export type DeclarationKind = 'section' | 'equation' | 'figure' | 'derivation';

export interface Declaration {
  readonly kind: DeclarationKind;
  /** Empty when the author wrote none. */
  readonly id: string;
  /** Heading text, title of a derivation, experiment of a figure; empty for an equation. */
  readonly title: string;
  /** Heading level, for sections. */
  readonly depth: number;
  readonly line: number;
}

/** `<Result tag="…" />`: the result's own declarations come here. */
export interface Inclusion {
  readonly kind: 'include';
  readonly tag: string;
  readonly line: number;
}

export interface Use {
  readonly id: string;
  readonly line: number;
}

export interface Scan {
  /** In the order of the text. */
  readonly entries: readonly (Declaration | Inclusion)[];
  /** Ids that `[…](#id)` points to. */
  readonly references: readonly Use[];
  /** Glossary ids of `[…](term:id)`. */
  readonly terms: readonly Use[];
  /** Keys of `[@key]`. */
  readonly citations: readonly Use[];
}

/** Line breaks stay, so that line numbers do. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

function withoutCodeAndComments(source: string): string {
  return source
    .replace(/^---\n[\s\S]*?\n---(?=\n|$)/, blank)
    .replace(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2[^\n]*$/gm, blank)
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, blank)
    .replace(/`[^`\n]*`/g, blank);
}

const patterns: readonly {
  readonly find: RegExp;
  readonly make: (
    groups: Readonly<Record<string, string | undefined>>,
    line: number,
  ) => Declaration | Inclusion;
}[] = [
  {
    find: /^(?<marks>#{1,6}) +(?<title>[^\n]*?)(?: +\[#(?<id>[^\]\s]*)\])? *$/gm,
    make: ({ marks = '', title = '', id = '' }, line) => ({
      kind: 'section',
      id,
      title: plain(title),
      depth: marks.length,
      line,
    }),
  },
  {
    find: /\\label\{(?<id>[^}]*)\}/g,
    make: ({ id = '' }, line) => ({ kind: 'equation', id, title: '', depth: 0, line }),
  },
  {
    find: /<Try\b(?<attributes>[^<]*?)\/?>/g,
    make: ({ attributes = '' }, line) => ({
      kind: 'figure',
      id: valueOf(attributes, 'id'),
      title: valueOf(attributes, 'experiment'),
      depth: 0,
      line,
    }),
  },
  {
    find: /<(?:Derivation|Step)\b(?<attributes>[^<]*?\bid="[^<]*?)>/g,
    make: ({ attributes = '' }, line) => ({
      kind: 'derivation',
      id: valueOf(attributes, 'id'),
      title: valueOf(attributes, 'title'),
      depth: 0,
      line,
    }),
  },
  {
    find: /<Result\b(?<attributes>[^<]*?)\/?>/g,
    make: ({ attributes = '' }, line) => ({ kind: 'include', tag: valueOf(attributes, 'tag'), line }),
  },
];

/** Declarations and uses of a content file, in reading order. */
export function scan(source: string): Scan {
  const text = withoutCodeAndComments(source);
  const lineOf = lineCounter(text);
  const entries = patterns
    .flatMap(({ find, make }) =>
      [...text.matchAll(find)].map((match) => ({
        at: match.index,
        entry: make(match.groups ?? {}, lineOf(match.index)),
      })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
  const uses = (find: RegExp, within: string = text, offset = 0): Use[] =>
    [...within.matchAll(find)].map((match) => ({ id: match[1] ?? '', line: lineOf(offset + match.index) }));
  return {
    entries,
    references: uses(/\]\(#([^)\s]+)\)/g),
    terms: uses(/\]\(term:([^)\s]+)\)/g),
    citations: [...text.matchAll(/\[[^\]\n]*@[^\]\n]*\](?!\()/g)].flatMap((group) =>
      uses(/@([\w:.-]*\w)/g, group[0], group.index),
    ),
  };
}

function valueOf(attributes: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

/** Heading text without emphasis and links; formulas stay in dollars. */
function plain(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<![\w$])[*_]{1,2}([^*_$]+)[*_]{1,2}/g, '$1')
    .trim();
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
