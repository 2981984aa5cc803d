/** Builds the benchmark's page, serves it on localhost and opens it in Chromium. */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../../browser.ts';
import { serveFolder } from '../../static-server.ts';
import type { ArenaAnswer, ArenaRequest, InBrowser, Size } from './contenders.ts';

export interface Arena {
  /** Milliseconds per step. */
  measure(contender: InBrowser, size: Size, steps: number): Promise<number>;
  /** Backend and kernel of our engine. */
  describe(): Promise<string>;
  close(): Promise<void>;
}

const outDir = fileURLToPath(new URL('../../../../.cache/bench/step', import.meta.url));

/** Throws BrowserMissing where there is no Chromium. */
export async function openArena(): Promise<Arena> {
  const { executablePath, args } = await findBrowser();
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    // A size warning would only say that TensorFlow.js and jax-js are in one bundle.
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  });
  const server = await serveFolder({ folder: outDir, headers: false });
  const browser = await chromium.launch({ executablePath, args: [...args] });
  const page = await browser.newPage();
  await page.goto(server.url);
  const ask = async (request: ArenaRequest): Promise<number | string> => {
    const answer: ArenaAnswer = await page.evaluate((sent) => window.askArena(sent), request);
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.value;
  };
  return {
    measure: async (contender, size, steps) => Number(await ask({ ask: 'measure', contender, size, steps })),
    describe: async () => String(await ask({ ask: 'describe' })),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
