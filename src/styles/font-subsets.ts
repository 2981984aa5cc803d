/**
 * What the site keeps of its fonts: a fixed list of characters, weights and features for each file. The files are made
 * from it when the site is built (subset-fonts.ts); a test of the built pages fails when a page needs more.
 */

export interface FontSubset {
  /** Of the file that is made, without its ending. */
  readonly name: string;
  /** The whole font, as an import would name it. */
  readonly source: string;
  /** As the style sheets name it. */
  readonly family: string;
  readonly italic: boolean;
  /** Whether it is a face of its own for bold; a variable font has all its weights in one. */
  readonly bold: boolean;
  readonly characters: string;
  /** OpenType features that are kept; all of them unless told. */
  readonly features?: readonly string[];
  /** Weights that a variable font keeps; one number when no other is wanted. */
  readonly weight?: number | { readonly min: number; readonly max: number };
}

function range(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

const ascii = range(0x20, 0x7e);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const greekCapitals = 'ΓΔΘΛΞΠΣΥΦΨΩ';

/** English prose: ASCII, punctuation and spaces, arrows, a few signs, and the accented letters of names. */
const text =
  `${ascii}\u00a0\u2002\u2003\u2009\u200a\u200b\u2011\u202f–—‘’“”•…‰′″€™↑↓−∕§©°±²³·¹¼½¾×÷` +
  'ÀÁÄÅÇÉÖØÜßàáâãäåæçèéêëíîïñóôõöøùúûüýÿœ';

/** The tilde over a letter, as in x̃. */
const tilde = '\u0303';

/** Kerning, ligatures, letters of a language, and lining or tabular figures: no small capitals, no swashes. */
const features = ['kern', 'liga', 'locl', 'lnum', 'tnum'];

/** What places an accent over any letter. */
const accents = ['ccmp', 'mark'];

const delimiters = String.raw`()/[\]{} ⌈⌉⌊⌋⟨⟩`;

const katex = (file: string, characters: string): FontSubset => ({
  name: `KaTeX_${file}`,
  source: `katex/dist/fonts/KaTeX_${file}.woff2`,
  family: `KaTeX_${file.slice(0, file.indexOf('-'))}`,
  italic: file.endsWith('Italic'),
  bold: file.includes('Bold'),
  characters,
});

/** Fonts of KaTeX that are not here (Fraktur, script, typewriter …) stay whole; no page asks for them. */
export const fontSubsets: readonly FontSubset[] = [
  {
    name: 'source-serif-4',
    source: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    family: 'Source Serif 4 Variable',
    italic: false,
    bold: false,
    characters: text,
    features,
    weight: { min: 400, max: 700 },
  },
  {
    name: 'source-serif-4-italic',
    source: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
    family: 'Source Serif 4 Variable',
    italic: true,
    bold: false,
    characters: text + tilde,
    features: [...features, ...accents],
    // Bold italics are so rare that the browser may slant and thicken: a second weight costs 13 kB on every page.
    weight: 400,
  },
  {
    name: 'source-sans-3',
    source: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
    family: 'Source Sans 3 Variable',
    italic: false,
    bold: false,
    characters: text + tilde,
    features: [...features, ...accents],
    weight: { min: 400, max: 700 },
  },
  // Blackboard letters that are in use for sets, expectation and probability, and relations: few, because every page
  // with a formula fetches them.
  katex('AMS-Regular', 'CENPQRSZ ≜≲≳⩽⩾□'),
  // U+E020 is the stroke of KaTeX's \not, as in ≠.
  katex(
    'Main-Regular',
    `${ascii}\ue020\u00a0\u200b§¨¬¯°±´·×÷ıȷˆˇˉ˘˙˚˜${greekCapitals}–—‘’“”†‡…′⃗ℏℑℓℜ←↑→↓↔↦⇀⇐⇑⇒⇓⇔∀∂∃∅∇∈∉∋−∓∖∗∘∙√∝∞∠∣∥∧∨∩∪∫∼≀≃≅≈≍≐≠≡≤≥≪≫≺≻` +
      '⊂⊃⊆⊇⊕⊖⊗⊙⊢⊤⊥⋅⋆⋮⋯⋱⌈⌉⌊⌋⟨⟩⟵⟶⟸⟹⟺⟼⪯⪰',
  ),
  katex('Main-Bold', `${ascii}${greekCapitals}−±`),
  katex('SansSerif-Regular', ascii),
  katex('Math-Italic', `${letters}${letters.toLowerCase()} ${greekCapitals}αβγδεζηθικλμνξοπρςστυφχψωϑϕϖϱϵ`),
  katex('Caligraphic-Regular', 'CDFHLNOPSX '),
  katex('Size1-Regular', `${delimiters}ˆ˜∏∑√∣∥∫⋂⋃⨁⨂`),
  katex('Size2-Regular', `${delimiters}ˆ˜∏∑√∫⋂⋃⨁⨂`),
  katex('Size3-Regular', `${delimiters}ˆ˜√`),
  katex('Size4-Regular', `${delimiters}ˆ˜√⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎪⎫⎬⎭⎷`),
];
