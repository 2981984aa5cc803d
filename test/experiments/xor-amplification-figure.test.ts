import { parseHTML } from 'linkedom';
import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { createEngine } from '#engine/tensor.ts';
import { DOCUMENT } from '#charts/context.ts';
import Figure from '#experiments/xor-amplification/Figure.svelte';
import { predict } from '#experiments/xor-amplification/predict.ts';
import { run } from '#experiments/xor-amplification/run.ts';
import spec, { parameters } from '#experiments/xor-amplification/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { defaults } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const values = { ...defaults(parameters), d: 10, n: 100, m: 20, steps: 20 };

type Props = ComponentProps<typeof Figure>;

function rendered(
  props: Pick<Props, 'axes' | 'measures' | 'predictions' | 'view'> & Partial<Props>,
): Document {
  const { body } = render(Figure, {
    props: { parameters: values, pinned: [], violated: [], state: 'baked', ...props },
    context: new Map<unknown, unknown>([[DOCUMENT, document]]),
  });
  return parseHTML(`<!doctype html><html><body>${body}</body></html>`).document as unknown as Document;
}

test('the baked figure draws every view, twice for two widths, and needs no script to switch between them', async () => {
  const engine = await createEngine();
  const running = run({
    parameters: values,
    random: streams(0),
    engine,
    signal: new AbortController().signal,
  });
  let next = await running.next();
  while (next.done !== true) next = await running.next();
  const { axes, measures } = aggregate(spec.measures, [next.value]);
  const predictions = predict({ parameters: values, random: streams(0) });
  const page = rendered({ axes, measures, predictions, view: next.value.view });
  expect(page.querySelectorAll('.chart')).toHaveLength(8);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(16);
  expect(page.querySelectorAll('input[type=radio]')).toHaveLength(5);
  const chosen = [...page.querySelectorAll('input[type=radio][checked]')];
  expect(chosen.map((input) => input.closest('label')?.textContent.trim())).toEqual(['Cosines']);
  expect(page.body.textContent).toContain('own, predicted');
  expect(page.body.textContent).not.toContain('NaN');
});

test('before anything is measured the frames stand empty', () => {
  const page = rendered({ axes: {}, measures: {}, predictions: null, view: null, state: 'running' });
  expect(page.querySelectorAll('.chart')).toHaveLength(8);
  expect(page.body.textContent).toContain('not measured yet');
});
