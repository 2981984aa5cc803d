/**
 * The table of targets: everything that can be pointed at, with its number and its page. Equations, results and
 * figures are numbered within their article, in the order in which a reader meets them there. Every plugin,
 * component and page resolves from this one table.
 */
import { ContentError } from './fail.ts';
import { contentFolder, fingerprint, readContent } from './files.ts';
import type { ArticleFile, ContentFiles, ResultFile } from './files.ts';
import { scan } from './scan.ts';
import type { Declaration, DeclarationKind, Scan } from './scan.ts';

export interface Target {
  readonly id: string;
  readonly kind: DeclarationKind | 'result';
  /** What a reference to it reads: "(3)", "Figure 2", "rfa-3", a heading's text. `$…$` is a formula. */
  readonly label: string;
  /** Place within its kind in the article, from 1; null where nothing is counted. */
  readonly number: number | null;
  /** Longer name for a tooltip; empty for an equation. */
  readonly title: string;
  /** Heading level; 0 for everything else. */
  readonly depth: number;
  /** The page where a reader should land, from the site's root: "/random-feature-amplification/", "/r/rfa-3/". */
  readonly page: string;
  /** The result in whose file it stands, or null. */
  readonly result: string | null;
  readonly file: string;
  readonly line: number;
}

export interface ContentFile {
  readonly kind: 'article' | 'result';
  /** Slug of the article, or tag of the result. */
  readonly name: string;
  readonly title: string;
  readonly file: string;
  /** Prefix of the paper, "rfa". */
  readonly prefix: string;
  /** Slug of the article that the file is, or is part of. */
  readonly article: string;
  /** Its targets in reading order, those of included results too. */
  readonly targets: readonly Target[];
  /** Tags of included results, in order. */
  readonly includes: readonly string[];
  readonly scan: Scan;
}

export interface Targets {
  readonly byId: ReadonlyMap<string, Target>;
  /** By absolute path. */
  readonly files: ReadonlyMap<string, ContentFile>;
  /** Names of glossary entries by id. */
  readonly terms: ReadonlyMap<string, string>;
  readonly keys: ReadonlySet<string>;
}

const cache = new Map<string, { readonly fingerprint: string; readonly targets: Targets }>();

/** The table of a content folder, built again when a file in it has changed. */
export function readTargets(content: string = contentFolder): Targets {
  const current = fingerprint(content);
  const known = cache.get(content);
  if (known?.fingerprint === current) return known.targets;
  const targets = buildTargets(readContent(content));
  cache.set(content, { fingerprint: current, targets });
  return targets;
}

/**
 * Numbers every target of the content.
 * @throws ContentError for a duplicate id, an id without its prefix, a heading without id, an unknown result.
 */
export function buildTargets(content: ContentFiles): Targets {
  const byId = new Map<string, Target>();
  const files = new Map<string, ContentFile>();
  const results = new Map(content.results.map((result) => [result.tag, result]));
  const placed = new Map<string, string>();

  for (const article of content.articles) {
    const own = [...results.values()]
      .filter((result) => result.article === article.slug)
      .sort((a, b) => a.order - b.order);
    const count = counter();
    const scanned = scan(article.source);
    const includes: string[] = [];
    const targets: Target[] = [];

    const addResult = (result: ResultFile, page: string): Target[] => {
      const inside = scan(result.source);
      const added = [
        resultTarget(result, page, count),
        ...inside.entries.map((entry) => {
          if (entry.kind === 'include') {
            throw new ContentError(result.file, at(entry.line), 'a result cannot include another result');
          }
          return target(entry, { file: result.file, prefix: article.prefix, page, tag: result.tag, count });
        }),
      ];
      placed.set(result.tag, article.slug);
      files.set(result.file, {
        kind: 'result',
        name: result.tag,
        title: result.title,
        file: result.file,
        prefix: article.prefix,
        article: article.slug,
        targets: added,
        includes: [],
        scan: inside,
      });
      return added;
    };

    const page = `/${article.slug}/`;
    for (const entry of scanned.entries) {
      if (entry.kind === 'include') {
        const result = included(entry.tag, entry.line, article, results, placed);
        includes.push(result.tag);
        targets.push(...addResult(result, page));
      } else {
        targets.push(target(entry, { file: article.file, prefix: article.prefix, page, tag: null, count }));
      }
    }
    const alone = own
      .filter((result) => !includes.includes(result.tag))
      .flatMap((result) => addResult(result, `/r/${result.tag}/`));

    files.set(article.file, {
      kind: 'article',
      name: article.slug,
      title: article.title,
      file: article.file,
      prefix: article.prefix,
      article: article.slug,
      targets,
      includes,
      scan: scanned,
    });
    for (const found of [...targets, ...alone]) register(found, byId);
  }

  for (const result of results.values()) {
    if (!placed.has(result.tag)) {
      throw new ContentError(result.file, at(1), `there is no article ${result.article} for ${result.tag}`);
    }
  }
  return { byId, files, terms: content.terms, keys: content.keys };
}

