import { parseHTML } from 'linkedom';
import { beforeAll, expect, it } from 'vitest';
import type { BakedRun } from '#framework/baked.ts';
import { aggregate } from '#framework/aggregate.ts';
import { defaults } from '#framework/parameters.ts';
import linearSpec from '#experiments/xor-linear/spec.ts';
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

const linear: Partial<BakedRun> = {
  experiment: 'xor-linear',
  parameters: defaults(linearSpec.parameters),
  ...aggregate(linearSpec.measures, []),
  predictions: { axes: {}, values: {} },
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

it('bakes the first pane alone when told, with links to the page that has the others', async () => {
  const whole = await renderBakedFigure('xor-linear', { ...run, ...linear });
  const brief = await renderBakedFigure('xor-linear', { ...run, ...linear }, [], { elsewhere: '/r/rfa-1/' });
  const [all, some] = [whole, brief].map((one) => parseHTML(`<body>${one}</body>`).document);
  const panes = all.querySelectorAll('.pane').length;
  const shown = all.querySelectorAll('.panes').length;
  expect(panes).toBeGreaterThan(shown);
  expect(all.querySelectorAll('.pane svg')).toHaveLength(2 * panes);
  expect(whole).not.toContain('data-later');
  expect(some.querySelectorAll('.pane svg')).toHaveLength(2 * shown);
  expect(some.querySelectorAll('.pane table')).toHaveLength(shown);
  expect(some.querySelectorAll('input[data-later]')).toHaveLength(panes - shown);
  expect(some.querySelectorAll('a.needs-no-js[href="/r/rfa-1/"]')).toHaveLength(panes - shown);
});

it('gives each pane a name by which it is found', async () => {
  const { document } = parseHTML(
    `<body>${await renderBakedFigure('xor-linear', { ...run, ...linear }, [], { prefix: 'later' })}</body>`,
  );
  const names = [...document.querySelectorAll('[data-pane]')].map((pane) => pane.getAttribute('data-pane'));
  expect(new Set(names).size).toBe(names.length);
  expect(document.querySelector('[id^="later-xor-linear"]')).not.toBeNull();
});
