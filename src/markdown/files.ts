/** The content folder on disk: articles, results, glossary, bibliography. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { ContentError } from './fail.ts';

interface Read {
  /** Absolute path. */
  readonly file: string;
  readonly source: string;
}

export interface ArticleFile extends Read {
  readonly slug: string;
  readonly prefix: string;
  readonly title: string;
  readonly published: boolean;
}

export interface ResultFile extends Read {
  readonly tag: string;
  readonly title: string;
  /** Slug of the article that it belongs to. */
  readonly article: string;
  readonly order: number;
}

export interface ContentFiles {
  readonly articles: readonly ArticleFile[];
  readonly results: readonly ResultFile[];
  /** Names of glossary entries by id, which is the name of their file. */
  readonly terms: ReadonlyMap<string, string>;
  /** Keys of the bibliography. */
  readonly keys: ReadonlySet<string>;
}

/** Where content lives, unless a test says otherwise. */
export const contentFolder = resolve('content');

export const bibliographyFile = (content: string): string => join(content, 'references.bib');

/** Changes whenever a content file does. */
export function fingerprint(content: string): string {
  return [articlePaths(content), resultPaths(content), termPaths(content), [bibliographyFile(content)]]
    .flat()
    .filter((path) => existsSync(path))
    .map((path) => `${path} ${String(statSync(path).mtimeMs)}`)
    .join('\n');
}

export function readContent(content: string): ContentFiles {
  return {
    articles: articlePaths(content).map(readArticle),
    results: resultPaths(content).map(readResult),
    terms: new Map(termPaths(content).map((path) => [baseName(path), termName(path)])),
    keys: bibliographyKeys(content),
  };
}

const list = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

const articlePaths = (content: string): string[] =>
  list(join(content, 'articles'))
    .map((slug) => join(content, 'articles', slug, 'index.mdx'))
    .filter((path) => existsSync(path));

const resultPaths = (content: string): string[] =>
  list(join(content, 'results'))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => join(content, 'results', name));

const termPaths = (content: string): string[] =>
  list(join(content, 'glossary'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(content, 'glossary', name));

const baseName = (path: string): string => path.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');

function readArticle(file: string): ArticleFile {
  const source = readFileSync(file, 'utf8');
  const field = fieldsOf(file, source);
  return {
    file,
    source,
    slug: file.replace(/^.*[/\\]([^/\\]+)[/\\]index\.mdx$/, '$1'),
    prefix: field('prefix'),
    title: field('title'),
    published: field('status') === 'published',
  };
}

function readResult(file: string): ResultFile {
  const source = readFileSync(file, 'utf8');
  const field = fieldsOf(file, source);
  const tag = baseName(file);
  if (field('tag') !== tag) {
    throw new ContentError(
      file,
      { line: 1, column: 1 },
      `the file is named ${tag}, its tag is ${field('tag')}`,
    );
  }
  return {
    file,
    source,
    tag,
    title: field('title'),
    article: field('article'),
    order: Number(field('order')),
  };
}

/** An entry of the glossary is nothing but such fields. */
function termName(file: string): string {
  return fieldsOf(file, `---\n${readFileSync(file, 'utf8')}\n---\n`)('name');
}

/** Reads plain fields of the frontmatter; the schema of the collection checks the rest. */
function fieldsOf(file: string, source: string): (name: string) => string {
  const { frontmatter } = parseFrontmatter(source);
  return (name) => {
    const value: unknown = frontmatter[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new ContentError(file, { line: 1, column: 1 }, `the frontmatter has no ${name}`);
  };
}

function bibliographyKeys(content: string): Set<string> {
  const file = bibliographyFile(content);
  if (!existsSync(file)) return new Set();
  const source = readFileSync(file, 'utf8');
  return new Set([...source.matchAll(/^@\w+\{([^,\s]+),/gm)].map((match) => match[1] ?? ''));
}
