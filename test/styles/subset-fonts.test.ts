import { expect, it } from 'vitest';
import { fontSubsets } from '#styles/font-subsets.ts';
import { makeSubset, wholeFont, withSubsets } from '#styles/subset-fonts.ts';

it('points KaTeX to the fonts that were made, and leaves the others', () => {
  const css =
    'a{src:url(fonts/KaTeX_AMS-Regular.woff2) format("woff2")}b{src:url(fonts/KaTeX_Script-Regular.woff2)}';
  expect(withSubsets(css, '../cache')).toBe(
    'a{src:url(../cache/KaTeX_AMS-Regular.woff2) format("woff2")}b{src:url(fonts/KaTeX_Script-Regular.woff2)}',
  );
});

it('makes woff2 files that are much smaller than the whole fonts', async () => {
  const [serif] = fontSubsets;
  const made = await makeSubset(serif);
  expect(made.toString('latin1', 0, 4)).toBe('wOF2');
  expect(made.length).toBeLessThan((await wholeFont(serif)).length * 0.7);
});

it('names each font once', () => {
  expect(new Set(fontSubsets.map(({ name }) => name)).size).toBe(fontSubsets.length);
});
