/** First gradients by the engine, against plain loops. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { firstGradients, unitRows } from '#experiments/shared/gfl-gradient.ts';
import { PIECE } from '#experiments/shared/products.ts';
import { streams } from '#numbers/random.ts';
import { randomNeurons, sampleParity, type ParitySample } from '#theory/gradient-feature-learning/data.ts';

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

/** (1/n) Σ_i y_i x_i 1[⟨w, x_i⟩ > b], one neuron after the other. */
function plain({ inputs, labels, n, d }: ParitySample, rows: Float32Array, b: number): Float64Array {
  const gradients = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; from += d)
    for (let i = 0; i < n; i++) {
      let product = 0;
      for (let j = 0; j < d; j++) product += rows[from + j] * inputs[i * d + j];
      if (product > b) for (let j = 0; j < d; j++) gradients[from + j] += (labels[i] * inputs[i * d + j]) / n;
    }
  return gradients;
}

describe('first gradients', () => {
  test.each([0, 0.7, -0.4])('are those of plain loops, threshold %f', (threshold) => {
    const random = streams(3);
    const sample = sampleParity(random('data'), { D: 9, k: 3, pA: 0.3 }, 200);
    const rows = randomNeurons(random('weights'), 15, 9);
    const { value } = ended(firstGradients(engine, sample, sample.labels, rows, threshold));
    const wanted = plain(sample, rows, threshold);
    expect(wanted.some((entry) => entry !== 0)).toBe(true);
    wanted.forEach((entry, i) => expect(Math.abs(value[i] - entry)).toBeLessThan(1e-6));
  });

  test('come in several pieces when there is much to do, and are the same', () => {
    const random = streams(4);
    const [D, m] = [40, 700];
    const n = Math.ceil((2.5 * PIECE) / (4 * D * m));
    const sample = sampleParity(random('data'), { D, k: 2 }, n);
    const rows = randomNeurons(random('weights'), m, D);
    const { value, count } = ended(firstGradients(engine, sample, sample.labels, rows, 0));
    expect(count).toBe(3);
    const wanted = plain(sample, rows.subarray(0, 3 * D), 0);
    wanted.forEach((entry, i) => expect(Math.abs(value[i] - entry)).toBeLessThan(1e-6));
  });

  test('of a neuron do not depend on the others', () => {
    const random = streams(5);
    const sample = sampleParity(random('data'), { D: 12, k: 2 }, 300);
    const rows = randomNeurons(random('weights'), 20, 12);
    const all = ended(firstGradients(engine, sample, sample.labels, rows, 0)).value;
    const some = ended(firstGradients(engine, sample, sample.labels, rows.slice(0, 5 * 12), 0)).value;
    some.forEach((entry, i) => expect(Math.abs(entry - all[i])).toBeLessThan(1e-6));
  });
});

test('rows of length one, and a row of zeros that stays', () => {
  const unit = unitRows(Float64Array.from([3, 4, 0, 0, -2, 0]), 2);
  expect([...unit]).toEqual([0.6, 0.8, 0, 0, -1, 0].map((value) => expect.closeTo(value, 6)));
});
