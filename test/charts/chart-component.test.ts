import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Chart from '#charts/Chart.svelte';
import { DOCUMENT } from '#charts/context.ts';
import { lineChart } from '#charts/lineChart.ts';
import { tableOfSeries } from '#charts/table.ts';
import { curves, document } from './fixtures.ts';

const props = {
  title: 'Own cosine over steps',
  summary: 'The measured mean follows the theory.',
  draw: (options: Parameters<typeof lineChart>[0]) =>
    lineChart({ ...options, series: curves, x: { label: 'step t' }, y: { label: 'cosine' } }),
  table: tableOfSeries('step', curves),
};

it('is complete without scripts: two drawings, a title, a summary and the numbers', () => {
  const { body } = render(Chart, { props, context: new Map([[DOCUMENT, document]]) } as never);
  expect(body.match(/<svg/g)).toHaveLength(2);
  expect(body).toContain('width="640"');
  expect(body).toContain('width="360"');
  expect(body).toContain('Own cosine over steps');
  expect(body).toContain('The measured mean follows the theory.');
  expect(body.match(/<tr>/g)).toHaveLength(1 + 21);
  expect(body).not.toContain('<button');
});

it('leaves the drawing to the browser when the build hands no document', () => {
  const { body } = render(Chart, { props } as never);
  expect(body).not.toContain('<svg');
});
