/** Every built page in a browser: accessible in both themes, silent, from one origin, still, and complete on paper. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { builtPages, expect, test } from '../../support/site.ts';

const pages = builtPages().filter((page) => !/http-equiv="refresh"/.test(page.html));

/**
 * Layout shift that still counts as none. A font that comes late on a busy machine moves a line by a pixel or wraps a
 * word: up to 0.006 was seen. A figure or panel that jumps is ten times that.
 */
const STILL = 0.01;

/** The layout shifts that no input caused, with the nodes that moved; none where they add up to less than STILL. */
async function shifts(page: Page): Promise<string[]> {
  return page.evaluate(
    (still) =>
      new Promise<string[]>((resolve) => {
        const found: string[] = [];
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
            sources: { node: Node | null }[];
          })[]) {
            if (entry.hadRecentInput) continue;
            const nodes = entry.sources.map(({ node }) =>
              node instanceof Element
                ? `${node.tagName.toLowerCase()}.${node.className}`
                : String(node?.nodeName),
            );
            total += entry.value;
            found.push(`${entry.value.toFixed(4)}: ${nodes.join(', ')}`);
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(total < still ? [] : found), 100);
      }),
    STILL,
  );
}

/** Scrolls through the page, so that everything that waits for the screen is started. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const height = document.documentElement.scrollHeight;
    for (let y = 0; y < height; y += window.innerHeight * 0.8) {
      window.scrollTo({ top: y, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
    }
    window.scrollTo({ top: 0, behavior: 'instant' });
  });
}

/**
 * What axe finds: everything, or contrast alone, or everything else, because contrast is most of its time. Of long
 * listings it sees the first lines: the rest repeats their colours, for a minute a page.
 */
async function axe(page: Page, part: 'all' | 'contrast' | 'rest'): Promise<string[]> {
  await page.evaluate(() => {
    for (const line of document.querySelectorAll('pre .line:nth-child(n + 30)')) line.remove();
  });
  const builder = new AxeBuilder({ page });
  if (part === 'contrast') builder.withRules(['color-contrast']);
  else builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  if (part === 'rest') builder.disableRules(['color-contrast']);
  const { violations } = await builder.analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** The folder whose pages one template makes; articles and the like stand for themselves. */
const kindOf = (path: string): string => /^(r|source|embed)\//.exec(path)?.[1] ?? path;

/** Whether it is the first page of its kind: what the template alone decides is looked at there. */
const isFirst = (path: string): boolean =>
  pages.find((page) => kindOf(page.path) === kindOf(path))?.path === path;

for (const { path } of pages) {
  test(`/${path} on a wide screen, light and dark`, async ({ page, recorder }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path, { waitUntil: 'networkidle' });
    await scrollThrough(page);
    expect.soft(await shifts(page), 'nothing moves').toEqual([]);
    expect.soft(await axe(page, 'all'), 'accessible in light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await axe(page, 'contrast'), 'contrast in dark').toEqual([]);
    expect.soft(recorder.foreign, 'asks no other origin').toEqual([]);
    expect.soft(recorder.problems, 'silent').toEqual([]);
    const repeated = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    });
    expect.soft(repeated, 'ids stay unique').toEqual([]);
  });

  // A frame shows the panels of its result's own page, and a listing is a listing: one look at each will do.
  if (/^(embed|source)\//.test(path) && !isFirst(path)) continue;

  test(`/${path} on a phone`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const page = await context.newPage();
    await page.goto(path, { waitUntil: 'networkidle' });
    await scrollThrough(page);
    expect.soft(await shifts(page), 'nothing moves').toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, 'no sideways scrolling').toBeLessThanOrEqual(360);
    expect.soft(await axe(page, 'rest'), 'accessible on a phone').toEqual([]);
    await context.close();
  });

  if (!isFirst(path)) continue;

  test(`/${path} without JavaScript, and on paper`, async ({ browser, baseURL, page }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(path);
    const before = words(await plain.locator('main').innerText());
    await context.close();
    expect(before.length, 'there is text').toBeGreaterThan(5);

    await page.goto(path, { waitUntil: 'networkidle' });
    await page.emulateMedia({ media: 'print' });
    const fixed = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
        .filter((element) => !element.matches('th')) // the head of a table that scrolls on the screen
        .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
        .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
    );
    expect.soft(fixed, 'nothing is fixed on paper').toEqual([]);
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
