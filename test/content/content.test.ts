import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { describe, expect, test } from 'vitest';
import { formula } from '#markdown/formula.ts';
import { readContent } from '#markdown/files.ts';
import { inline } from '#markdown/inline.ts';
import { readTargets } from '#markdown/targets.ts';

const content = readContent('content');
const targets = readTargets('content');

interface Term {
  readonly name: string;
  readonly symbol: string | null;
  readonly text: string;
  readonly more?: string;
  readonly papers: readonly string[];
}

const folder = 'content/glossary';
const glossary = readdirSync(folder).map((name) => {
  const yaml = readFileSync(join(folder, name), 'utf8');
  return { id: name.replace('.yaml', ''), term: parseFrontmatter(`---\n${yaml}---\n`).frontmatter as Term };
});

describe('the content', () => {
  test('has a target for every reference, a glossary entry for every term, a work for every citation', () => {
    const missing = [...targets.files.values()].flatMap(({ file, scan }) => [
      ...scan.references.filter(({ id }) => !targets.byId.has(id)).map((use) => ({ file, ...use })),
      ...scan.terms.filter(({ id }) => !targets.terms.has(id)).map((use) => ({ file, ...use })),
      ...scan.citations.filter(({ id }) => !targets.keys.has(id)).map((use) => ({ file, ...use })),
    ]);
    expect(missing).toEqual([]);
  });

  test('names the paper of every article in the bibliography', () => {
    const keys = content.articles.map(
      ({ source }) => (parseFrontmatter(source).frontmatter as { paper: { bib: string } }).paper.bib,
    );
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !content.keys.has(key))).toEqual([]);
  });

  test('has no key twice in the bibliography', () => {
    const source = readFileSync('content/references.bib', 'utf8');
    expect([...source.matchAll(/^@\w+\{/gm)]).toHaveLength(content.keys.size);
  });
});

describe('the glossary', () => {
  test('uses lower-case words and hyphens as ids, each once', () => {
    const ids = glossary.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids)).toEqual(new Set(targets.terms.keys()));
  });

  test('names no two things alike within a paper', () => {
    const names = glossary.flatMap(({ term }) => term.papers.map((paper) => `${paper}: ${term.name}`));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(glossary)('$id sets its formulas', ({ term }) => {
    expect(inline(term.text)).not.toContain('$');
    expect(inline(term.more ?? '')).not.toContain('$');
    expect(term.symbol === null ? 'katex' : formula(term.symbol, false)).toContain('katex');
  });
});
