/**
 * `npm run lighthouse`: Lighthouse's four scores for the home, the articles and a result page of the built site, on its
 * mobile profile, median of five runs. Only on a quiet machine does the performance score mean anything.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowser } from './browser.ts';
import { serveFolder } from './static-server.ts';

const RUNS = 5;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

const command = join(root, 'node_modules/lighthouse/cli/index.js');

/** The home, every article and one result, as paths below the site's address. */
function pages(): string[] {
  const first = (folder: string): string | undefined =>
    readdirSync(join(dist, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(dist, folder, entry.name, 'index.html')))
      .map((entry) => entry.name)[0];
  const slugs = readdirSync(join(root, 'content/articles'));
  const articles = slugs.filter((slug) => existsSync(join(dist, slug, 'index.html')));
  const result = first('r');
  return ['', ...articles.map((slug) => `${slug}/`), ...(result === undefined ? [] : [`r/${result}/`])];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function audit(url: string): Promise<Report> {
  const browser = await findBrowser();
  const profile = mkdtempSync(join(tmpdir(), 'two-layers-lighthouse-'));
  const flags = ['--headless=new', `--user-data-dir=${profile}`, ...browser.args];
  const options = [
    ...['--output=json', '--output-path=stdout', '--quiet', `--chrome-flags=${flags.join(' ')}`],
    `--only-categories=${categories.join(',')}`,
  ];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [command, url, ...options], {
      env: { ...process.env, CHROME_PATH: browser.executablePath },
      maxBuffer: 64 * 2 ** 20,
    });
    return JSON.parse(stdout) as Report;
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

if (!existsSync(dist)) {
  console.error('There is no built site: run `npm run build` first.');
  process.exit(1);
}
const runs = Number(process.argv[2] ?? RUNS);
const server = await serveFolder({ folder: dist });
try {
  console.log(['page'.padEnd(40), ...categories].join('  '));
  for (const page of pages()) {
    const reports: Report[] = [];
    for (let run = 0; run < runs; run += 1) reports.push(await audit(server.url + page));
    const scores = categories.map((name) => {
      const score = median(reports.map((report) => report.categories[name].score ?? 0));
      return String(Math.round(100 * score)).padStart(name.length);
    });
    console.log([`/${page}`.padEnd(40), ...scores].join('  '));
    const failed = Object.values(reports[0].audits).filter(({ score }) => score !== null && score < 0.9);
    for (const { title } of failed) console.log(`    ${title}`);
  }
} finally {
  await server.close();
}
