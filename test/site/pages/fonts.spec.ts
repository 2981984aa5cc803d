/** The fonts are cut down to a list of characters: no built page may need one that was cut off. */
import subsetFont from 'subset-font';
import type { FontSubset } from '../../../src/styles/font-subsets.ts';
import { fontSubsets } from '../../../src/styles/font-subsets.ts';
import { wholeFont } from '../../../src/styles/subset-fonts.ts';
import { codePoints } from '../../support/cmap.ts';
import { builtPages, expect, test } from '../../support/site.ts';

const pages = builtPages().filter(
  ({ html, path }) => !/http-equiv="refresh"/.test(html) && !/^embed/.test(path),
);

interface Use {
  readonly family: string;
  readonly italic: boolean;
  readonly bold: boolean;
  readonly text: string;
}

function subsetOf({ family, italic, bold }: Use): FontSubset | undefined {
  const faces = fontSubsets.filter((subset) => subset.family === family);
  // Source Sans has no italic and the variable fonts no bold of their own: the browser takes the nearest face.
  const leaning = faces.filter((face) => face.italic === italic);
  const near = leaning.length > 0 ? leaning : faces;
  return near.find((face) => face.bold === bold) ?? near[0];
}

let whole: ReadonlyMap<string, ReadonlySet<number>>;
test.beforeAll(async () => {
  const entries = fontSubsets.map(async (subset) => {
    const sfnt = await subsetFont(await wholeFont(subset), undefined, {
      targetFormat: 'sfnt',
      keepAllGlyphs: true,
    });
    return [subset.name, codePoints(sfnt)] as const;
  });
  whole = new Map(await Promise.all(entries));
});

test('the whole fonts were read, and the lists name what they have', () => {
  for (const { name, characters } of fontSubsets) {
    const has = whole.get(name) ?? new Set();
    expect.soft(has.size, name).toBeGreaterThan(10);
    const kept = [...characters].filter((one) => has.has(one.codePointAt(0) ?? 0));
    expect.soft(kept.length / [...characters].length, name).toBeGreaterThan(0.9);
  }
});

test('every character of every page is in its font, if it was ever', async ({ browser, baseURL }) => {
  // As without script: what is hidden counts as well, and nothing has to be started.
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  await page.route('**/*.js', (route) => route.abort());
  const lost: string[] = [];
  for (const { path } of pages) {
    await page.goto(path);
    for (const use of await page.evaluate(usesOfFonts)) {
      const subset = subsetOf(use);
      if (subset === undefined) continue;
      const cut = [...new Set(use.text)].filter(
        (one) => !subset.characters.includes(one) && whole.get(subset.name)?.has(one.codePointAt(0) ?? 0),
      );
      if (cut.length > 0) lost.push(`/${path} ${subset.name}: ${cut.join(' ')}`);
    }
  }
  await page.close();
  expect(lost).toEqual([]);
});

/** In the page: the text of each face. What is only for machines does not count. */
function usesOfFonts(): Use[] {
  const uses = new Map<string, { family: string; italic: boolean; bold: boolean; text: string }>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element === null || element.closest('script, style, noscript, .katex-mathml') !== null) continue;
    const { fontFamily, fontStyle, fontWeight } = getComputedStyle(element);
    const family = fontFamily.split(',')[0].replaceAll('"', '');
    const [italic, bold] = [fontStyle !== 'normal', Number(fontWeight) >= 600];
    const key = `${family} ${italic} ${bold}`;
    const use = uses.get(key) ?? { family, italic, bold, text: '' };
    use.text = [...new Set(use.text + (walker.currentNode.textContent ?? ''))].join('');
    uses.set(key, use);
  }
  return [...uses.values()];
}
