/** How a paper is named in a line: surnames, venue, year. */

export interface PaperName {
  readonly authors: readonly string[];
  readonly venue: string;
  readonly year: number;
}

const surname = (name: string): string => name.trim().split(/\s+/).at(-1) ?? name;

/** "Frei, Chatterji, Bartlett"; from the fourth author on "Cui et al.". */
export function surnames(authors: readonly string[]): string {
  return authors.length > 3 ? `${surname(authors[0])} et al.` : authors.map(surname).join(', ');
}

/** "Frei et al. 2023", "Telgarsky 2022": short enough for a map. */
export function shortName({ authors, year }: PaperName): string {
  return `${surname(authors[0])}${authors.length > 1 ? ' et al.' : ''} ${year}`;
}

/** "Frei, Chatterji, Bartlett, JMLR 2023". */
export function paperLine(paper: PaperName): string {
  return `${surnames(paper.authors)}, ${paper.venue} ${paper.year}`;
}

/** The order of the papers on every page of the site. */
export const PAPER_ORDER = ['rfa', 'nls', 'srf', 'lrr', 'gfl'] as const;

/** Place of a prefix in that order; unknown ones come last. */
export function paperRank(prefix: string): number {
  const rank = (PAPER_ORDER as readonly string[]).indexOf(prefix);
  return rank < 0 ? PAPER_ORDER.length : rank;
}
