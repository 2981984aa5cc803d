/** Every experiment in a real browser: what the page promises about a run holds. */
import { Panel, isExample, query, shortened, shownExperiments, verdict } from '../../support/panel.ts';
import { expect, record, test } from '../../support/site.ts';
import { mainThreadTasks } from '../../support/tasks.ts';

const shown = await shownExperiments();

test('there are experiments', () => {
  expect(shown.length).toBeGreaterThan(0);
});

for (const one of shown) {
  const { spec, path } = one;
  test.describe(spec.id, () => {
    test('the default run leaves the main thread free', async ({ page, browser }) => {
      await page.goto(path + query(one, shortened(spec, spec.presets[0].id, 1)));
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished'); // the code is there now
      await panel.button(spec.presets[0].label).click();
      const tasks = await mainThreadTasks(browser, page, async () => {
        await panel.button('Run').click();
        await panel.becomes('finished');
      });
      const words = await panel.verdicts.allInnerTexts();
      expect(words.some((word) => verdict.test(word))).toBe(true);
      // A spike that the default does not have is a check that it does not reach.
      expect(words.filter((word) => !verdict.test(word) && word !== '–')).toEqual([]);
      test.info().annotations.push({ type: 'tasks', description: JSON.stringify(tasks) });
      expect(tasks.count).toBeGreaterThan(10);
      expect(tasks.longest).toBeLessThan(50);
    });
  });
}

// What every panel does is shown on one of them.
for (const one of shown.filter(isExample)) {
  const { spec, path } = one;
  test.describe(`the panel of ${spec.id}`, () => {
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

    test('runs on another backend, and back', async ({ page, recorder }) => {
      await page.goto(path + query(one, shortened(spec, spec.presets[0].id)));
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished');
      await panel.root.getByText('all parameters').click();
      for (const [value, backend] of [
        ['cpu', 'cpu'],
        ['', 'wasm'],
      ]) {
        await panel.root.getByLabel('computed by').selectOption(value);
        await panel.button('Same seed').click();
        await panel.becomes('finished');
        await expect(panel.place).toHaveText(new RegExp(` on ${backend}$`));
        expect(await panel.json()).toMatchObject({ backend });
      }
      expect(recorder.problems).toEqual([]);
    });

    test('a copied link gives the same numbers elsewhere', async ({ page, browser, baseURL, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(path + query(one, { ...shortened(spec, spec.presets[0].id), seed: 5 }));
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
