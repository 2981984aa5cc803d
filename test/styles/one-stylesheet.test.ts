import { expect, test } from 'vitest';
import { isWithin, redundant, topBlocks } from '#styles/one-stylesheet.ts';

const media = '@media print{.a{color:red}.b{color:red}}';

test('a stylesheet is cut at its top level', () => {
  expect(topBlocks(`@charset "utf-8";.a{color:red}${media}.b{color:red}`)).toEqual([
    '@charset "utf-8";',
    '.a{color:red}',
    media,
    '.b{color:red}',
  ]);
});

test('a rule under a condition is not the rule itself', () => {
  expect(isWithin('.b{color:red}', `.a{color:red}${media}`)).toBe(false);
  expect(isWithin(media, `.a{color:red}${media}`)).toBe(true);
});

test('only what a longer stylesheet says as well is redundant, and one of two alike is kept', () => {
  const sheets = {
    site: `.a{color:red}${media}`,
    client: media,
    own: '.c{color:red}',
    twin: '.c{color:red}',
  };
  expect(redundant(new Map(Object.entries(sheets)))).toEqual(['client', 'twin']);
});
