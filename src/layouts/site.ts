/** Names and addresses of the site, in one place. Used by pages, feeds, cards and astro.config.mjs. */

export const SITE_NAME = 'Two Layers';
export const TAGLINE = 'Theorems about feature learning that you can run.';
export const DESCRIPTION =
  'Explainer articles on five papers about how two-layer neural networks learn features. Every result has its statement, its derivation and a live experiment in your browser.';

/** Where the built site lives when SITE is not set; a reserved name, so that nothing real is linked by mistake. */
export const DEFAULT_SITE = 'https://two-layers.example';

/** Address of the public source repository, or null when the build was not told one (SOURCE_URL). */
export const SOURCE_URL: string | null = process.env['SOURCE_URL'] || null;

/**
 * The sub-path as Astro wants it: "/" or "/name/", from "name", "/name" or "/name/".
 */
export function normaliseBase(base: string | undefined): string {
  const trimmed = (base ?? '').trim().replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '/' : `/${trimmed}/`;
}

/**
 * A link inside the site, under the base path. `path` starts with "/" and is written as if the site lived at the root.
 */
export function href(path: string, base: string = import.meta.env.BASE_URL): string {
  return normaliseBase(base) + path.replace(/^\/+/, '');
}

/** The full address of a page, for feeds, cards and canonical links. */
export function absolute(path: string, site: URL | string | undefined, base?: string): string {
  return new URL(href(path, base), site ?? DEFAULT_SITE).href;
}
