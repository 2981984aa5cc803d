/** One line of prose from data (a title, a glossary entry, an assumption), where only `$…$` has a meaning. */
import { escape, formula } from './formula.ts';

/** HTML of a line of text; `$…$` is set as a formula, everything else is escaped. */
export function inline(text: string): string {
  return split(text)
    .map((part) =>
      part.math ? `<span class="math">${formula(part.value, false)}</span>` : escape(part.value),
    )
    .join('');
}

/** The text and formula pieces of a line. */
export function split(text: string): { readonly math: boolean; readonly value: string }[] {
  return text
    .split(/(\$[^$]+\$)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.length > 2 && part.startsWith('$') && part.endsWith('$')
        ? { math: true, value: part.slice(1, -1) }
        : { math: false, value: part },
    );
}
