/** TeX to HTML with KaTeX, at build time. Nothing of KaTeX but its style sheet reaches the reader. */
import katex from 'katex';
import { macros, portable } from './macros.ts';

/** A formula that KaTeX refuses. `offset` is where in the TeX, in characters, when KaTeX knows. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly offset: number;

  constructor(sentence: string, offset: number) {
    super(sentence);
    this.offset = offset;
  }
}

const annotation = /(<annotation encoding="application\/x-tex">)[^<]*(<\/annotation>)/;

/**
 * HTML and MathML of a formula.
 * @throws FormulaError when it does not parse, uses an unknown command, or leaves strict TeX.
 */
export function formula(tex: string, display: boolean): string {
  let html: string;
  try {
    html = katex.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      strict: 'error',
      trust: false,
      output: 'htmlAndMathml',
      // A copy for each formula: \gdef in one would leak into the next.
      macros: { ...macros },
    });
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    throw new FormulaError(error.rawMessage, Number.isFinite(error.position) ? error.position : 0);
  }
  // The source inside the MathML is what a reader copies, so it must work elsewhere.
  return html.replace(
    annotation,
    (_all, open: string, close: string) => open + escape(portable(tex)) + close,
  );
}

export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
