/**
 * Pages as somebody sees them who has been on the site before: scripts, styles and fonts are in the browser's cache, so
 * that a test waits for neither and a late font is no surprise. Each test has a page of its own; what a first visit is
 * like is looked at with a fresh context (budgets.spec.ts).
 */
import type { BrowserContext } from '@playwright/test';
import { test as base } from './site.ts';

interface Visitors {
  /** A wide screen, kept by the worker. */
  readonly visitor: BrowserContext;
  /** A phone of 390 × 844 pixels, kept by the worker. */
  readonly phone: BrowserContext;
}

const baseURL = (): string => process.env['SITE_URL'] ?? '';

export const test = base.extend<object, Visitors>({
  visitor: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        baseURL: baseURL(),
        viewport: { width: 1280, height: 900 },
      });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  phone: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        baseURL: baseURL(),
        viewport: { width: 390, height: 844 },
        hasTouch: true,
      });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ visitor }, use) => {
    const page = await visitor.newPage();
    await use(page);
    await page.close();
  },
});
