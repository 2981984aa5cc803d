/** What stops a build: source, and the message after the file's name. */
export interface Mistake {
  readonly name: string;
  readonly source: string;
  readonly message: string;
}

export const mistakes: readonly Mistake[] = [
  {
    name: 'an unclosed group',
    source: 'Words.\n\nInline $a + \\frac{1}{$ here.',
    message: "3:22: formula: Unexpected end of input in a macro argument, expected '}'",
  },
  {
    name: 'an unknown command in a displayed formula',
    source: '$$\na\n+ \\nosuch{b}\n$$',
    message: '3:3: formula: Undefined control sequence: \\nosuch',
  },
  {
    name: 'an unknown command in a displayed formula on one line',
    source: '$$ a + \\nosuch $$',
    message: '1:8: formula: Undefined control sequence: \\nosuch',
  },
  {
    name: 'a letter that strict TeX does not know',
    source: 'So $é$.',
    message:
      '1:5: formula: LaTeX-incompatible input and strict mode is set to \'error\': Accented Unicode text character "é" used in math mode [unicodeTextInMathMode]',
  },
  {
    name: 'a number that was typed',
    source: '$$\na \\tag{7}\n$$',
    message: '2:1: numbers come from the table: use \\label{eq-…} instead of \\tag',
  },
  {
    name: 'a displayed formula in the middle of a line',
    source: 'So $$ a $$ holds.',
    message: '1:4: a displayed formula stands in a paragraph of its own',
  },
  {
    name: 'a label that the first pass did not see',
    source: '$$\na \\label{eq-one-new}\n$$',
    message: '2:1: the equation "eq-one-new" was not found when targets were collected',
  },
  {
    name: 'a heading without id',
    source: 'Words.\n\n## No id',
    message: '3:1: this heading has no id: write [#sec-…] at its end',
  },
  {
    name: 'a second title',
    source: '# Title [#sec-one-step]',
    message: '1:1: the page has its title already: start headings with ##',
  },
  {
    name: 'a reference to nothing',
    source: 'Words.\n\nSee [](#eq-one-nothing).',
    message: '3:5: there is nothing with the id "eq-one-nothing"',
  },
  {
    name: 'a link to nothing',
    source: 'See [there](#nowhere).',
    message: '1:5: there is nothing with the id "nowhere"',
  },
  {
    name: 'a term without entry',
    source: 'A [thing](term:thing).',
    message: '1:3: the glossary has no entry "thing"',
  },
  {
    name: 'an unknown work',
    source: 'Words.\n\nShown [@nobody1999].',
    message: '3:1: references.bib has no entry "nobody1999"',
  },
  {
    name: 'an unknown work beside a known one',
    source: 'Shown [@writer2020; @nobody1999].',
    message: '1:1: references.bib has no entry "nobody1999"',
  },
  {
    name: 'a citation where the formatter does not look',
    source: 'Shown *[@writer2020]*.',
    message:
      '1:8: the citation of writer2020 cannot stand here: move it out of the emphasis, link or heading',
  },
  {
    name: 'two works that the style shortens to one name',
    source: 'Words.\n\nShown [@writer2020; @party2020; @party2021].',
    message: '3:1: the citation of party2021 shares a name with another: give each brackets of its own',
  },
  {
    name: 'an experiment that the first pass did not see',
    source: '<Try experiment="other" />',
    message: '1:1: write <Try experiment="…" /> with the experiment as a plain text, in a content file',
  },
  {
    name: 'a statement outside of a result',
    source: '<Statement>\n\nSo.\n\n</Statement>',
    message: '1:1: a statement stands in the file of its result',
  },
];
