/** Formulas to HTML, and displayed equations to blocks with a number that is a link. */
import type { Paragraph, Root } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import type { VFile } from 'vfile';
import { SKIP, visit } from 'unist-util-visit';
import { ContentError, placeOf } from './fail.ts';
import type { Place } from './fail.ts';
import { FormulaError, formula } from './formula.ts';
import { block, span } from './nodes.ts';
import { declared } from './plugin.ts';
import type { PluginOptions } from './plugin.ts';
import type { Targets } from './targets.ts';

const label = /\\label\{([^}]*)\}/;

/**
 * KaTeX's HTML goes in as one `set:html`: as nodes it would be about a hundred calls a formula. A displayed
 * formula can scroll by itself, so it takes the focus and has a name; its number stays in sight beside it.
 */
export function math({ targets }: PluginOptions) {
  return (tree: Root, file: VFile): void => {
    const table = targets();
    visit(tree, (node, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      if (node.type === 'math') {
        const from = placeOf(node, parent);
        // The TeX starts on the line after the opening dollars.
        const place = { line: from.line + 1, column: from.column };
        parent.children.splice(index, 1, equation(node.value, place, file, table));
        return [SKIP, index + 1];
      }
      if (node.type === 'paragraph') {
        const only = onlyDisplayed(node, file);
        if (only === null) return undefined;
        parent.children.splice(index, 1, equation(only.value, inside(only, file), file, table));
        return [SKIP, index + 1];
      }
      if (node.type === 'inlineMath') {
        const place = placeOf(node, parent);
        if (isDisplayed(node, file)) {
          throw new ContentError(file.path, place, 'a displayed formula stands in a paragraph of its own');
        }
        const html = set(node.value, false, inside(node, file), file);
        parent.children.splice(
          index,
          1,
          span('span', { class: 'math', 'data-pagefind-ignore': '', 'set:html': html }),
        );
        return [SKIP, index + 1];
      }
      return undefined;
    });
  };
}

/** Where the TeX starts, after the dollars and the space that the parser takes away. */
function inside(node: InlineMath, file: VFile): Place {
  const { line, column } = placeOf(node);
  const start = node.position?.start.offset;
  const skipped = start === undefined ? 0 : String(file).indexOf(node.value, start) - start;
  return { line, column: column + Math.max(0, skipped) };
}

/** `$$ … $$` on one line is inline to the parser, and displayed to the author. */
function isDisplayed(node: InlineMath, file: VFile): boolean {
  const start = node.position?.start.offset;
  return start !== undefined && String(file).startsWith('$$', start);
}

function onlyDisplayed(node: Paragraph, file: VFile): InlineMath | null {
  const [only, ...others] = node.children;
  return others.length === 0 && only?.type === 'inlineMath' && isDisplayed(only, file) ? only : null;
}

function equation(source: string, place: Place, file: VFile, table: Targets) {
  if (/\\tag\b/.test(source)) {
    throw new ContentError(
      file.path,
      place,
      'numbers come from the table: use \\label{eq-…} instead of \\tag',
    );
  }
  const id = label.exec(source)?.[1];
  const target = id === undefined ? null : declared(id, 'equation', file, table, place);
  const html = set(
    source.replace(label, (found) => ' '.repeat(found.length)),
    true,
    place,
    file,
  );
  const name = target === null ? 'Equation' : `Equation ${String(target.number)}`;
  return block('div', { class: 'equation', id: target?.id, 'data-pagefind-ignore': '' }, [
    block('div', {
      class: 'equation-formula',
      role: 'group',
      tabindex: '0',
      'aria-label': name,
      'set:html': html,
    }),
    ...(target === null
      ? []
      : [
          block('a', {
            class: 'equation-number',
            href: `#${target.id}`,
            'aria-label': `Link to equation ${target.label}`,
            'set:html': target.label,
          }),
        ]),
  ]);
}

/** KaTeX with the place of a mistake turned into line and column of the file. */
function set(tex: string, display: boolean, start: Place, file: VFile): string {
  try {
    return formula(tex.trimEnd(), display);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const before = tex.slice(0, error.offset).split('\n');
    const place = {
      line: start.line + before.length - 1,
      column: (before.length === 1 ? start.column : 1) + (before.at(-1)?.length ?? 0),
    };
    throw new ContentError(file.path, place, `formula: ${error.message}`);
  }
}
