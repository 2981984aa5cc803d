/** The project's files, for tests that look at all of them. */
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder, without a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The built site; DIST names another folder than `dist`. */
export const dist = join(root, process.env['DIST'] ?? 'dist');

const skipped = new Set(['node_modules', 'dist', '.astro', '.cache', '.git', 'test-results']);

/** Files below `folder` (relative to the top), as relative paths with forward slashes; what is built is left out. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourceFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Names of the experiment folders; `shared` holds what several experiments have in common. */
export function experimentFolders(): string[] {
  return readdirSync(join(root, 'src/experiments'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map((entry) => entry.name);
}
