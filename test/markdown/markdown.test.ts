import { relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mistakes } from './mistakes.ts';
import { articleFile, fixtures, render } from './render.ts';
import { renderings } from './rendering.ts';

/** Puts the TeX of each formula in brackets in the place of KaTeX's HTML. */
function withoutFormulas(html: string): string {
  let rest = html;
  let out = '';
  for (let at = rest.indexOf('<span class="katex'); at >= 0; at = rest.indexOf('<span class="katex')) {
    out += rest.slice(0, at);
    let depth = 0;
    let end = at;
    for (const tag of rest.slice(at).matchAll(/<(\/?)span\b[^>]*>/g)) {
      depth += tag[1] === '' ? 1 : -1;
      end = at + tag.index + tag[0].length;
      if (depth === 0) break;
    }
    out += `[${/<annotation[^>]*>([^<]*)</.exec(rest.slice(at, end))?.[1] ?? ''}]`;
    rest = rest.slice(end);
  }
  return out + rest;
}

describe('the pipeline renders', () => {
  test.each(renderings)('$name', async ({ source, html }) => {
    expect(withoutFormulas(await render(source))).toBe(html);
  });

  test('a result: each experiment gets its id, number and result', async () => {
    const source = '<Try experiment="first-experiment" />\n\n<Try experiment="second-experiment" />';
    const html = await render(source, resolve(fixtures, 'results/one-2.mdx'));
    expect(html.replace(/\s*\n\s*/g, '')).toBe(
      '<Try experiment="first-experiment" id="fig-one-2" number="1" result="one-2"></Try>' +
        '<Try experiment="second-experiment" id="fig-one-2-second-experiment" number="2" result="one-2"></Try>',
    );
  });

  test('TeX to copy has no shorthand of ours', async () => {
    expect(await render('$\\R^d \\to \\E[\\Real]$'.replace('\\Real', 'r'))).toContain(
      '<annotation encoding="application/x-tex">\\mathbb{R}^d \\to \\mathbb{E}[r]</annotation>',
    );
  });
});

describe('the pipeline stops at', () => {
  test.each(mistakes)('$name', async ({ source, message }) => {
    await expect(render(source)).rejects.toMatchObject({
      message: `${relative(process.cwd(), articleFile)}:${message}`,
    });
  });

  test('a heading in a result', async () => {
    const file = resolve(fixtures, 'results/one-2.mdx');
    await expect(render('\n## Here [#sec-one-here]', file)).rejects.toThrow(
      'results/one-2.mdx:2:1: a result has no headings',
    );
  });
});
