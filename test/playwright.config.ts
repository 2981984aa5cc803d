import { defineConfig } from '@playwright/test';
import { BrowserMissing, findBrowser } from '../src/cli/browser.ts';

const browser = await findBrowser().catch((error: unknown) => {
  if (!(error instanceof BrowserMissing)) throw error;
  console.error(error.message);
  process.exit(1);
});

export default defineConfig({
  testDir: 'site',
  outputDir: '../test-results',
  globalSetup: './support/serve.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A second try for what a busy machine upset; what is wrong fails twice.
  retries: 1,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath: browser.executablePath, args: [...browser.args] },
  },
  projects: [
    { name: 'pages', testMatch: /pages\/.*\.spec\.ts/ },
    { name: 'presets', testMatch: /presets\/.*\.spec\.ts/ },
    // What is timed runs alone, after everything else.
    {
      name: 'experiments',
      testMatch: /experiments\/.*\.spec\.ts/,
      dependencies: ['pages', 'presets'],
      workers: 1,
      timeout: 300_000,
    },
  ],
});
