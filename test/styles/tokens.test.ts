import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keepWoff2 } from '#styles/woff2-only.ts';

const css = readFileSync('src/styles/tokens.css', 'utf8');

/** Colours of the rule that follows a selector. */
function colours(selector: string): Record<string, string> {
  const from = css.indexOf(`${selector} {`);
  const rule = css.slice(from, css.indexOf('}', from));
  return Object.fromEntries(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

test('contrast of black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
});

describe.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
])('%s colours', (_, selector) => {
  const colour = colours(selector);

  test.each(['ink', 'muted', 'theory', 'measured-text', 'positive-text', 'negative-text', 'focus'])(
    '--%s is readable as text on the page and on the wash',
    (name) => {
      expect(contrast(colour[name], colour['page'])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour[name], colour['wash'])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['measured', 'positive', 'negative', 'baseline', 'pinned'])(
    '--%s can be told from the page',
    (name) => {
      expect(contrast(colour[name], colour['page'])).toBeGreaterThanOrEqual(3);
    },
  );

  test('selected text stays readable', () => {
    expect(contrast(colour['ink'], colour['selection'])).toBeGreaterThanOrEqual(4.5);
  });
});

test('the dark values are the same for the system and for the switch', () => {
  expect(colours(":root:not([data-theme='light'])")).toEqual(colours(":root[data-theme='dark']"));
});

test('only woff2 is left of KaTeX’s fonts, and every face keeps one', () => {
  const katex = readFileSync('node_modules/katex/dist/katex.min.css', 'utf8');
  const kept = keepWoff2(katex);
  expect(kept).not.toMatch(/\.ttf|\.woff\)/);
  expect(kept.match(/\.woff2\)/g)).toHaveLength(katex.match(/@font-face/g)?.length ?? 0);
});
