import { expect, test } from 'vitest';
import { createEngine } from '#engine/tensor.ts';
import Figure from '#experiments/xor-amplification/Figure.svelte';
import { predict } from '#experiments/xor-amplification/predict.ts';
import { run } from '#experiments/xor-amplification/run.ts';
import spec from '#experiments/xor-amplification/spec.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

const tested = { spec, run, predict, Figure };
const changes = { d: 10, n: 100, m: 20, steps: 20 };

test('the baked figure draws every view, twice for two widths, and needs no script to switch between them', async () => {
  const page = await drawnFigure(tested, await createEngine(), changes);
  expect(page.querySelectorAll('.chart')).toHaveLength(8);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(16);
  expect(page.querySelectorAll('input[type=radio]')).toHaveLength(5);
  const chosen = [...page.querySelectorAll('input[type=radio][checked]')];
  expect(chosen.map((input) => input.closest('label')?.textContent.trim())).toEqual(['Cosines']);
  expect(page.body.textContent).toContain('own, predicted');
  expect(page.body.textContent).not.toContain('NaN');
});

test('before anything is measured the frames stand empty', () => {
  const page = emptyFigure(tested, changes);
  expect(page.querySelectorAll('.chart')).toHaveLength(8);
  expect(page.body.textContent).toContain('not measured yet');
});
