/** An article bakes the first pane of each group: the others come when the reader points at the panel. */
import type { Page } from '@playwright/test';
import { articlePages, expect, parse, test } from '../../support/site.ts';

const withPanes = articlePages().filter((built) => parse(built).querySelector('input[data-later]') !== null);

/** What a group of panes shows now. */
function shown(page: Page, index: number): Promise<{ chosen: boolean; height: number }> {
  return page.evaluate((at) => {
    const group = document.querySelectorAll('.panel .panes:has([data-pane])')[at];
    const items = [...group.querySelectorAll('.item')];
    const pane = items.find((one) => one.querySelector('input:checked') !== null)?.querySelector('.pane');
    const chosen = pane?.checkVisibility() === true && pane.getBoundingClientRect().height > 100;
    return { chosen, height: group.getBoundingClientRect().height };
  }, index);
}

test('an article leaves panes out', () => {
  expect(withPanes.length).toBeGreaterThan(0);
});

for (const { path } of withPanes) {
  for (const width of [1280, 390]) {
    test(`/${path} fetches panes when they are wanted, ${width} px wide`, async ({ page, recorder }) => {
      await page.setViewportSize({ width, height: 900 });
      // A slow line, so that there is a time between the choice and the pane.
      await page.route('**/figures/*.json', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await route.continue();
      });
      await page.goto(path, { waitUntil: 'networkidle' });
      const groups = page.locator('.panel .panes:has([data-pane])');
      for (let i = 0; i < (await groups.count()); i += 1) {
        const group = groups.nth(i);
        const later = group.locator('input[data-later]');
        await group.scrollIntoViewIfNeeded();
        const before = await shown(page, i);
        const second = group.locator('input').nth(1);
        await second.focus();
        await second.check();
        const meanwhile = await shown(page, i);
        if ((await later.count()) > 0) {
          expect.soft(meanwhile.height, 'the first pane keeps the place').toBeCloseTo(before.height, 0);
        }
        await expect(later).toHaveCount(0);
        expect.soft((await shown(page, i)).chosen, 'the chosen pane is shown').toBe(true);
        await expect.soft(second, 'the choice stays').toBeChecked();
        await expect.soft(second, 'focus stays').toBeFocused();
      }
      const repeated = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
        return ids.filter((id, index) => ids.indexOf(id) !== index);
      });
      expect.soft(repeated, 'ids stay unique').toEqual([]);
      expect.soft(recorder.problems, 'silent').toEqual([]);
    });
  }

  test(`/${path} leads to the other panes without script`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      ...(baseURL === undefined ? {} : { baseURL }),
    });
    const page = await context.newPage();
    await page.goto(path);
    const group = page.locator('.panel .panes:has([data-pane])').first();
    const [choices, links] = [group.locator('input:visible'), group.locator('a.pick:visible')];
    await expect(choices).toHaveCount(1);
    expect(await links.count()).toBeGreaterThan(0);
    await expect(links.first()).toHaveAttribute('href', /\/r\/[\w-]+\/$/);
    await context.close();
  });
}
