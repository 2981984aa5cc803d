/** An article opens before all of it is laid out; links into it lead to the place all the same. */
import type { Page } from '@playwright/test';
import { articlePages, expect, parse, test } from '../../support/site.ts';

const later = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.dataset['layout'] === 'later');

/** Results whose text is laid out, of all. */
const laidOut = (page: Page): Promise<[number, number]> =>
  page.evaluate(() => {
    const results = [...document.querySelectorAll('.article-text > .result')];
    const drawn = results.filter((one) =>
      one.querySelector('p')?.checkVisibility({ contentVisibilityAuto: true }),
    );
    return [drawn.length, results.length];
  });

/** Where the target stands, from the top of the window. */
const heightOf = (page: Page, id: string): Promise<number> =>
  page.evaluate((name) => document.getElementById(name)?.getBoundingClientRect().top ?? Number.NaN, id);

/** A result and an equation inside one, both near the end. */
function targets(built: ReturnType<typeof articlePages>[number]): string[] {
  const document = parse(built);
  const last = (selector: string): string => [...document.querySelectorAll(selector)].at(-1)?.id ?? '';
  return [last('.article-text > .result'), last('.article-text > .result .equation[id]')];
}

for (const built of articlePages()) {
  const { path } = built;
  for (const width of [1280, 390]) {
    test.describe(`/${path}, ${width} px wide,`, () => {
      test.use({ viewport: { width, height: 844 } });

      test('is laid out to the end once somebody reads', async ({ page }) => {
        await page.goto(path, { waitUntil: 'networkidle' });
        expect(await later(page)).toBe(true);
        const [before, all] = await laidOut(page);
        expect(before).toBeLessThan(all);
        await page.mouse.wheel(0, 200);
        await expect.poll(() => later(page)).toBe(false);
        expect(await laidOut(page)).toEqual([all, all]);
      });

      for (const id of targets(built)) {
        test(`opens at #${id}`, async ({ page }) => {
          await page.goto(`${path}#${id}`, { waitUntil: 'networkidle' });
          expect(await later(page)).toBe(false);
          await expect.poll(() => heightOf(page, id)).toBeLessThan(60);
          expect(await heightOf(page, id)).toBeGreaterThan(-1);
        });

        test(`leads from its top to #${id}`, async ({ page }) => {
          await page.goto(path, { waitUntil: 'networkidle' });
          expect(await later(page)).toBe(true);
          // What a link in the text does; no pointer has moved before it.
          await page.evaluate((name) => {
            const link = document.createElement('a');
            link.href = `#${name}`;
            document.querySelector('main')?.append(link);
            link.click();
            link.remove();
          }, id);
          expect(await later(page)).toBe(false);
          await expect.poll(() => heightOf(page, id)).toBeLessThan(60);
          expect(await heightOf(page, id)).toBeGreaterThan(-1);
        });
      }
    });
  }

  test(`/${path} parses its derivations and panels unasked`, async ({ page }) => {
    const waiting = parse(built).querySelectorAll('noscript.later').length;
    expect(waiting).toBeGreaterThan(0);
    await page.goto(path);
    await expect(page.locator('noscript.later')).toHaveCount(0);
    expect(await later(page)).toBe(true);
    expect(await page.locator('details.derivation .equation').count()).toBeGreaterThan(0);
    await expect(page.locator('.try astro-island')).toHaveCount(
      parse(built).querySelectorAll('.try astro-island').length,
    );
  });

  test(`/${path} is complete when its scripts cannot be had`, async ({ browser, baseURL }) => {
    const page = await browser.newPage({ baseURL });
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(path);
    await expect(page.locator('noscript.later')).toHaveCount(0);
    await expect(page.locator('.result .statement')).toHaveCount(
      parse(built).querySelectorAll('.article-text > .result').length,
    );
    await page.close();
  });

  test(`/${path} waits for nothing without script`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.locator('html')).not.toHaveAttribute('data-layout');
    const derivation = page.locator('details.derivation').first();
    await derivation.locator('summary').first().click();
    await derivation.locator('summary').nth(1).click();
    await expect(derivation.locator('.katex').nth(1)).toBeVisible();
    await expect(page.locator('.try .figure svg').first()).toBeVisible();
    await context.close();
  });
}
