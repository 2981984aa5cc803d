/** Every built page in a browser: accessible in both themes, silent, from one origin, still, and complete on paper. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { shifts } from '../../support/shifts.ts';
import { builtPages, expect, firstOfKind } from '../../support/site.ts';
import { test } from '../../support/visitor.ts';

const pages = builtPages().filter((page) => !/http-equiv="refresh"/.test(page.html));

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
 * listings it sees the first lines, and of formulas, which nobody's screen reader is shown as they are drawn, the first
 * thirty: the rest repeats their colours, for a minute a page.
 */
async function axe(page: Page, part: 'all' | 'contrast' | 'rest'): Promise<string[]> {
  await page.evaluate(() => {
    for (const line of document.querySelectorAll('pre .line:nth-child(n + 30)')) line.remove();
    for (const formula of [...document.querySelectorAll('.katex-html')].slice(30)) formula.replaceChildren();
  });
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (part === 'contrast') builder.withRules(['color-contrast']);
  else builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  if (part === 'rest') builder.disableRules(['color-contrast']);
  const { violations } = await builder.analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

const isFirst = (path: string): boolean => firstOfKind(pages).some((page) => page.path === path);

// A frame shows the panels of its result's own page, and a listing is a listing: one of each is looked at, and
// static.spec.ts reads them all.
const seen = pages.filter(({ path }) => !/^(embed|source)\//.test(path) || isFirst(path));

for (const { path } of seen) {
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

  test(`/${path} on a phone`, async ({ phone }) => {
    const page = await phone.newPage();
    await page.goto(path, { waitUntil: 'networkidle' });
    await scrollThrough(page);
    expect.soft(await shifts(page), 'nothing moves').toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, 'no sideways scrolling').toBeLessThanOrEqual(360);
    if (isFirst(path)) expect.soft(await axe(page, 'rest'), 'accessible on a phone').toEqual([]);
    await page.close();
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
