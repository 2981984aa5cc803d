/**
 * Which code a baked run depends on: the files that its experiment and the worker import, however far down, and
 * the versions of the packages among them. A change anywhere else leaves the baked run fresh.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** Static and dynamic imports of a literal name. `import type` is erased before anything runs and does not count. */
const IMPORT =
  /(?:^|\n)(?:import|export)\s(?!type\b)[^'"`;]*?from\s*'([^']+)'|\bimport\s*\(\s*'([^']+)'|(?:^|\n)import\s+'([^']+)'/g;

/** Where paths start, so that the hash does not depend on where the repository lies. */
const ROOT = new URL('../../../', import.meta.url);

/**
 * A hash over all files that `entries` lead to.
 *
 * @param entries addresses of TypeScript files
 * @param salt further text that the result depends on
 */
export function codeHash(entries: readonly URL[], salt: string): string {
  const parts = [...closure(entries)].map(([name, text]) => `${name}\n${text}`);
  return createHash('sha256')
    .update([salt, ...parts.sort()].join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/** Path or package name → text or version, of everything that the entries import. */
export function closure(entries: readonly URL[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const name = file.href.replace(ROOT.href, '');
    if (found.has(name)) continue;
    const source = readFileSync(file, 'utf8');
    found.set(name, source);
    for (const match of source.matchAll(IMPORT)) {
      const specifier = match[1] ?? match[2] ?? match[3];
      if (specifier.startsWith('#')) queue.push(new URL(specifier.replace('#', 'src/'), ROOT));
      else if (specifier.startsWith('.')) queue.push(new URL(specifier, file));
      else if (!specifier.startsWith('node:')) found.set(specifier, packageVersion(specifier, file));
    }
  }
  return found;
}

function packageVersion(specifier: string, from: URL): string {
  const manifest = findPackageJSON(specifier, from);
  if (manifest === undefined) return '';
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string }).version ?? '';
}
