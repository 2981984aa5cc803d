/** Facts about the page that is being rendered. */
import type { Targets } from '#markdown/targets.ts';
import { filesOnPage } from '#markdown/targets.ts';
import type { ContentFile, Target } from '#markdown/targets.ts';

/** A page's path as if the site lived at the root: "/r/rfa-3/". */
export function pathOf(url: URL): string {
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname;
  return path.endsWith('/') ? path : `${path}/`;
}

/** Whether a page is an article, which shows many results, and not a result's own page or frame. */
export function isArticle(targets: Targets, path: string): boolean {
  return [...targets.files.values()].some(({ kind, name }) => kind === 'article' && path === `/${name}/`);
}

/** What a page uses: keys of the bibliography, and entries of the glossary. */
export function usedOn(targets: Targets, file: ContentFile): { keys: Set<string>; terms: Set<string> } {
  const scans = filesOnPage(targets, file).map(({ scan }) => scan);
  return {
    keys: new Set(scans.flatMap(({ citations }) => citations.map(({ id }) => id))),
    terms: new Set(scans.flatMap(({ terms }) => terms.map(({ id }) => id))),
  };
}

/** The figures of a page, by its path; a page with several experiments names them in its links. */
export function figuresOn(targets: Targets, path: string): Target[] {
  const here = [...targets.files.values()].find(
    (file) => path === (file.kind === 'article' ? `/${file.name}/` : `/r/${file.name}/`),
  );
  return (here?.targets ?? []).filter(({ kind }) => kind === 'figure');
}

/** Whether links to a page's experiments must say which one they mean. */
export function hasSeveralExperiments(figures: readonly Target[]): boolean {
  return new Set(figures.map(({ title }) => title)).size > 1;
}

/** Tag of the result that an experiment tests. */
export function resultOf(targets: Targets, experiment: string): string {
  for (const { kind, title, result } of targets.byId.values()) {
    if (kind === 'figure' && title === experiment && result !== null) return result;
  }
  throw new Error(`No result shows the experiment ${experiment}.`);
}
