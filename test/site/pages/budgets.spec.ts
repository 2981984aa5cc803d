/**
 * What an article page costs before any experiment is started, without images. Text counts compressed with brotli, which
 * static hosts send to every browser that can run the site; fonts are compressed already.
 */
import { brotliCompressSync } from 'node:zlib';
import { shifts } from '../../support/shifts.ts';
import { articlePages, expect, parse, test } from '../../support/site.ts';

const budgets = { script: 35_000, style: 20_000, all: 300_000 };
/** At the highest quality, which is what node does unless told. */
const compressed = (body: Buffer | string): number => brotliCompressSync(body).length;

test('there is an article page', () => {
  expect(articlePages().length).toBeGreaterThan(0);
});

for (const built of articlePages()) {
  test(`/${built.path} keeps its budgets and loads no TensorFlow.js`, async ({ page, recorder }) => {
    await page.goto(built.path, { waitUntil: 'networkidle' });
    expect.soft(await shifts(page), 'nothing moves on a first visit').toEqual([]);
    await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += window.innerHeight / 2) {
        window.scrollTo({ top: y, behavior: 'instant' });
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
    await page.waitForLoadState('networkidle');

    const document = parse(built);
    const inline = (selector: string): number =>
      [...document.querySelectorAll(selector)].reduce(
        (sum, element) => sum + compressed(element.textContent ?? ''),
        0,
      );
    const size = { script: inline('script:not([src], [type*=json])'), style: inline('style'), all: 0 };
    const list: string[] = [];
    for (const request of recorder.requests) {
      const type = request.resourceType();
      if (type === 'image') continue;
      const response = await request.response();
      const body = (await response?.body()) ?? Buffer.alloc(0);
      const bytes = type === 'font' ? body.length : compressed(body);
      size.all += bytes;
      if (type === 'script') size.script += bytes;
      if (type === 'stylesheet') size.style += bytes;
      list.push(`${bytes} ${type} ${new URL(request.url()).pathname}`);
      const source = type === 'script' ? body.toString() : '';
      expect.soft(source.includes('WASM_HAS_SIMD_SUPPORT'), `TensorFlow.js in ${request.url()}`).toBe(false);
      expect.soft(request.url(), 'no WebAssembly').not.toMatch(/\.wasm/);
    }
    const told = `${JSON.stringify(size)}\n${list.join('\n')}`;
    test.info().annotations.push({ type: 'bytes', description: told });
    expect.soft(size.script, `script\n${told}`).toBeLessThanOrEqual(budgets.script);
    expect.soft(size.style, `style\n${told}`).toBeLessThanOrEqual(budgets.style);
    expect.soft(size.all, `all\n${told}`).toBeLessThanOrEqual(budgets.all);
  });
}
