import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { headersFile, inlineScriptHashes, policy, withPolicy } from '#layouts/csp.ts';
import { absolute, href, normaliseBase } from '#layouts/site.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the content security policy', () => {
  test('lists inline scripts that run, and neither files nor data', () => {
    const html = `<script>a()</script><script type="module">b()</script><script src="/c.js"></script>
      <script type="application/json">{"a":1}</script><script>a()</script>`;
    expect(inlineScriptHashes(html)).toEqual([hash('a()'), hash('b()')].sort());
  });

  test('allows WebAssembly, and neither evaluated text nor inline scripts without a hash', () => {
    const scripts = policy(["'sha256-x'"])
      .split('; ')
      .find((directive) => directive.startsWith('script-src'));
    expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval' 'sha256-x'");
  });

  test('names no other origin', () => {
    expect(policy([])).not.toMatch(/https?:|\*/);
  });

  test('stands in the page before anything that it governs', () => {
    const html = '<!DOCTYPE html><html><head><meta charset="utf-8"><script>a()</script></head></html>';
    const page = withPolicy(html);
    expect(page.indexOf('http-equiv="content-security-policy"')).toBeLessThan(page.indexOf('<script>'));
    expect(page).toContain(hash('a()'));
    expect(page).not.toContain('frame-ancestors');
  });
});

describe('the headers file', () => {
  const file = headersFile(["'sha256-x'"], '/sub/');

  test('lets embedded panels be framed anywhere, and nothing else', () => {
    const rules = file.trim().split('\n\n');
    const framed = rules.filter((rule) => rule.includes('frame-ancestors *'));
    expect(framed.map((rule) => rule.split('\n')[0])).toEqual(['/sub/embed/*']);
    expect(rules.find((rule) => rule.startsWith('/sub/r/*'))).toContain("frame-ancestors 'self'");
  });

  test('keeps hashed files for ever and only those', () => {
    const kept = file.split('\n\n').filter((rule) => rule.includes('immutable'));
    expect(kept.map((rule) => rule.split('\n')[0])).toEqual(['/sub/_astro/*']);
  });
});

describe('addresses', () => {
  test('a base path is written in one way', () => {
    expect(['', '/', 'name', '/name', '/name/', undefined].map(normaliseBase)).toEqual([
      '/',
      '/',
      '/name/',
      '/name/',
      '/name/',
      '/',
    ]);
  });

  test('links stand under the base, full addresses under the site', () => {
    expect(href('/r/rfa-3/', '/name')).toBe('/name/r/rfa-3/');
    expect(absolute('/cards/home.png', 'https://example.org', '/name/')).toBe(
      'https://example.org/name/cards/home.png',
    );
  });
});
