/**
 * What a reader waits for on the built site: from the click on *run* to the first progress and to the verdict of each
 * experiment's default, and from *reset* to the end of its workers. Medians of three, each in a new page whose code
 * is cached.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser } from '../browser.ts';
import { columns } from '../columns.ts';
import { serveFolder } from '../static-server.ts';
import { median } from './median.ts';
import type { Section } from './section.ts';

const turns = 3;
const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));

interface Waits {
  readonly firstFrame: number;
  readonly verdict: number;
}

/** Clicks *run* in the page and watches the panel from inside, so that no message between processes is timed. */
async function timeRun(page: Page): Promise<Waits> {
  return page
    .locator('section.panel')
    .first()
    .evaluate(
      (panel) =>
        new Promise<Waits>((resolve, reject) => {
          const figure = panel.querySelector('[data-run]');
          const progress = panel.querySelector('progress');
          const button = [...panel.querySelectorAll('button')].find((one) =>
            one.textContent?.trim().endsWith('Run'),
          );
          if (figure === null || progress === null || button === undefined) {
            reject(new Error('The panel is not as this benchmark knows it.'));
            return;
          }
          const start = performance.now();
          let firstFrame = NaN;
          const observer = new MutationObserver(() => {
            const state = figure.getAttribute('data-run');
            if (Number.isNaN(firstFrame) && state === 'running' && progress.value > 0)
              firstFrame = performance.now() - start;
            if (state === 'failed') reject(new Error('The run failed.'));
            if (state !== 'finished') return;
            observer.disconnect();
            const verdict = performance.now() - start;
            // A run may end before its first frame was drawn.
            resolve({ firstFrame: Number.isNaN(firstFrame) ? verdict : firstFrame, verdict });
          });
          observer.observe(panel, { subtree: true, attributes: true, childList: true, characterData: true });
          button.click();
        }),
    );
}

/**
 * Milliseconds from *reset* to the end of the last worker that was computing; NaN where the run had ended before. The
 * click is made and timed inside the page, because a click from outside takes a while to get there.
 */
async function timeCancel(page: Page): Promise<number> {
  const panel = page.locator('section.panel').first();
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.locator('[data-run="running"]').waitFor();
  await page.waitForTimeout(300);
  const ends: number[] = [];
  for (const worker of page.workers()) worker.on('close', () => ends.push(Date.now()));
  const start = await panel.evaluate((element) => {
    const running = element.querySelector('[data-run="running"]') !== null;
    const button = [...element.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Reset');
    const now = Date.now();
    button?.click();
    return running && button !== undefined ? now : NaN;
  });
  await page.waitForTimeout(1500); // the warm spare lives on
  return ends.length === 0 ? NaN : Math.max(...ends) - start;
}

/** A page of the result with its panel on screen and its code fetched, as after a moment of reading. */
async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  const panel = page.locator('section.panel').first();
  await panel.scrollIntoViewIfNeeded();
  await panel.hover();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  return page;
}

/** Tags of the result pages that show a panel. */
function panels(): string[] {
  return readdirSync(join(dist, 'r')).filter((tag) => {
    const file = join(dist, 'r', tag, 'index.html');
    return existsSync(file) && readFileSync(file, 'utf8').includes('<astro-island');
  });
}

async function run(progress: (line: string) => void): Promise<string> {
  if (!existsSync(dist)) throw new Error('There is no built site: run `npm run build` first.');
  const { executablePath, args } = await findBrowser();
  const server = await serveFolder({ folder: dist });
  const browser = await chromium.launch({ executablePath, args: [...args] });
  const rows = [['result', 'first progress (ms)', 'verdict (ms)', 'cancel (ms)']];
  try {
    for (const tag of panels()) {
      progress(tag);
      const context = await browser.newContext();
      await (await open(context, `${server.url}r/${tag}/`)).close(); // fills the cache
      const waits: Waits[] = [];
      const cancels: number[] = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const page = await open(context, `${server.url}r/${tag}/`);
        waits.push(await timeRun(page));
        cancels.push(await timeCancel(page));
        await page.close();
      }
      await context.close();
      const known = cancels.filter((time) => !Number.isNaN(time));
      const times = [waits.map((wait) => wait.firstFrame), waits.map((wait) => wait.verdict), known];
      rows.push([tag, ...times.map((list) => (list.length === 0 ? '–' : median(list).toFixed(0)))]);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return columns(rows);
}

export const pageSection: Section = {
  name: 'page',
  title: 'From a click on the built page: default run of the first experiment of each result, all its seeds',
  run,
};
