/**
 * The Markdown pipeline. In astro.config.mjs:
 *
 *     import { markdown } from './src/markdown/index.ts';
 *     export default defineConfig({ markdown: markdown(), integrations: [mdx(), …] });
 *
 * Two passes: `targets.ts` collects and numbers everything that can be pointed at, in all files; then the plugins
 * below, each of which does one thing, resolve from that table. Any mistake stops the build with file, line and
 * column. Nothing may set `mdx({ optimize: true })` without `ignoreElementNames: ['a']`: links are resolved by a
 * component when the page is rendered.
 */
import { unified } from '@astrojs/markdown-remark';
import rehypeCitation from 'rehype-citation';
import remarkMath from 'remark-math';
import { citationCheck, citationOptions } from './citations.ts';
import { places } from './places.ts';
import { contentFolder } from './files.ts';
import { headings } from './headings.ts';
import { math } from './math.ts';
import { references } from './references.ts';
import { readTargets } from './targets.ts';
import { terms } from './terms.ts';

/** The `markdown` option of Astro for the articles in a content folder. */
export function markdown(content: string = contentFolder) {
  const options = { targets: () => readTargets(content) };
  return {
    syntaxHighlight: false as const,
    processor: unified({
      // References may contain formulas (a heading's text), so formulas come after them.
      remarkPlugins: [
        remarkMath,
        [headings, options],
        [references, options],
        [terms, options],
        [places, options],
        [math, options],
      ],
      rehypePlugins: [
        [rehypeCitation, citationOptions(content)],
        [citationCheck, options],
      ],
    }),
  };
}
