import { parseHTML } from 'linkedom';
import { beforeAll, expect, it } from 'vitest';
import type { BakedRun } from '#framework/baked.ts';
import { aggregate } from '#framework/aggregate.ts';
import { defaults } from '#framework/parameters.ts';
import spec from '#experiments/xor-amplification/spec.ts';
import { renderBakedFigure } from '#islands/bakedFigure.ts';
import { predictions } from './fixtures.ts';

const run: BakedRun = {
  experiment: 'xor-amplification',
  version: 1,
  preset: 'default',
  parameters: defaults(spec.parameters),
  seeds: [0],
  backend: 'wasm',
  kernel: 'simd',
  ...aggregate(spec.measures, [{ axes: { step: [0, 100, 200] }, measures: { own: [0.1, 0.8, 0.9] } }]),
  predictions: { axes: predictions.axes, values: {} },
  checks: [],
  view: null,
  digest: '',
};

let html = '';
beforeAll(async () => {
  html = await renderBakedFigure('xor-amplification', run);
});

it('is plain HTML with a wide and a narrow drawing of each chart', () => {
  const { document } = parseHTML(`<body>${html}</body>`);
  const charts = [...document.querySelectorAll('figure.chart')];
  expect(charts.length).toBeGreaterThan(1);
  for (const chart of charts) expect(chart.querySelectorAll('svg')).toHaveLength(2);
  expect(html).not.toContain('<!--');
  expect(html).not.toContain('<style');
});

it('has ids that other figures of the page do not use', () => {
  const { document } = parseHTML(`<body>${html}</body>`);
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toContain('baked-xor-amplification-default');
});

it('names an experiment that has no figure', async () => {
  await expect(renderBakedFigure('no-such-thing', run)).rejects.toThrow('no figure for no-such-thing');
});
