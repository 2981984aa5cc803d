import { describe, expect, test } from 'vitest';
import { moveFocus, statusText } from '#components/shell/search.ts';
import { nextTheme } from '#components/shell/theme.ts';

describe('search', () => {
  test('the arrows go from the input into the list and back, and stop at the end', () => {
    expect([moveFocus(-1, 'ArrowDown', 2), moveFocus(1, 'ArrowDown', 2)]).toEqual([0, 1]);
    expect([moveFocus(0, 'ArrowUp', 2), moveFocus(-1, 'ArrowUp', 2)]).toEqual([-1, -1]);
    expect(moveFocus(-1, 'ArrowDown', 0)).toBe(-1);
  });

  test('the status line says how many pages, and whether all are shown', () => {
    expect(statusText('  ', 0, 0)).toBe('');
    expect(statusText('margin', 0, 0)).toBe('Nothing found for “margin”.');
    expect(statusText('margin', 1, 1)).toBe('One page.');
    expect(statusText('margin', 12, 8)).toBe('12 pages; the first 8 are shown.');
  });
});

test('three presses of the theme button lead back to the system', () => {
  expect(nextTheme(nextTheme(nextTheme('system')))).toBe('system');
  expect(nextTheme('system')).toBe('light');
});
