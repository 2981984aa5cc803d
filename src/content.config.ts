/** The typed collections of content/: articles, results, glossary. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** How a statement is known; `Provenance.astro` has the words for readers. */
const provenance = z.enum(['text', 'secondary', 'memory', 'derived']);

const prefix = z.enum(['rfa', 'nls', 'srf', 'lrr', 'gfl']);

const sentence = z.string().min(1);

/** Place on the map of papers, from 0 to 1. */
const place = z.number().min(0).max(1);

const articles = defineCollection({
  loader: glob({
    base: './content/articles',
    pattern: '*/index.mdx',
    generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, ''),
  }),
  schema: z.strictObject({
    title: sentence,
    prefix,
    paper: z.strictObject({
      title: sentence,
      authors: z.array(z.string()).min(1),
      venue: sentence,
      year: z.number().int(),
      arxiv: z.string().regex(/^\d{4}\.\d{4,5}$/),
      url: z.url(),
      /** Key in references.bib. */
      bib: z.string(),
    }),
    description: sentence,
    /** The question that the paper answers, in plain words. */
    question: sentence,
    status: z.enum(['published', 'planned']),
    /** How far the weights move, for the map. */
    movement: place,
    /** How much structure the data have, for the map. */
    structure: place,
    date: z.coerce.date().optional(),
  }),
});

const results = defineCollection({
  loader: glob({ base: './content/results', pattern: '*.mdx' }),
  schema: z.strictObject({
    tag: z.string().regex(/^[a-z]{3}-\d+$/),
    title: sentence,
    kind: z.enum(['theorem', 'proposition', 'observation', 'derived']),
    paper: prefix,
    /** Slug of the article. */
    article: z.string(),
    /** Where in the paper, "Theorem 3"; null where that could not be checked. */
    locator: z.string().nullable(),
    provenance,
    /** One plain sentence without formulas, for cards, index and feed. */
    statement: sentence.refine((text) => !text.includes('$'), 'write the statement without formulas'),
    /** `$…$` is a formula in the text. The id is the assumption's in the experiment. */
    assumptions: z.array(z.strictObject({ text: sentence, id: z.string().optional() })),
    /** Experiments in the order of the page. */
    experiments: z.array(z.string()).min(1),
    order: z.number(),
  }),
});

const glossary = defineCollection({
  loader: glob({ base: './content/glossary', pattern: '*.yaml' }),
  schema: z.strictObject({
    /** In words: "input dimension". */
    name: sentence,
    /** TeX without dollars; null for a term without a symbol. */
    symbol: z.string().nullable(),
    /** One or two sentences for the preview; `$…$` is a formula. */
    text: sentence,
    /** More for the notation page. */
    more: z.string().optional(),
    /** Papers that use it in this sense; "site" for the site's own words. */
    papers: z.array(z.union([prefix, z.literal('site')])).min(1),
  }),
});

export const collections = { articles, results, glossary };
