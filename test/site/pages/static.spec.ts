/** What can be read from the built files alone: ids, links and anchors, and the words of a page. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../support/files.ts';
import { builtPages, expect, parse, test } from '../../support/site.ts';

const pages = builtPages();
const documents = new Map(pages.map((page) => [page.path, parse(page)]));
const ids = new Map(
  [...documents].map(([path, document]) => [path, [...document.querySelectorAll('[id]')].map((e) => e.id)]),
);

for (const page of pages) {
  const document = documents.get(page.path) as Document;

  test(`/${page.path} names everything once and links to what exists`, () => {
    const own = ids.get(page.path) ?? [];
    const repeated = own.filter((id, index) => own.indexOf(id) !== index);
    expect.soft(repeated, 'ids are unique').toEqual([]);

    const main = document.querySelector('main');
    expect(main, 'has a main element').not.toBeNull();
    const headings = [...(main?.querySelectorAll('h2, h3, h4') ?? [])];
    const unnamed = headings.filter((heading) => heading.id === '' && heading.closest('[id]') === main);
    expect
      .soft(
        unnamed.map((heading) => heading.textContent),
        'headings have ids',
      )
      .toEqual([]);
    expect.soft(document.querySelectorAll('h1').length, 'one h1').toBe(1);
    expect.soft(document.title).not.toBe('');
    expect.soft(document.documentElement.getAttribute('lang')).toMatch(/^en\b/);

    const equations = [...document.querySelectorAll('.equation')];
    const anonymous = equations.filter(
      (equation) => /\\tag|class="tag"/.test(equation.innerHTML) && equation.id === '',
    );
    expect
      .soft(
        anonymous.map((e) => e.textContent),
        'numbered equations have ids',
      )
      .toEqual([]);

    const dead = [...document.querySelectorAll('a[href]')]
      .map((a) => a.getAttribute('href') ?? '')
      .filter(isDead);
    expect.soft(dead, 'links lead somewhere').toEqual([]);
    expect.soft(page.html, 'no formula was left unset').not.toContain('katex-error');

    function isDead(href: string): boolean {
      const url = new URL(href, `http://site/${page.path}`);
      if (url.host !== 'site') return !/^(https?|mailto):/.test(url.protocol);
      const target = decodeURIComponent(url.pathname).slice(1);
      const names = ids.get(target);
      if (names === undefined)
        return target.endsWith('/') || target === '' || !existsSync(join(dist, target));
      const fragment = decodeURIComponent(url.hash.slice(1));
      return fragment !== '' && !names.includes(fragment);
    }
  });
}

test('every page but the missing one is in the sitemap', async ({ request }) => {
  const index = await (await request.get('sitemap-0.xml')).text();
  const listed = [...index.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) =>
    new URL(match[1]).pathname.slice(1),
  );
  const wanted = pages
    .filter((page) => !page.path.endsWith('.html') && !page.path.startsWith('embed/'))
    .filter(
      (page) =>
        !/<meta[^>]*name="robots"[^>]*noindex/.test(page.html) && !/http-equiv="refresh"/.test(page.html),
    );
  expect(wanted.map((page) => page.path).filter((path) => !listed.includes(path))).toEqual([]);
});
