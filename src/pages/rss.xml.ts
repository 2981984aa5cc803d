/** The feed: articles and results, newest first. */
import { readFile } from 'node:fs/promises';
import { getCollection } from 'astro:content';
import rss from '@astrojs/rss';
import type { APIContext } from 'astro';
import { feedEntries, tagDates } from '#components/shell/feed.ts';
import { SITE_NAME, TAGLINE, href } from '#layouts/site.ts';

export async function GET(context: APIContext): Promise<Response> {
  const [articles, results, csv] = await Promise.all([
    getCollection('articles'),
    getCollection('results'),
    readFile('content/tags.csv', 'utf8'),
  ]);
  return rss({
    title: SITE_NAME,
    description: TAGLINE,
    site: new URL(href('/'), context.site).href,
    items: feedEntries(articles, results, tagDates(csv)).map((entry) => ({
      title: entry.title,
      description: entry.description,
      link: href(entry.path),
      pubDate: entry.date,
    })),
    customData: '<language>en-GB</language>',
  });
}
