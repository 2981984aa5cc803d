/** Every experiment in a real browser: each preset runs to its verdict, and what the page promises about runs holds. */
import { Panel, lab, query, shortened, shownExperiments } from '../../support/panel.ts';
import { expect, record, test } from '../../support/site.ts';
import { mainThreadTasks } from '../../support/tasks.ts';

const verdict = /^(agrees|differs|outside its assumptions \((agrees|differs)\))$/;

const shown = await shownExperiments();

test('there are experiments', () => {
  expect(shown.length).toBeGreaterThan(0);
});

for (const { spec, path } of shown) {
  test.describe(spec.id, () => {
    for (const { id } of spec.presets) {
      test(`preset "${id}" runs to its verdict`, async ({ page, recorder }) => {
        await page.goto(path + query(spec, shortened(spec, id)));
        const panel = new Panel(page, spec);
        await panel.start();
        await panel.becomes('finished');
        await expect(panel.verdicts).toHaveCount(spec.checks.length);
        // A shortened run does not reach the entries of every check.
        const words = await panel.verdicts.allInnerTexts();
        expect(words.some((word) => verdict.test(word))).toBe(true);
        expect(words.filter((word) => !verdict.test(word) && !/^[…–]$/.test(word))).toEqual([]);
        expect(recorder.problems).toEqual([]);
        expect(recorder.foreign).toEqual([]);
      });
    }

    test('the default run leaves the main thread free', async ({ page, browser }) => {
      await page.goto(path);
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished'); // the code is there now
      const tasks = await mainThreadTasks(browser, page, async () => {
        await panel.button('Same seed').click();
        await panel.becomes('running');
        await panel.becomes('finished');
      });
      for (const word of await panel.verdicts.allInnerTexts()) expect(word).toMatch(verdict);
      test.info().annotations.push({ type: 'tasks', description: JSON.stringify(tasks) });
      expect(tasks.count).toBeGreaterThan(10);
      expect(tasks.longest).toBeLessThan(50);
    });

    test('cancels at once, and a new run starts', async ({ page, recorder }) => {
      await page.goto(path);
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('running');
      await panel.button('Reset').click();
      await panel.becomes('idle', 2_000);
      await panel.start();
      await panel.becomes('running');
      await panel.button('Reset').click();
      await panel.becomes('idle', 2_000);
      expect(recorder.problems).toEqual([]);
    });

    test('steps, goes on, pauses and ends', async ({ page }) => {
      await page.goto(path);
      const panel = new Panel(page, spec);
      await panel.root.scrollIntoViewIfNeeded();
      await panel.button('Step').click();
      await panel.becomes('paused');
      const before = await panel.place.innerText();
      await panel.button('Step').click();
      await expect(panel.place).not.toHaveText(before);
      await panel.becomes('paused');
      await panel.main.click();
      await panel.becomes('running');
      await panel.main.click();
      await panel.becomes('paused');
      await panel.main.click();
      await panel.becomes('finished');
    });

    test('a mangled link says what was ignored, and runs the default', async ({ page }) => {
      const numbers = Object.keys(spec.parameters).filter((name) => spec.parameters[name].kind === 'number');
      await page.goto(`${path}?${numbers[0]}=banana&${numbers[1]}=-1e99&foo=1`);
      const panel = new Panel(page, spec);
      for (const word of [numbers[0], numbers[1], 'foo']) {
        await expect(
          panel.root
            .getByRole('status')
            .getByText(new RegExp(`\\b${word}\\b`))
            .first(),
        ).toBeVisible();
      }
      await panel.start();
      await panel.becomes('finished');
      await expect(panel.verdicts.first()).toHaveText(/agrees|differs/);
    });

    test('a worker that dies is restarted, and the reader is told', async ({ page }) => {
      await page.goto(path);
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('running');
      await expect.poll(() => page.workers().length).toBeGreaterThan(0);
      await page.workers()[0].evaluate(() => self.close());
      await expect(panel.root.getByText(/restarted|started again/i).first()).toBeVisible({ timeout: 20_000 });
      await panel.becomes('finished');
    });

    test('the same seed gives the same numbers in Node', async ({ page }) => {
      const settings = { ...shortened(spec, spec.presets[0].id), seed: 3 };
      await page.goto(path + query(spec, settings));
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished');
      expect(await panel.json()).toEqual(lab(spec, settings));
    });

    test('a copied link gives the same numbers elsewhere', async ({ page, browser, baseURL, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(path + query(spec, { ...shortened(spec, spec.presets[0].id), seed: 5 }));
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished');
      await panel
        .button(/copy link/i)
        .first()
        .click();
      const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
      expect(link.searchParams.get('seed')).toBe('5');
      expect(link.href).not.toMatch(/=$/);

      const other = await browser.newContext({ baseURL });
      const elsewhere = await other.newPage();
      const recorder = record(elsewhere);
      await elsewhere.goto(new URL(link.pathname + link.search + link.hash, baseURL).href);
      const second = new Panel(elsewhere, spec);
      await second.start();
      await second.becomes('finished');
      await expect(second.root.getByText(/same numbers/i).first()).toBeVisible();
      expect(recorder.problems).toEqual([]);
      await other.close();
    });
  });
}
