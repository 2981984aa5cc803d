/** Every experiment in a real browser: each preset runs to its verdict, with the same numbers as in Node. */
import { Panel, lab, query, shortened, shownExperiments, verdict } from '../../support/panel.ts';
import { expect, test } from '../../support/site.ts';

for (const one of await shownExperiments()) {
  const { spec, path } = one;
  test.describe(spec.id, () => {
    for (const [index, { id }] of spec.presets.entries()) {
      test(`preset "${id}" runs to its verdict`, async ({ page, recorder }) => {
        await page.goto(path + query(one, shortened(spec, id, index === 0 ? 2 : 1)));
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

    test('the same seed gives the same numbers in Node', async ({ page }) => {
      const settings = { ...shortened(spec, spec.presets[0].id), seed: 3 };
      await page.goto(path + query(one, settings));
      const panel = new Panel(page, spec);
      await panel.start();
      await panel.becomes('finished');
      expect(await panel.json()).toEqual(lab(spec, settings));
    });
  });
}
