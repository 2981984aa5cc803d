import { expect, test } from 'vitest';
import { withoutLostCss } from '#styles/lost-css.ts';

const chunk = (files: string): string =>
  `const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=${files})))=>i.map(i=>d[i]);import("./Figure.js")`;

test('a stylesheet that is not in the build is no longer waited for, and the places of the others stay', () => {
  const mended = withoutLostCss(
    chunk('["_astro/Figure.js","_astro/Lost.css","_astro/Kept.css"]'),
    '_astro/self.js',
    (file) => file === '_astro/Kept.css',
  );
  expect(mended).toBe(chunk('["_astro/Figure.js","_astro/self.js","_astro/Kept.css"]'));
});

test('other code is left alone', () => {
  const code = 'x.f=["a.css"]';
  expect(withoutLostCss(code, 'self.js', () => false)).toBe(code);
});
