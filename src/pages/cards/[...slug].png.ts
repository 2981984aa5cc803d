/** Share cards: /cards/home.png, /cards/<article>.png for written articles, /cards/<tag>.png for results. */
import { getCollection } from 'astro:content';
import type { APIContext, GetStaticPaths } from 'astro';
import { type Card, drawCard } from '#components/shell/card.ts';
import { surnames } from '#components/shell/papers.ts';
import { DESCRIPTION, SITE_NAME, TAGLINE } from '#layouts/site.ts';

interface CardProps {
  card: Card;
}

export const getStaticPaths = (async () => {
  const articles = await getCollection('articles');
  const results = await getCollection('results');
  /** Without the venue, whose name may be long. */
  const by = ({ authors, year }: { authors: string[]; year: number }): string =>
    `${surnames(authors)} ${year}`;
  const paperOf = new Map(articles.map(({ data }) => [data.prefix, by(data.paper)]));
  const cards: [slug: string, card: Card][] = [
    ['home', { over: SITE_NAME, title: TAGLINE, text: DESCRIPTION, foot: 'five papers on feature learning' }],
    ...articles
      .filter(({ data }) => data.status === 'published')
      .map(({ id, data }): [string, Card] => [
        id,
        {
          over: by(data.paper),
          title: data.title,
          text: data.question,
          foot: 'an article with live experiments',
        },
      ]),
    ...results.map(({ data }): [string, Card] => [
      data.tag,
      {
        over: [data.tag, paperOf.get(data.paper)].filter(Boolean).join(' · '),
        title: data.title,
        text: data.statement,
        foot: 'a result that you can run',
      },
    ]),
  ];
  return cards.map(([slug, card]) => ({ params: { slug }, props: { card } satisfies CardProps }));
}) satisfies GetStaticPaths;

export async function GET({ props }: APIContext<CardProps>): Promise<Response> {
  return new Response(await drawCard(props.card), { headers: { 'Content-Type': 'image/png' } });
}
