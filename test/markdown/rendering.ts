/** What the pipeline makes of a few lines: source, and the HTML without the inside of formulas. */
export interface Rendering {
  readonly name: string;
  readonly source: string;
  readonly html: string;
}

export const renderings: readonly Rendering[] = [
  {
    name: 'a heading keeps the id that was written, and may hold a formula',
    source: '## What a step does to $w$ [#sec-one-step]',
    html: '<h2 id="sec-one-step">What a step does to <span class="math" data-pagefind-ignore="">[w]</span></h2>',
  },
  {
    name: 'a displayed equation is a named box that takes the focus, with its number as a link beside it',
    source: '$$\n\\E[x] = 0 \\label{eq-one-mean}\n$$',
    html:
      '<div class="equation" id="eq-one-mean" data-pagefind-ignore="">' +
      '<div class="equation-formula" role="group" tabindex="0" aria-label="Equation 1">[\\mathbb{E}[x] = 0]</div>' +
      '<a class="equation-number" href="#eq-one-mean" aria-label="Link to equation (1)">(1)</a></div>',
  },
  {
    name: 'a displayed formula on one line, without a label, has no number',
    source: '$$ a*b*c $$',
    html:
      '<div class="equation" data-pagefind-ignore="">' +
      '<div class="equation-formula" role="group" tabindex="0" aria-label="Equation">[a*b*c]</div></div>',
  },
  {
    name: 'a reference reads as the table says',
    source:
      '[](#eq-one-gradient), [](#one-2), [](#fig-one-2), [](#fig-one-2-second-experiment), [](#sec-one-after)',
    html:
      '<p><a href="#eq-one-gradient" class="reference reference-equation" aria-label="equation (2)">(2)</a>, ' +
      '<a href="#one-2" class="reference reference-result" title="Included">one-2</a>, ' +
      '<a href="#fig-one-2" class="reference reference-figure">Figure 1</a>, ' +
      '<a href="#fig-one-2-second-experiment" class="reference reference-figure">Figure 2</a>, ' +
      '<a href="#sec-one-after" class="reference reference-section">Afterwards</a></p>',
  },
  {
    name: 'a reference to a heading sets its formula',
    source: 'See [](#sec-one-step).',
    html:
      '<p>See <a href="#sec-one-step" class="reference reference-section">What a step does to ' +
      '<span class="math" data-pagefind-ignore="">[w]</span></a>.</p>',
  },
  {
    name: 'a link with words keeps them',
    source: 'See [the proof](#der-one-2).',
    html: '<p>See <a href="#der-one-2" class="reference reference-derivation">the proof</a>.</p>',
  },
  {
    name: 'a term leads to the notation page',
    source: 'A [word](term:word).',
    html: '<p>A <a href="/notation/#word" class="term" data-term="word">word</a>.</p>',
  },
  {
    name: 'a term that is a symbol alone is named by its entry',
    source: 'The [$w$](term:word).',
    html:
      '<p>The <a href="/notation/#word" class="term" data-term="word">' +
      '<span class="math" data-pagefind-ignore="">[w]</span><span class="visually-hidden"> Word</span></a>.</p>',
  },
  {
    name: 'a citation has author and year and leads to the list',
    source: 'Shown [@writer2020], see [@writer2020, p. 3].',
    html:
      '<p>Shown <span class="citation">(<a href="#bib-writer2020">Writer &amp; Reader, 2020</a>)</span>, see ' +
      '<span class="citation">(<a href="#bib-writer2020">Writer &amp; Reader, 2020, p. 3</a>)</span>.</p>',
  },
  {
    name: 'an address in code is not a citation',
    source: 'Install `[@scope/name]`.',
    html: '<p>Install <code>[@scope/name]</code>.</p>',
  },
  {
    name: 'formulas stand inside components',
    source: '<Aside>\n\nOf $a_1$.\n\n</Aside>',
    html: '<Aside><p>Of <span class="math" data-pagefind-ignore="">[a_1]</span>.</p></Aside>',
  },
];
