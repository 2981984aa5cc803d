/** A copy of the project in a temporary folder, to which an experiment is added by adding and appending only. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/files.ts';

/** Left behind: what is installed (linked instead) and what is built. */
const left = new Set(['node_modules', 'dist', '.astro', '.git', 'test-results']);

const fixture = join(root, 'test/structure/throw-away');
const code = ['spec.ts', 'run.ts', 'predict.ts', 'Figure.svelte'];

/** The copied folder; `remove` deletes it. Baked runs are copied too, so that a build in it is a warm one. */
export function copyProject(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'two-layers-copy-'));
  for (const entry of readdirSync(root).filter((name) => !left.has(name))) {
    cpSync(join(root, entry), join(folder, entry), {
      recursive: true,
      filter: (path) => !/[\\/]\.cache[\\/](chromium|subpath)/.test(path),
    });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** One new folder, one new file, one appended row: all that a new experiment may need. */
export function addThrowAway(folder: string): void {
  const target = join(folder, 'src/experiments/throw-away');
  mkdirSync(target);
  for (const file of code) cpSync(join(fixture, file), join(target, file));
  cpSync(join(fixture, 'result.mdx'), join(folder, 'content/results/rfa-99.mdx'));
  appendFileSync(
    join(folder, 'content/tags.csv'),
    'rfa-99,observation,2026-01-01,The mean of many draws is small\n',
  );
}
