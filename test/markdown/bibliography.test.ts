import { expect, test } from 'vitest';
import { bibliography, bibtex } from '#markdown/bibliography.ts';
import { fixtures } from './render.ts';

test('the list has the cited works, with the anchor of their citations and their address as a link', () => {
  expect(bibliography(new Set(['writer2020']), fixtures)).toEqual([
    {
      key: 'writer2020',
      id: 'bib-writer2020',
      html:
        'Writer, A., &#38; Reader, B. (2020). On Two Layers. <i>Journal of Examples</i>. ' +
        '<a href="https://example.org/two-layers">https://example.org/two-layers</a>',
    },
  ]);
  expect(bibliography(new Set(), fixtures)).toEqual([]);
});

test('BibTeX is given as it is in the file', () => {
  expect(bibtex('writer2020', fixtures)).toMatch(/^@article\{writer2020,\n[^@]*\n\}$/);
  expect(() => bibtex('nobody1999', fixtures)).toThrow('references.bib has no entry nobody1999.');
});
