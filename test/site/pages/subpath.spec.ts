/** The site built for a sub-path, as on a project page of a common host. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type StaticServer, serveFolder } from '../../../src/cli/static-server.ts';
import { root } from '../../support/files.ts';
import { builtPages, expect, firstOfKind, parse, test } from '../../support/site.ts';

const folder = join(root, '.cache/subpath');
let server: StaticServer;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', folder],
    {
      cwd: root,
      env: { ...process.env, BASE_PATH: '/demo/', ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: 'pipe',
    },
  );
  server = await serveFolder({ folder, base: '/demo/' });
});

test.afterAll(async () => server.close());

test('every address in it lies below the sub-path', () => {
  for (const page of builtPages(folder)) {
    const addresses = [
      ...parse(page).querySelectorAll('[href], [src], [component-url], [renderer-url]'),
    ].flatMap((element) =>
      ['href', 'src', 'component-url', 'renderer-url'].flatMap((name) => element.getAttribute(name) ?? []),
    );
    const outside = addresses.filter((address) => address.startsWith('/') && !address.startsWith('/demo/'));
    expect.soft(outside, `/${page.path}`).toEqual([]);
  }
});

test('a page of each kind loads everything it asks for', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  for (const { path } of firstOfKind(builtPages(folder))) {
    await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });
  }
  expect(missing).toEqual([]);
});
