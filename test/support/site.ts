/** The built site as the tests see it: its pages, and a page that records everything that goes wrong on it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test as base, type ConsoleMessage, type Page, type Request } from '@playwright/test';
import { parseHTML } from 'linkedom';
import { dist, root } from './files.ts';

export interface BuiltPage {
  /** Path without a leading slash: '', 'r/rfa-3/', '404.html'. */
  readonly path: string;
  readonly html: string;
}

/** Every page of a built site. */
export function builtPages(folder = dist): BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => ({
      path: posix.basename(file) === 'index.html' ? file.slice(0, -'index.html'.length) : file,
      html: readFileSync(join(folder, file), 'utf8'),
    }));
}

/** The folder whose pages one template makes; articles and the like stand for themselves. */
const kindOf = (path: string): string => /^(r|source|embed)\//.exec(path)?.[1] ?? path;

/** The first page of each kind: what the template alone decides is looked at there. */
export function firstOfKind(pages: readonly BuiltPage[]): BuiltPage[] {
  const kinds = pages.map((page) => kindOf(page.path));
  return pages.filter((_, index) => kinds.indexOf(kinds[index]) === index);
}

/** The document of a page as it was built, before any script. */
export function parse(page: BuiltPage): Document {
  return parseHTML(page.html).document as unknown as Document;
}

/** Pages of the articles that are written. */
export function articlePages(): BuiltPage[] {
  const slugs = readdirSync(join(root, 'content/articles'));
  return builtPages().filter((page) => slugs.includes(page.path.slice(0, -1)));
}

export interface Recorder {
  /** Errors and warnings of the console, uncaught exceptions, failed requests, violations of the policy. */
  readonly problems: string[];
  /** Requests to anything but the site. */
  readonly foreign: string[];
  readonly requests: Request[];
}

/** Records what happens on a page from now on. */
export function record(page: Page): Recorder {
  const recorder: Recorder = { problems: [], foreign: [], requests: [] };
  const origins = [process.env['SITE_URL'], process.env['SITE_URL_PLAIN']].map(
    (url) => new URL(url ?? '').origin,
  );
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') recorder.problems.push(message.text());
  });
  page.on('pageerror', (error) => recorder.problems.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') recorder.problems.push(`${request.url()}: ${reason}`);
  });
  page.on('response', (response) => {
    const own = response.request().isNavigationRequest();
    if (response.status() >= 400 && !own) recorder.problems.push(`${response.url()}: ${response.status()}`);
  });
  page.on('request', (request) => {
    recorder.requests.push(request);
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !origins.includes(url.origin))
      recorder.foreign.push(request.url());
  });
  return recorder;
}

/** A test whose pages are opened below the site's address. */
export const test = base.extend<{ recorder: Recorder }>({
  baseURL: async ({}, use) => use(process.env['SITE_URL']),
  recorder: async ({ page }, use) => use(record(page)),
});

export { expect } from '@playwright/test';
