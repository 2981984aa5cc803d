// @ts-check
import { existsSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { contentSecurityPolicy } from './src/layouts/csp.ts';
import { DEFAULT_SITE, normaliseBase } from './src/layouts/site.ts';
import { woff2Only } from './src/styles/woff2-only.ts';

const markdown = existsSync(new URL('./src/markdown/index.ts', import.meta.url))
  ? await import('./src/markdown/index.ts')
  : null;

export default defineConfig({
  site: process.env['SITE'] || DEFAULT_SITE,
  base: normaliseBase(process.env['BASE_PATH']),
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [svelte(), mdx(), sitemap(), contentSecurityPolicy()],
  vite: {
    plugins: [woff2Only()],
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0 },
  },
});
