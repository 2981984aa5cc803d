/** What holds for the tree of files as a whole. Reads the file system, so that it needs no git. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from '../support/files.ts';

const topLevel = [
  ...['package.json', 'package-lock.json', 'astro.config.mjs', 'tsconfig.json', 'README.md', 'LICENSE'],
  ...['src', 'content', 'public', 'test'],
  ...[
    '.ci',
    '.git',
    '.gitattributes',
    '.github',
    '.gitignore',
    '.npmrc',
    '.prettierignore',
    '.prettierrc.json',
  ],
];
const made = ['node_modules', 'dist', '.astro', '.cache', 'test-results', '.DS_Store', '.vscode', '.idea'];

/** Texts that tie the project to one machine or one package server; written in pieces, to not find themselves. */
const tied = [
  /\/(?:work|tmp|root|home|Users)\/(?!\*)[\w.-]/,
  new RegExp(['registry', '\\.(?:npmjs|yarnpkg|npmmirror)'].join('')),
  new RegExp(['_auth', 'Token'].join('')),
];

const text = /\.(ts|js|mjs|svelte|astro|mdx?|css|json|csv|bib|html|txt)$|^[^.]+$/;

describe('the repository', () => {
  it('has nothing at the top level but what the layout names', () => {
    const extra = readdirSync(root).filter((entry) => !topLevel.includes(entry) && !made.includes(entry));
    expect(extra).toEqual([]);
  });

  it('keeps every source file short enough to read', () => {
    const long = sourceFiles('src')
      .filter((file) => /\.(ts|js|mjs|svelte|astro|css)$/.test(file))
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it('names no machine, package server or secret', () => {
    const files = sourceFiles('.').filter((file) => text.test(file) && file !== 'package-lock.json');
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          tied.some((t) => t.test(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });

  it('leaves nothing to be done later', () => {
    const marks = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X\\b|@ts-', 'ignore|@ts-no', 'check'].join(''));
    const found = [...sourceFiles('src'), ...sourceFiles('test'), ...sourceFiles('content')].filter(
      (file) => text.test(file) && marks.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(found).toEqual([]);
  });

  it('has a lock file that names no server', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });

  it('pins every dependency to one version', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
      Object.entries(manifest[group]),
    );
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
