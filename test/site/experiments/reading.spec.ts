/** The panel by keyboard, on a phone and without scripts, shown on one experiment. */
import { Panel, isExample, query, shortened, shownExperiments } from '../../support/panel.ts';
import { expect, test } from '../../support/site.ts';

for (const one of (await shownExperiments()).filter(isExample)) {
  const { spec, path } = one;
  test.describe(spec.id, () => {
    test('every control is reached by keys, and charts are read by arrows', async ({ page }) => {
      await page.goto(path + query(one, shortened(spec, spec.presets[0].id)));
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished');
      await panel.main.focus();
      await page.keyboard.press('Enter');
      await panel.becomes(/starting|running|finished/);
      await panel.becomes('finished');

      const chart = panel.root.getByRole('application').first();
      await chart.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await expect(panel.root.getByText(/: -?[\d.−]+/).first()).toBeVisible();

      const controls = panel.root.locator(
        'button:visible:enabled, input:visible:enabled, select:visible:enabled, summary:visible',
      );
      const count = await controls.count();
      expect(count).toBeGreaterThan(5);
      const missed = await panel.root.evaluate((element) =>
        [...element.querySelectorAll<HTMLElement>('button, input, select, summary, a[href]')]
          .filter(
            (control) => control.checkVisibility() && !control.matches(':disabled') && control.tabIndex < 0,
          )
          .map((control) => control.outerHTML.slice(0, 120)),
      );
      expect(missed).toEqual([]);

      const names = await panel.root.evaluate((element) =>
        [...element.querySelectorAll<HTMLInputElement>('input, select')]
          .filter((control) => control.checkVisibility())
          .filter(
            (control) =>
              (control.labels?.length ?? 0) === 0 &&
              !control.ariaLabel &&
              !control.hasAttribute('aria-labelledby'),
          )
          .map((control) => control.outerHTML.slice(0, 120)),
      );
      expect(names).toEqual([]);
    });

    test('on a phone nothing scrolls sideways, before and after a run', async ({ browser, baseURL }) => {
      const context = await browser.newContext({
        baseURL,
        viewport: { width: 360, height: 740 },
        hasTouch: true,
      });
      const page = await context.newPage();
      await page.goto(path);
      const panel = new Panel(page, spec);
      const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await width()).toBeLessThanOrEqual(360);
      const before = await panel.root.boundingBox();
      await panel.start();
      await panel.becomes('finished');
      expect(await width()).toBeLessThanOrEqual(360);
      const after = await panel.root.boundingBox();
      expect(
        Math.abs((after?.height ?? 0) - (before?.height ?? 0)),
        'the panel keeps its height',
      ).toBeLessThanOrEqual(1);
      const targets = await panel.root.evaluate((element) =>
        [...element.querySelectorAll('button, select, input:not([type=checkbox], [type=radio])')]
          .filter((control) => control.checkVisibility())
          .map((control) => ({
            height: control.getBoundingClientRect().height,
            html: control.outerHTML.slice(0, 100),
          }))
          .filter(({ height }) => height > 0 && height < 24),
      );
      expect(targets, 'large enough to touch').toEqual([]);
      await context.close();
    });

    test('without JavaScript the baked figure and its verdicts stand in the page', async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(path);
      const panel = new Panel(page, spec);
      await expect(panel.root.locator('svg:visible').first()).toBeVisible();
      await expect(panel.verdicts.first()).toHaveText(/agrees|differs|outside its assumptions/);
      await context.close();
    });
  });
}
