import { describe, expect, test } from 'vitest';
import type { ArticleFile, ContentFiles, ResultFile } from '#markdown/files.ts';
import { buildTargets, fileNamed, locate, readTargets, usesOf } from '#markdown/targets.ts';
import { fixtures } from './render.ts';

const article = (source: string, more: Partial<ArticleFile> = {}): ArticleFile => ({
  file: '/content/articles/first/index.mdx',
  source,
  slug: 'first',
  prefix: 'one',
  title: 'First',
  published: true,
  ...more,
});

const result = (tag: string, source: string, more: Partial<ResultFile> = {}): ResultFile => ({
  file: `/content/results/${tag}.mdx`,
  source,
  tag,
  title: tag,
  article: 'first',
  order: 1,
  ...more,
});

const content = (articles: readonly ArticleFile[], results: readonly ResultFile[] = []): ContentFiles => ({
  articles,
  results,
  terms: new Map(),
  keys: new Set(),
});

describe('the table of targets', () => {
  const table = readTargets(fixtures);

  test('numbers equations and figures in the order in which the article shows them', () => {
    const numbers = [...table.byId.values()]
      .filter(({ number }) => number !== null)
      .map(({ id, label, number }) => [id, label, number]);
    expect(numbers).toEqual([
      ['eq-one-mean', '(1)', 1],
      ['one-2', 'one-2', 1],
      ['eq-one-gradient', '(2)', 2],
      ['fig-one-2', 'Figure 1', 1],
      ['fig-one-2-second-experiment', 'Figure 2', 2],
      ['one-1', 'one-1', 2],
      ['eq-one-alone', '(3)', 3],
    ]);
  });

  test('sends a reader to the article, unless it does not show the result', () => {
    expect(table.byId.get('eq-one-gradient')?.page).toBe('/first/');
    expect(table.byId.get('eq-one-alone')?.page).toBe('/r/one-1/');
  });

  test.each([
    ['eq-one-gradient', '/first/', '#eq-one-gradient'],
    ['eq-one-gradient', '/r/one-2/', '#eq-one-gradient'],
    ['eq-one-gradient', '/r/one-1/', '/first/#eq-one-gradient'],
    ['eq-one-mean', '/r/one-2/', '/first/#eq-one-mean'],
    ['eq-one-mean', '/first/', '#eq-one-mean'],
    ['one-2', '/r/one-1/', '/first/#one-2'],
    ['one-1', '/first/', '/r/one-1/'],
    ['one-1', '/r/one-1/', '#one-1'],
  ])('%s seen from %s is at %s', (id, here, wanted) => {
    const target = table.byId.get(id);
    expect(target && locate(target, here)).toBe(wanted);
  });

  test('knows who uses a result', () => {
    expect(usesOf(table, 'one-2').map(({ name }) => name)).toEqual(['first']);
    expect(usesOf(table, 'one-1')).toEqual([]);
    expect(fileNamed(table, 'first').includes).toEqual(['one-2']);
  });

  test('overlooks code, comments and frontmatter', () => {
    const { byId } = buildTargets(
      content([
        article(
          '---\ntitle: "# no"\n---\n```\n## No\n```\n{/* ## No\n<Result tag="one-9" /> */}\n`[](#no)` ## no',
        ),
      ]),
    );
    expect([...byId.keys()]).toEqual([]);
  });

  test('reads attributes over several lines', () => {
    const { byId } = buildTargets(
      content([
        article(
          '<Try\n  experiment="x"\n  id="fig-one-x"\n/>\n\n<Derivation\n  id="der-one-x"\n  title="T"\n>',
        ),
      ]),
    );
    expect([...byId.values()].map(({ id, label, line }) => [id, label, line])).toEqual([
      ['fig-one-x', 'Figure 1', 1],
      ['der-one-x', 'T', 6],
    ]);
  });
});

describe('the table stops at', () => {
  const two = '## A [#sec-one-a]\n\n## B [#sec-one-a]';
  const later = { file: '/content/articles/later/index.mdx', slug: 'later', prefix: 'two' };
  test.each<readonly [string, ContentFiles, string]>([
    ['a heading without id', content([article('\n## A')]), 'index.mdx:2:1: this heading has no id'],
    [
      'an id twice',
      content([article(two)]),
      'index.mdx:3:1: the id "sec-one-a" is taken already, in content/articles/first/index.mdx:1',
    ],
    ['another paper’s prefix', content([article('## A [#sec-two-a]')]), 'must start with sec-one-'],
    [
      'a label without prefix',
      content([article('$$\na \\label{mean}\n$$')]),
      'index.mdx:2:1: the id "mean" of this equation label must start with eq-one-',
    ],
    ['capitals in an id', content([article('## A [#sec-one-A]')]), 'hold only a–z, 0–9 and hyphens'],
    ['an empty label', content([article('$$\na \\label{}\n$$')]), 'this equation label has no id'],
    [
      'a figure of an article without id',
      content([article('<Try experiment="x" />')]),
      'this figure has no id',
    ],
    [
      'an unknown result',
      content([article('<Result tag="one-9" />')]),
      'index.mdx:1:1: there is no result one-9',
    ],
    [
      'a result that is included twice',
      content([article('<Result tag="one-1" />\n<Result tag="one-1" />')], [result('one-1', '')]),
      'index.mdx:2:1: the result one-1 is included twice',
    ],
    [
      'a result of another article',
      content(
        [article('<Result tag="two-1" />'), article('', later)],
        [result('two-1', '', { article: 'later' })],
      ),
      'the result two-1 belongs to the article later',
    ],
    [
      'a result within a result',
      content([article('')], [result('one-1', '<Result tag="one-2" />')]),
      'one-1.mdx:1:1: a result cannot include another result',
    ],
    ['a result without article', content([], [result('one-1', '')]), 'there is no article first for one-1'],
  ])('%s', (_name, files, message) => {
    expect(() => buildTargets(files)).toThrow(message);
  });
});
