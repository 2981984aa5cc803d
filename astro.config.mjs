// @ts-check
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { contentSecurityPolicy } from './src/layouts/csp.ts';
import { DEFAULT_SITE, normaliseBase } from './src/layouts/site.ts';
import { markdown } from './src/markdown/index.ts';
import { oneStylesheet } from './src/styles/one-stylesheet.ts';
import { subsetFonts } from './src/styles/subset-fonts.ts';
import { woff2Only } from './src/styles/woff2-only.ts';

export default defineConfig({
  site: process.env['SITE'] || DEFAULT_SITE,
  base: normaliseBase(process.env['BASE_PATH']),
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  markdown: markdown(),
  integrations: [
    svelte(),
    mdx(),
    sitemap({ filter: (page) => !page.includes('/embed/') }),
    oneStylesheet(),
    contentSecurityPolicy(),
  ],
  vite: {
    plugins: [woff2Only(), subsetFonts()],
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
  },
});
