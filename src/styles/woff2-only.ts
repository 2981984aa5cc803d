/**
 * KaTeX's stylesheet names each font three times (woff2, woff, ttf). Every browser that can run the site reads
 * woff2, so the other two are dropped: a fifth of the file, and forty fonts fewer in the built site.
 */
import type { Plugin } from 'vite';

/** Removes the woff and ttf sources from a stylesheet. */
export function keepWoff2(css: string): string {
  return css.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/g, '');
}

export function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      return /katex[^/]*\.css(?:$|\?)/.test(id) ? { code: keepWoff2(code), map: null } : undefined;
    },
  };
}
