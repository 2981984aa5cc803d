/** Samples of parities in pieces, and gradients on a growing one, against the whole at once. */
import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { firstGradients } from '#experiments/shared/gfl-gradient.ts';
import { drawParity, firstOf, growingParity } from '#experiments/shared/gfl-parity.ts';
import { streams } from '#numbers/random.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

function ended<T>(pieces: Generator<unknown, T, void>): { value: T; count: number } {
  for (let count = 0; ; count++) {
    const next = pieces.next();
    if (next.done === true) return { value: next.value, count };
  }
}

const setting = { D: 400, k: 3, pA: 0.3 };

test('a long sample comes in pieces and is the one that is drawn at once; a short one is one piece', () => {
  const long = ended(drawParity(streams(1)('data'), setting, 1300));
  expect(long.count).toBeGreaterThan(1);
  expect(long.value).toEqual(sampleParity(streams(1)('data'), setting, 1300));
  expect(ended(drawParity(streams(1)('data'), setting, 50)).count).toBe(0);
});

test('a growing sample has the gradients of the whole, and keeps its first points', () => {
  const rows = randomNeurons(streams(2)('weights'), 3, 400);
  const growing = growingParity(engine, streams(1)('data'), setting, rows, { threshold: 0.2, kept: 1500 });
  ended(growing.growTo(700));
  const { value } = ended(growing.growTo(3000));
  expect(growing.drawn).toBe(3000);
  const whole = sampleParity(streams(1)('data'), setting, 3000);
  const wanted = ended(firstGradients(engine, whole, whole.labels, rows, 0.2)).value;
  wanted.forEach((entry, i) => expect(Math.abs(value[i] - entry)).toBeLessThan(1e-6));
  expect(growing.first(1200)).toEqual(firstOf(whole, 1200));
  expect(growing.first(3000).n).toBe(1500);
});
