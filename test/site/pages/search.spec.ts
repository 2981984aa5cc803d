/** The search over the built site: its ways in, what it finds, and what it says when it cannot be had. */
import { expect, test } from '../../support/site.ts';

test('the search opens by key, finds a result, and its list is walked by arrows', async ({
  page,
  recorder,
}) => {
  await page.goto('');
  await page.waitForLoadState('networkidle');
  expect(recorder.requests.filter((one) => one.url().includes('pagefind'))).toEqual([]);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('amplification');
  await expect(dialog.locator('a[href*="/r/rfa-3/"]')).toBeVisible();
  await expect(dialog.locator('output')).toHaveText(/^(One page|\d+ pages)/);
  await page.keyboard.press('ArrowDown');
  await expect(dialog.locator('a').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  // The first press empties the field, as in every search field of Chromium.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the search says what it does not find, and closes', async ({ page }) => {
  await page.goto('');
  await page.getByRole('button', { name: 'Search' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('searchbox').fill('日本語');
  await expect(dialog.locator('output')).toHaveText('Nothing found for “日本語”.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('a search that cannot be fetched says so, and is fetched the next time', async ({ page }) => {
  await page.goto('');
  await page.waitForLoadState('networkidle');
  await page.route('**/*.js', (route) => route.abort());
  await page.getByRole('button', { name: 'Search' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await expect(dialog.locator('output')).toHaveText(/could not be loaded/);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await page.unroute('**/*.js');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('spike');
  await expect(dialog.locator('a').first()).toBeVisible();
});
