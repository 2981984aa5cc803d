/** Every experiment in a real browser: each preset runs to its verdict, with the same numbers as in Node. */
import { Panel, lab, query, shortened, shownExperiments, verdict } from '../../support/panel.ts';
import { expect } from '../../support/site.ts';
import { test } from '../../support/visitor.ts';

for (const one of await shownExperiments()) {
  const { spec, path } = one;
  test.describe(spec.id, () => {
    for (const { id } of spec.presets) {
      const isDefault = id === spec.presets[0].id;
      const name = `preset "${id}" runs to its verdict${isDefault ? ', with the same numbers as in Node' : ''}`;
      test(name, async ({ page, recorder }) => {
        const settings = shortened(spec, id, isDefault ? 2 : 1);
        const linked = isDefault ? { ...settings, seed: 3 } : settings;
        await page.goto(path + query(one, linked));
        const panel = new Panel(page, spec);
        await panel.start();
        await panel.becomes('finished');
        await expect(panel.verdicts).toHaveCount(spec.checks.length);
        // A shortened run does not reach the entries of every check.
        const words = await panel.verdicts.allInnerTexts();
        expect(words.some((word) => verdict.test(word))).toBe(true);
        expect(words.filter((word) => !verdict.test(word) && !/^[…–]$/.test(word))).toEqual([]);
        if (isDefault) expect(await panel.json()).toEqual(lab(spec, linked));
        expect(recorder.problems).toEqual([]);
        expect(recorder.foreign).toEqual([]);
      });
    }
  });
}
