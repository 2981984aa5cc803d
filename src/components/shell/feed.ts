/** Entries of the feed: an article when it is published, a result when its page appears. */

export interface FeedEntry {
  readonly title: string;
  readonly description: string;
  /** Path under the site's root. */
  readonly path: string;
  readonly date: Date;
}

interface ArticleLike {
  readonly id: string;
  readonly data: {
    readonly title: string;
    readonly description: string;
    readonly status: 'published' | 'planned';
    readonly date?: Date | undefined;
  };
}

interface ResultLike {
  readonly data: { readonly tag: string; readonly title: string; readonly statement: string };
}

/**
 * Newest first. Planned articles are left out, and so are results without a row in `dates` (content/tags.csv).
 */
export function feedEntries(
  articles: readonly ArticleLike[],
  results: readonly ResultLike[],
  dates: ReadonlyMap<string, Date>,
): FeedEntry[] {
  const entries: FeedEntry[] = [];
  for (const { id, data } of articles) {
    if (data.status !== 'published' || !data.date) continue;
    entries.push({ title: data.title, description: data.description, path: `/${id}/`, date: data.date });
  }
  for (const { data } of results) {
    const date = dates.get(data.tag);
    if (!date) continue;
    entries.push({
      title: `${data.tag}: ${data.title}`,
      description: data.statement,
      path: `/r/${data.tag}/`,
      date,
    });
  }
  return entries.sort((a, b) => b.date.getTime() - a.date.getTime() || a.path.localeCompare(b.path));
}

/** Dates of tags from the append-only file (tag, kind, date, title). */
export function tagDates(csv: string): Map<string, Date> {
  const dates = new Map<string, Date>();
  for (const line of csv.split('\n').slice(1)) {
    const [tag, , date] = line.split(',');
    if (tag && date) dates.set(tag.trim(), new Date(`${date.trim()}T00:00:00Z`));
  }
  return dates;
}
