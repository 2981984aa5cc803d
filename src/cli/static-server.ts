/**
 * Serves the built site as a static host would: compressed, `404.html` for what is missing, and the headers that
 * `_headers` asks for. For tests, benchmarks and Lighthouse; `npm start` uses Astro's own.
 */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface ServerOptions {
  /** The built site. */
  readonly folder: string;
  /** The path that the site is served below, with slashes at both ends. Default `/`. */
  readonly base?: string;
  /** Whether the headers of the `_headers` file are sent. Default true. */
  readonly headers?: boolean;
}

export interface StaticServer {
  /** Address of the site's home, with a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

export interface HeaderRule {
  readonly matches: (path: string) => boolean;
  /** Lower-case names; null takes a header of an earlier rule away. */
  readonly headers: readonly (readonly [name: string, value: string | null])[];
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

const compressible = new Set([
  '.css',
  '.html',
  '.js',
  '.json',
  '.svg',
  '.txt',
  '.wasm',
  '.webmanifest',
  '.xml',
]);

/** Reads the `_headers` format of common static hosts: a path with `*` or `:name`, then indented `Name: value` lines. */
export function parseHeaders(source: string): HeaderRule[] {
  const rules: { path: string; headers: [string, string | null][] }[] = [];
  for (const line of source.split(/\r?\n/)) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (!/^\s/.test(line)) rules.push({ path: line.trim(), headers: [] });
    else if (line.trim().startsWith('!'))
      rules.at(-1)?.headers.push([line.trim().slice(1).trim().toLowerCase(), null]);
    else {
      const colon = line.indexOf(':');
      rules.at(-1)?.headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
    }
  }
  return rules.map(({ path, headers }) => {
    const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    const pattern = new RegExp(`^${escaped.replaceAll('*', '.*').replace(/:\w+/g, '[^/]+')}$`);
    return { matches: (candidate) => pattern.test(candidate), headers };
  });
}

/** The headers that the rules give a path; where several rules set one header, hosts join the values. */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of rules.filter((rule) => rule.matches(path)).flatMap((rule) => rule.headers)) {
    if (value === null) delete result[name];
    else result[name] = name in result ? `${result[name]}, ${value}` : value;
  }
  return result;
}

/** Starts on a free port of the local machine. */
export async function serveFolder({
  folder,
  base = '/',
  headers = true,
}: ServerOptions): Promise<StaticServer> {
  const rules = headers && isFile(join(folder, '_headers')) ? readRules(folder) : [];
  const compressed = new Map<string, Buffer>();

  const send = (
    response: ServerResponse,
    status: number,
    file: string,
    path: string,
    coding: Coding | null,
  ): void => {
    const extension = extname(file);
    const zip = coding !== null && compressible.has(extension);
    const key = `${coding ?? ''} ${file}`;
    const body = zip ? (compressed.get(key) ?? compress[coding](readFileSync(file))) : readFileSync(file);
    if (zip) compressed.set(key, body);
    response.writeHead(status, {
      'content-type': types[extension] ?? 'application/octet-stream',
      'content-length': body.length,
      ...(zip ? { 'content-encoding': coding, vary: 'accept-encoding' } : {}),
      ...headersFor(rules, path),
    });
    response.end(body);
  };

  const server = createServer((request, response) => {
    // Not as a relative address: a path that begins with two slashes would be taken for a host.
    const { pathname } = new URL(`http://localhost${request.url ?? '/'}`);
    const coding = codingFor(String(request.headers['accept-encoding'] ?? ''));
    const path = decodeURIComponent(pathname);
    const found = path.startsWith(base) ? resolveFile(folder, path.slice(base.length)) : null;
    const missing = join(folder, '404.html');
    if (found !== null) send(response, 200, found, path, coding);
    else if (isFile(missing)) send(response, 404, missing, path, coding);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

type Coding = 'br' | 'gzip';

/** As static hosts do, which compress a file once. */
const compress: Readonly<Record<Coding, (body: Buffer) => Buffer>> = {
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => gzipSync(body),
};

function codingFor(accepted: string): Coding | null {
  if (/\bbr\b/.test(accepted)) return 'br';
  return accepted.includes('gzip') ? 'gzip' : null;
}

const readRules = (folder: string): HeaderRule[] =>
  parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The file for a path below the base: itself, or the `index.html` of a folder whose path ends in a slash. */
function resolveFile(folder: string, path: string): string | null {
  const file = normalize(join(folder, path));
  if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return null;
  const candidates = path === '' || path.endsWith('/') ? [join(file, 'index.html')] : [file];
  return candidates.find(isFile) ?? null;
}
