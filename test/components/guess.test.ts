import { expect, test } from 'vitest';
import { guessText, middleOf, placeOf } from '#components/guess.ts';

test('a guess stands at its share of the line', () => {
  expect([placeOf(0.5, 0.5, 1), placeOf(0.75, 0.5, 1), placeOf(1.3, 0, 1.3)]).toEqual(['0%', '50%', '100%']);
  expect(placeOf(1, 0, 3)).toBe('33.33%');
});

test('a guess is written with the decimals of its step', () => {
  expect([guessText(0.5, 0.01), guessText(0.065, 0.005), guessText(3, 1)]).toEqual(['0.50', '0.065', '3']);
  expect(guessText(-0.25, 0.05)).toBe('−0.25');
});

test('a guess starts on a stop in the middle', () => {
  expect(middleOf(0, 1, 0.01)).toBeCloseTo(0.5, 12);
  // 1.3 has 26 stops of 0.05.
  expect(middleOf(0, 1.3, 0.05)).toBeCloseTo(0.65, 12);
  expect(middleOf(0, 0.12, 0.005)).toBeCloseTo(0.06, 12);
});
