/**
 * One stylesheet for the whole site: 12 kB that a reader fetches once. With `cssCodeSplit: false` Vite writes one for the
 * pages and one for the code of the browser, Astro links both on every page, and all that the second says is in the
 * first. Here it is taken away again. Should it ever say something of its own, it stays.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** The blocks of a stylesheet at its top level: rules, and at-rules with all that is in them. */
export function topBlocks(css: string): string[] {
  const blocks: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    const ends = css[at] === '}' ? (depth -= 1) === 0 : css[at] === ';' && depth === 0;
    if (!ends) continue;
    blocks.push(css.slice(start, at + 1).trim());
    start = at + 1;
  }
  return blocks;
}

/** Whether a stylesheet says nothing that another does not say. */
export function isWithin(css: string, other: string): boolean {
  const said = new Set(topBlocks(other));
  return topBlocks(css).every((block) => said.has(block));
}

/** Names of the stylesheets whose rules all stand in a longer one. */
export function redundant(sheets: ReadonlyMap<string, string>): string[] {
  const names = [...sheets].sort((a, b) => b[1].length - a[1].length);
  return names
    .filter(([, css], i) => names.slice(0, i).some(([, longer]) => isWithin(css, longer)))
    .map(([name]) => name);
}

export function oneStylesheet(): AstroIntegration {
  return {
    name: 'one-stylesheet',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = await readdir(root, { recursive: true });
        const sheets = new Map<string, string>();
        for (const file of files.filter((one) => /^_astro[\\/][^\\/]+\.css$/.test(one)))
          sheets.set(file.slice('_astro/'.length), await readFile(join(root, file), 'utf8'));
        const spare = redundant(sheets);
        for (const file of files.filter((one) => one.endsWith('.html'))) {
          const html = await readFile(join(root, file), 'utf8');
          const kept = html.replace(
            /<link rel="stylesheet" href="[^"]*?([^"/]+\.css)">/g,
            (link, name: string) => (spare.includes(name) ? '' : link),
          );
          if (kept !== html) await writeFile(join(root, file), kept);
        }
        for (const name of spare) await rm(join(root, '_astro', name));
        logger.info(`${sheets.size - spare.length} of ${sheets.size} stylesheets kept`);
      },
    },
  };
}
