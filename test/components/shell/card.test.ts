import { describe, expect, test } from 'vitest';
import { HEIGHT, WIDTH, drawCard } from '#components/shell/card.ts';
import { clip, plain, titleSize } from '#components/shell/cardText.ts';

describe('text of a share card', () => {
  test('markup is taken off', () => {
    expect(plain('A *large* [step](/r/nls-3/) of size $\\eta_{1}$')).toBe('A large step of size eta 1');
  });

  test('text that fits stays; longer text ends after a whole word', () => {
    expect(clip('short enough', 20)).toBe('short enough');
    const cut = clip('one step makes one spike for each polynomial', 20);
    expect(cut).toBe('one step makes one…');
    expect(cut.length).toBeLessThanOrEqual(20);
  });

  test('a word longer than the line is cut', () => {
    expect(clip('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`);
  });

  test('longer titles are smaller', () => {
    const sizes = [10, 40, 70, 100].map((length) => titleSize('x'.repeat(length)));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(sizes).size).toBe(4);
  });
});

test('a card is a PNG of the size that the page announces, drawn the same way twice', async () => {
  const card = {
    over: 'rfa-3',
    title: 'Weak features, amplified',
    text: 'Each neuron turns to an axis: ξ ≤ ½.',
    foot: 'a result',
  };
  const first = await drawCard(card);
  const view = new DataView(first.buffer, first.byteOffset);
  expect([...first.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([WIDTH, HEIGHT]);
  expect(Buffer.from(await drawCard(card)).equals(Buffer.from(first))).toBe(true);
});
