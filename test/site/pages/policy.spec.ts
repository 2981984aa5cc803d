/** The content security policy: sent as a header and written into the page, and broken by nothing. */
import { articlePages, builtPages, expect, parse, record, test } from '../../support/site.ts';

test('every page carries the policy in itself', () => {
  for (const page of builtPages()) {
    const tag = parse(page).querySelector('meta[http-equiv="content-security-policy" i]');
    const policy = tag?.getAttribute('content') ?? '';
    expect.soft(policy, `/${page.path}`).toContain("default-src 'self'");
    expect.soft(policy, `/${page.path}`).toContain("'wasm-unsafe-eval'");
    expect.soft(policy, `/${page.path}`).not.toMatch(/script-src[^;]*'unsafe-(eval|inline)'/);
  }
});

test('the header adds who may frame a page', async ({ request, baseURL }) => {
  const response = await request.get(baseURL ?? '');
  expect(response.headers()['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(response.headers()['x-content-type-options']).toBe('nosniff');
});

test('an injected script does not run, with the tag alone', async ({ page }) => {
  const [article] = articlePages();
  await page.goto(`${process.env['SITE_URL_PLAIN'] ?? ''}${article.path}`);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true;';
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 'injected' in window;
  });
  expect(ran).toBe(false);
});

test('pages are silent with the tag alone', async ({ page }) => {
  const recorder = record(page);
  for (const { path } of articlePages()) {
    await page.goto(`${process.env['SITE_URL_PLAIN'] ?? ''}${path}`, { waitUntil: 'networkidle' });
  }
  expect(recorder.problems).toEqual([]);
  expect(recorder.foreign).toEqual([]);
});