/**
 * Where a link to a target leads, seen from a page (its path from the site's root): the anchor alone when the
 * target is on that page, else its page and anchor.
 */
export function locate(found: Target, here: string): string {
  const onResultPage = found.result !== null && here === `/r/${found.result}/`;
  if (onResultPage || here === found.page) return `#${found.id}`;
  return found.page === `/r/${found.id}/` ? found.page : `${found.page}#${found.id}`;
}

/** The file of an article or result, by slug or tag. */
export function fileNamed(targets: Targets, name: string): ContentFile {
  for (const file of targets.files.values()) if (file.name === name) return file;
  throw new Error(`There is no article or result ${name}.`);
}

/** Articles and results, other than itself, that include a result or refer to anything in it. */
export function usesOf(targets: Targets, tag: string): ContentFile[] {
  return [...targets.files.values()].filter(
    (file) =>
      file.name !== tag &&
      (file.includes.includes(tag) ||
        file.scan.references.some(({ id }) => targets.byId.get(id)?.result === tag)),
  );
}

/** The files whose text stands on a page: an article with its included results, or one result. */
export function filesOnPage(targets: Targets, file: ContentFile): ContentFile[] {
  return [file, ...file.includes.map((tag) => fileNamed(targets, tag))];
}

type Count = (what: string) => number;

function counter(): Count {
  const counts = new Map<string, number>();
  return (what) => {
    const next = (counts.get(what) ?? 0) + 1;
    counts.set(what, next);
    return next;
  };
}

const at = (line: number): { line: number; column: number } => ({ line, column: 1 });

function included(
  tag: string,
  line: number,
  article: ArticleFile,
  results: ReadonlyMap<string, ResultFile>,
  placed: ReadonlyMap<string, string>,
): ResultFile {
  const result = results.get(tag);
  if (result === undefined) throw new ContentError(article.file, at(line), `there is no result ${tag}`);
  if (result.article !== article.slug) {
    throw new ContentError(
      article.file,
      at(line),
      `the result ${tag} belongs to the article ${result.article}`,
    );
  }
  if (placed.has(tag)) throw new ContentError(article.file, at(line), `the result ${tag} is included twice`);
  return result;
}

function resultTarget(result: ResultFile, page: string, count: Count): Target {
  return {
    id: result.tag,
    kind: 'result',
    label: result.tag,
    number: count('result'),
    title: result.title,
    depth: 0,
    page,
    result: result.tag,
    file: result.file,
    line: 1,
  };
}

interface Surroundings {
  readonly file: string;
  readonly prefix: string;
  readonly page: string;
  readonly tag: string | null;
  readonly count: Count;
}

const idStart: Readonly<Record<DeclarationKind, string>> = {
  section: 'sec',
  equation: 'eq',
  figure: 'fig',
  derivation: 'der',
};

const kindName: Readonly<Record<DeclarationKind, string>> = {
  section: 'heading',
  equation: 'equation label',
  figure: 'figure',
  derivation: 'derivation',
};

function target(declared: Declaration, { file, prefix, page, tag, count }: Surroundings): Target {
  const { kind, title, depth, line } = declared;
  const start = `${idStart[kind]}-${prefix}-`;
  let { id } = declared;
  if (kind === 'figure' && id === '' && tag !== null) {
    // A result's figures need no id of their own: fig-rfa-3, then fig-rfa-3-<experiment>.
    const first = `fig-${tag}`;
    id = count(first) === 1 ? first : `${first}-${title}`;
  }
  if (id === '') {
    const written = kind === 'section' ? `[#${start}…] at its end` : `an id ${start}…`;
    throw new ContentError(file, at(line), `this ${kindName[kind]} has no id: write ${written}`);
  }
  if (!id.startsWith(start) || !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) {
    throw new ContentError(
      file,
      at(line),
      `the id "${id}" of this ${kindName[kind]} must start with ${start} and hold only a–z, 0–9 and hyphens`,
    );
  }
  const counted = kind === 'equation' || kind === 'figure' ? count(kind) : null;
  return {
    id,
    kind,
    label: labelOf(kind, title, counted),
    number: counted,
    title,
    depth,
    page,
    result: tag,
    file,
    line,
  };
}

function labelOf(kind: DeclarationKind, title: string, number: number | null): string {
  if (kind === 'equation') return `(${String(number)})`;
  if (kind === 'figure') return `Figure ${String(number)}`;
  return title;
}

function register(found: Target, byId: Map<string, Target>): void {
  const other = byId.get(found.id);
  if (other) {
    throw new ContentError(
      found.file,
      at(found.line),
      `the id "${found.id}" is taken already, in ${other.file.replace(/^.*[/\\](content[/\\])/, '$1')}:${String(other.line)}`,
    );
  }
  byId.set(found.id, found);
}
