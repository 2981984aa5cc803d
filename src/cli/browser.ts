/**
 * Finds a Chromium for tests, benchmarks and Lighthouse: `$CHROMIUM`, else the system's Chromium or Chrome, else the one
 * inside an npm package (Linux x64).
 */
import { accessSync, constants, mkdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Browser {
  readonly executablePath: string;
  /** Command-line switches that it needs here; `--headless` is left to the caller. */
  readonly args: readonly string[];
}

export class BrowserMissing extends Error {
  override readonly name = 'BrowserMissing';
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const applications: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((variable) =>
    join(process.env[variable] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
};

/** No requests of the browser's own, and no part that a machine without a display lacks. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** @throws BrowserMissing with one line that says what to do. */
export async function findBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) throw new BrowserMissing(`CHROMIUM is set to ${named}, which is not a program.`);
    return { executablePath: named, args: switches() };
  }
  const installed = systemBrowser();
  if (installed !== null) return { executablePath: installed, args: switches() };
  if (process.platform === 'linux' && process.arch === 'x64') {
    return {
      executablePath: await packagedBrowser(),
      args: [...switches(), '--headless=shell', '--no-zygote'],
    };
  }
  throw new BrowserMissing('No browser found: install Chrome or Chromium, or set CHROMIUM to its program.');
}

function switches(): string[] {
  const root = process.getuid?.() === 0;
  return root ? ['--no-sandbox', ...quiet] : quiet;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function systemBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...(applications[process.platform] ?? [])].find(isProgram) ?? null;
}

/**
 * The browser of @sparticuz/chromium. It ships the system libraries that a bare machine lacks but unpacks them only
 * where it believes to be in a cloud function, and it unpacks to the temporary folder, reusing whatever lies there:
 * hence the variable, and a folder of its own for each version.
 */
async function packagedBrowser(): Promise<string> {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const version = manifest.devDependencies['@sparticuz/chromium'];
  const folder = fileURLToPath(new URL(`../../.cache/chromium-${version}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  const before = { TMPDIR: process.env['TMPDIR'], runtime: process.env['AWS_LAMBDA_JS_RUNTIME'] };
  process.env['TMPDIR'] = folder;
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs24.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BrowserMissing(
      `No browser found (the packaged one: ${reason}): install Chrome or Chromium, or set CHROMIUM to its program.`,
    );
  } finally {
    restore('TMPDIR', before.TMPDIR);
    restore('AWS_LAMBDA_JS_RUNTIME', before.runtime);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
