/**
 * Shorthands for formulas, shared by all pages. None takes an argument, so that a formula can be copied out with
 * its shorthands written in full.
 */
export const macros: Readonly<Record<string, string>> = {
  '\\R': '\\mathbb{R}',
  '\\E': '\\mathbb{E}',
  '\\Pr': '\\operatorname{Pr}',
  '\\Normal': '\\mathcal{N}',
  '\\sign': '\\operatorname{sign}',
  '\\ind': '\\mathbf{1}',
  '\\tr': '\\operatorname{tr}',
  '\\own': '\\mathrm{own}',
  '\\opp': '\\mathrm{opp}',
  '\\transpose': '^{\\mathsf{T}}',
};

const shorthand = new RegExp(
  `(${Object.keys(macros)
    .map((name) => name.replace('\\', '\\\\'))
    .join('|')})(?![a-zA-Z])`,
  'g',
);

/** TeX that needs none of our shorthands: what "copy TeX" gives. */
export function portable(tex: string): string {
  return tex.replace(shorthand, (name) => macros[name] ?? name);
}
