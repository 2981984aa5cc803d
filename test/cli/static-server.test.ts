import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFor, parseHeaders, serveFolder } from '#cli/static-server.ts';

const rules = parseHeaders(
  ['# comment', '/*', '  X-Frame: same', '', '/embed/*', '  ! X-Frame', '/:page/', '  X-Page: 1'].join('\n'),
);

describe('the _headers file', () => {
  it('applies rules in order, and joins values of one header', () => {
    expect(headersFor(rules, '/a/')).toEqual({ 'x-frame': 'same', 'x-page': '1' });
    expect(headersFor(rules, '/embed/a/')).toEqual({});
    expect(headersFor(parseHeaders('/*\n  A: 1\n/a\n  A: 2'), '/a')).toEqual({ a: '1, 2' });
  });
});

describe('the static server', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'two-layers-'));
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/index.html'), '<p>a</p>'.repeat(100));
    writeFileSync(join(folder, '404.html'), 'missing');
    writeFileSync(
      join(folder, '_headers'),
      '/*\n  X-Other: one\n/demo/a/\n  X-Test: two\n/demo/*\n  X-Test: three\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('serves a folder below a base, compressed, with headers', async () => {
    const server = await serveFolder({ folder, base: '/demo/' });
    try {
      const page = await fetch(`${server.url}a/`, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<p>a</p>');
      expect(page.headers.get('content-encoding')).toBe('br');
      const older = await fetch(`${server.url}a/`, { headers: { 'accept-encoding': 'gzip' } });
      expect(older.headers.get('content-encoding')).toBe('gzip');
      expect(await older.text()).toContain('<p>a</p>');
      expect(page.headers.get('x-test')).toBe('two, three');
      const missing = await fetch(`${server.url}b/`);
      expect([missing.status, await missing.text()]).toEqual([404, 'missing']);
      expect(missing.headers.get('x-other')).toBe('one');
      expect((await fetch(new URL('/a/', server.url))).status).toBe(404);
      expect((await fetch(`${server.url}%2e%2e/%2e%2e/etc/passwd`)).status).toBe(404);
      // Not a host of the name of what follows, and no end of the server.
      expect((await fetch(`${new URL(server.url).origin}//`)).status).toBe(404);
    } finally {
      await server.close();
    }
  });

  it('leaves the headers out when told', async () => {
    const server = await serveFolder({ folder, headers: false });
    try {
      expect((await fetch(`${server.url}a/`)).headers.get('x-other')).toBeNull();
    } finally {
      await server.close();
    }
  });
});
