/**
 * The content security policy, written into every built page and into the headers file that common hosts read.
 *
 * Astro's own `security.csp` lists the hash of every client chunk on every page (kilobytes that do not compress) and
 * places its tag after inline scripts of the head. Here each page lists the inline scripts that it really has, the tag
 * comes first, and the rest is allowed from our own origin only.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { normaliseBase } from './site.ts';

/** Types of a script element that the browser executes; data blocks such as JSON need no hash. */
const EXECUTED = new Set(['', 'module', 'text/javascript', 'application/javascript', 'speculationrules']);

/** CSP sources of the executable inline scripts in a page, sorted and without repeats. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = '', text = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (/\ssrc\s*=/i.test(attributes)) continue;
    const type = /\stype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1] ?? '';
    if (!EXECUTED.has(type.toLowerCase())) continue;
    hashes.add(`'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`);
  }
  return [...hashes].sort();
}

/**
 * The policy as one line. Style attributes are KaTeX's and Plot's, so inline styles are allowed; WebAssembly may be
 * compiled, text may not be evaluated. `frame-ancestors` only counts in a header, so it is left out of the tag.
 */
export function policy(scriptHashes: readonly string[], frameAncestors?: string): string {
  const directives = [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scriptHashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  if (frameAncestors !== undefined) directives.push(`frame-ancestors ${frameAncestors}`);
  return directives.join('; ');
}

/** The page with its policy as the first thing after the character set. */
export function withPolicy(html: string): string {
  const tag = `<meta http-equiv="content-security-policy" content="${policy(inlineScriptHashes(html))}">`;
  const charset = /<meta charset="?utf-8"?\s*\/?>/i;
  return charset.test(html)
    ? html.replace(charset, (found) => found + tag)
    : html.replace(/<head[^>]*>/i, (found) => found + tag);
}

/**
 * The headers file (Netlify, Cloudflare Pages and others read `_headers`). Where several rules match, hosts join the
 * values of one header, and joined policies intersect; so no two rules below give a policy to the same address.
 */
export function headersFile(scriptHashes: readonly string[], base: string): string {
  const root = normaliseBase(base);
  const page = `Content-Security-Policy: ${policy(scriptHashes, "'self'")}`;
  const embed = `Content-Security-Policy: ${policy(scriptHashes, '*')}`;
  const forever = 'Cache-Control: public, max-age=31536000, immutable';
  const rules: [path: string, headers: string[]][] = [
    [
      `${root}*`,
      [
        'X-Content-Type-Options: nosniff',
        'Referrer-Policy: strict-origin-when-cross-origin',
        'Permissions-Policy: camera=(), microphone=(), geolocation=(), browsing-topics=()',
      ],
    ],
    [root, [page]],
    [`${root}:page/`, [page]],
    [`${root}404.html`, [page]],
    [`${root}r/*`, [page]],
    [`${root}embed/*`, [embed]],
    // A worker obeys the policy of its own response, not the page's.
    [`${root}_astro/*`, [page, forever]],
    [`${root}pagefind/*`, [page]],
  ];
  return (
    rules.map(([path, headers]) => [path, ...headers.map((line) => `  ${line}`)].join('\n')).join('\n\n') +
    '\n'
  );
}

/** Writes the policy when the site has been built. */
export function contentSecurityPolicy(): AstroIntegration {
  let base = '/';
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const all = new Set<string>();
        let pages = 0;
        for (const file of await readdir(root, { recursive: true })) {
          if (!file.endsWith('.html')) continue;
          const path = join(root, file);
          const html = await readFile(path, 'utf8');
          for (const hash of inlineScriptHashes(html)) all.add(hash);
          await writeFile(path, withPolicy(html));
          pages += 1;
        }
        await writeFile(join(root, '_headers'), headersFile([...all].sort(), base));
        logger.info(`${pages} pages, ${all.size} inline scripts`);
      },
    },
  };
}
