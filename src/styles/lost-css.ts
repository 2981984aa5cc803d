/**
 * Astro drops a stylesheet of the browser's build when the page's own stylesheets hold the same rules, but Vite's list
 * of what to load before a lazy chunk still names it. The missing file then fails the import, and with it the first run
 * of every experiment. Here such an entry is replaced by the chunk itself, which is loaded anyway.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Vite's list of files in a chunk: the only array that is assigned to `m.f`. */
const list = /(\.f=)(\[[^\]]*\])/;

/**
 * The code of a chunk without stylesheets that are not there.
 * @param self name of the chunk's own file
 * @param exists whether the build has a file
 */
export function withoutLostCss(code: string, self: string, exists: (file: string) => boolean): string {
  if (!code.includes('__vite__mapDeps')) return code;
  return code.replace(list, (_all, start: string, files: string) => {
    const kept = files.replace(/(["'`])([^"'`]+\.css)\1/g, (entry, quote: string, file: string) =>
      exists(file) ? entry : `${quote}${self}${quote}`,
    );
    return start + kept;
  });
}

export function lostCss(): Plugin {
  return {
    name: 'lost-css',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) return;
      for (const { type, fileName } of Object.values(bundle)) {
        if (type !== 'chunk') continue;
        const path = join(dir, fileName);
        const code = await readFile(path, 'utf8');
        const mended = withoutLostCss(code, fileName, (file) => file in bundle);
        if (mended !== code) await writeFile(path, mended);
      }
    },
  };
}
