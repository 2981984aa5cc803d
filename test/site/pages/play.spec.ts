/** Films and guesses: what a reader moves, and what the page says then. */
import { articlePages, expect, parse, test } from '../../support/site.ts';

const paths = ['', ...articlePages().map(({ path }) => path)];

test('the home page has a film, and articles have guesses', () => {
  const [guesses, films] = ['[data-guess]', '[data-film]'].map((what) =>
    articlePages().map((page) => parse(page).querySelectorAll(what).length),
  );
  expect(Math.min(...guesses)).toBeGreaterThan(0);
  expect(Math.max(...films)).toBe(1);
});

for (const path of paths) {
  test(`/${path} plays its film by keyboard and answers guesses`, async ({ page, recorder }) => {
    await page.goto(path === '' ? './' : path, { waitUntil: 'networkidle' });
    const film = page.locator('[data-film]');
    if (path === '') await expect(film).toHaveCount(1);
    if ((await film.count()) > 0) {
      const [slider, words] = [film.locator('input[type=range]'), film.locator('.read')];
      const last = (await slider.getAttribute('max')) ?? '';
      const opening = await words.innerText();
      const spoken = await slider.getAttribute('aria-valuetext');
      // The very first key: the code that plays comes with it.
      await film.getByRole('button', { name: 'Play' }).press('Enter');
      await expect(slider).toHaveJSProperty('value', last);
      expect(await words.innerText()).not.toBe(opening);
      const end = await slider.getAttribute('aria-valuetext');
      await slider.press('Home');
      await expect(slider).toHaveJSProperty('value', '0');
      const start = await slider.getAttribute('aria-valuetext');
      for (const words of [spoken, end, start]) expect(words).toMatch(/^[a-z].*\d/);
      expect(new Set([spoken, end, start]).size, 'each place is said in its own words').toBe(3);
    }
    for (const guess of await page.locator('[data-guess]').all()) {
      const [slider, value] = [guess.locator('input[type=range]'), guess.locator('label [data-guess-value]')];
      await slider.press('End');
      const most = (await slider.getAttribute('max')) ?? '';
      expect(Number(await value.innerText())).toBe(Number(most));
      await expect(guess.locator('.answer')).toBeHidden();
      await guess.getByText('Show the answer').click();
      await expect(guess.locator('.answer')).toContainText(
        new RegExp(`Your guess ${await value.innerText()}.*measured [0-9.]+`),
      );
      await expect(guess.locator('.yours')).toHaveCSS('left', /[1-9]/);
    }
    expect(recorder.problems).toEqual([]);
  });
}
