/**
 * Makes the site's fonts from the list in font-subsets.ts, into .cache/fonts, before anything is built, and points
 * KaTeX's stylesheet to them. The site's own stylesheet and preloads name the files there; Vite hashes their content.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import type { FontSubset } from './font-subsets.ts';
import { fontSubsets } from './font-subsets.ts';

const folder = resolve('.cache/fonts');
const find = createRequire(import.meta.url).resolve;

/** A whole font, as its package has it. */
export function wholeFont({ source }: FontSubset): Promise<Buffer> {
  return readFile(find(source));
}

/** The part of a font that the site keeps, as woff2. */
export async function makeSubset(subset: FontSubset): Promise<Buffer> {
  const { characters, features, weight } = subset;
  return subsetFont(await wholeFont(subset), characters, {
    targetFormat: 'woff2',
    noHinting: true,
    ...(features === undefined ? {} : { keepFeatures: [...features] }),
    ...(weight === undefined ? {} : { variationAxes: { wght: weight } }),
  });
}

/** Writes each subset once for its source and its settings: a name of both is kept beside it. */
async function write(subset: FontSubset): Promise<void> {
  const key = createHash('sha256')
    .update(JSON.stringify(subset))
    .update(await wholeFont(subset))
    .digest('hex');
  const file = join(folder, `${subset.name}.woff2`);
  if ((await readFile(`${file}.key`, 'utf8').catch(() => '')) === key) return;
  await writeFile(file, await makeSubset(subset));
  await writeFile(`${file}.key`, key);
}

/** KaTeX's stylesheet with the subsets in place of the whole fonts. `path`: from the stylesheet to their folder. */
export function withSubsets(css: string, path: string): string {
  return css.replace(/url\(fonts\/(KaTeX_[\w-]+)\.woff2\)/g, (whole, name: string) =>
    fontSubsets.some((subset) => subset.name === name) ? `url(${path}/${name}.woff2)` : whole,
  );
}

export function subsetFonts(): Plugin {
  let made: Promise<void> | undefined;
  return {
    name: 'subset-fonts',
    enforce: 'pre',
    configResolved() {
      made ??= mkdir(folder, { recursive: true }).then(async () => {
        for (const subset of fontSubsets) await write(subset);
      });
      return made;
    },
    transform(code, id) {
      const file = id.replace(/\?.*$/, '');
      if (!/katex[^/]*\.css$/.test(file)) return undefined;
      const path = relative(dirname(file), folder).split(sep).join('/');
      return { code: withSubsets(code, path), map: null };
    },
  };
}
