/** What search engines and citation tools are told about a page. */
import type { CollectionEntry } from 'astro:content';
import { SITE_NAME } from '#layouts/site.ts';

type Article = CollectionEntry<'articles'>['data'];
type Result = CollectionEntry<'results'>['data'];

export interface Metadata {
  /** JSON-LD, safe inside a script element. */
  readonly json: string;
  /** The paper, for `citation_reference`. */
  readonly reference: string;
}

function paperOf({ paper }: Article) {
  return {
    '@type': 'ScholarlyArticle',
    name: paper.title,
    author: paper.authors.map((name) => ({ '@type': 'Person', name })),
    datePublished: String(paper.year),
    sameAs: paper.url,
    identifier: `arXiv:${paper.arxiv}`,
  };
}

function reference({ paper }: Article): string {
  return [
    `citation_title=${paper.title}`,
    ...paper.authors.map((name) => `citation_author=${name}`),
    `citation_publication_date=${String(paper.year)}`,
    `citation_arxiv_id=${paper.arxiv}`,
  ].join('; ');
}

/** Data must not end its own script element. */
const safe = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');

function common(url: string) {
  return {
    '@context': 'https://schema.org',
    url,
    publisher: { '@type': 'Organization', name: SITE_NAME },
    license: 'https://creativecommons.org/licenses/by/4.0/',
    inLanguage: 'en-GB',
    isAccessibleForFree: true,
  };
}

export function articleMetadata(article: Article, url: string): Metadata {
  const json = safe({
    ...common(url),
    '@type': 'ScholarlyArticle',
    headline: article.title,
    description: article.description,
    ...(article.date ? { datePublished: article.date.toISOString().slice(0, 10) } : {}),
    isBasedOn: paperOf(article),
  });
  return { json, reference: reference(article) };
}

/** @param date the day of the tag, year-month-day */
export function resultMetadata(result: Result, article: Article, url: string, date: string): Metadata {
  const json = safe({
    ...common(url),
    '@type': 'ScholarlyArticle',
    headline: result.title,
    identifier: result.tag,
    description: result.statement,
    datePublished: date,
    isBasedOn: paperOf(article),
  });
  return { json, reference: reference(article) };
}
