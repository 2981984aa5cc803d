import { parseHTML } from 'linkedom';
import { render } from 'svelte/server';
import { expect, it, vi } from 'vitest';
import type { Parameter, Value } from '#framework/parameters.ts';
import { formatValue } from '#framework/validate.ts';
import { describe as describeSpec } from '#islands/description.ts';
import Panel from '#islands/Panel.svelte';
import ParameterField from '#islands/ParameterField.svelte';
import { walk } from './fixtures.ts';

const check = {
  name: 'squared distance at the end',
  predicted: 10,
  measured: 9.8,
  sd: null,
  tolerance: 6,
  verdict: 'agrees',
};
const props = {
  tag: 'rfa-3',
  description: describeSpec(walk),
  baked: { seeds: 3, backend: 'wasm', checks: [check, { ...check, name: 'steps walked' }] },
  href: '/r/rfa-3/',
  experiments: ['random-walk'],
  prefixed: false,
  source: '/source/random-walk/',
};

// What Astro does with the props of an island.
const sent = JSON.parse(JSON.stringify(props)) as typeof props;
const { body } = render(Panel, { props: sent });
const { document } = parseHTML(`<body>${body}</body>`);

const field = (parameter: Parameter, value: Value) =>
  parseHTML(
    `<body>${
      render(ParameterField, {
        props: {
          name: 'spike',
          parameter,
          value,
          error: undefined,
          live: true,
          set: vi.fn(),
          slide: vi.fn(),
          release: vi.fn(),
          type: vi.fn(),
        },
      }).body
    }</body>`,
  );

it('is complete without scripts: every parameter, preset and check is in the HTML', () => {
  for (const parameter of Object.values(walk.parameters)) expect(body).toContain(parameter.label);
  for (const preset of walk.presets) expect(body).toContain(preset.label);
  expect([...document.querySelectorAll('.verdict')].map((word) => word.textContent)).toEqual([
    'agrees',
    'agrees',
  ]);
  expect(document.querySelector('.needs-no-js')?.textContent).toContain('needs JavaScript');
  expect(document.querySelector('fieldset')?.hasAttribute('disabled')).toBe(true);
});

const unnamed = (inside: Document): string[] =>
  [...inside.querySelectorAll('input, select')]
    .filter(
      (control) =>
        !control.getAttribute('aria-label') &&
        control.closest('label') === null &&
        inside.querySelector(`label[for="${control.id}"]`) === null,
    )
    .map((control) => control.outerHTML);

it('holds values in place of the controls that browsers would lay out for their autofill', () => {
  expect(document.querySelectorAll('select, input[type=text]').length).toBe(0);
  expect(unnamed(document)).toEqual([]);
  const values = [...document.querySelectorAll('.stand-in')].map((element) => element.textContent);
  const given = Object.values(walk.parameters).filter(({ kind }) => kind !== 'switch');
  expect(given.length).toBeGreaterThan(1);
  // The number of seeds comes first.
  expect(values.length).toBe(1 + given.length);
  for (const parameter of given)
    expect(values).toContain(
      parameter.kind === 'choice'
        ? parameter.options.find(({ value }) => value === parameter.default)?.label
        : formatValue(parameter.default),
    );
});

it('binds a label to every control once the script runs', () => {
  for (const parameter of Object.values(walk.parameters)) {
    const { document: live } = field(parameter, parameter.default);
    expect(live.querySelectorAll('input, select').length).toBeGreaterThan(0);
    expect(unnamed(live)).toEqual([]);
  }
});

it('refers only to ids that are there, each once', () => {
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby]'))
    for (const name of ['aria-describedby', 'aria-labelledby'])
      for (const id of (element.getAttribute(name) ?? '').split(' ').filter(Boolean))
        expect(ids).toContain(id);
});

it('sends small props', () => {
  expect(JSON.stringify(props).length).toBeLessThan(8000);
});

it('gives a list that has one value by default a slider while it has one', () => {
  const parameter = {
    kind: 'list',
    label: 'spike strength',
    symbol: 'r',
    description: 'Length of the spike.',
    default: [1.5],
    min: 0,
    max: 10,
    maxLength: 4,
    slider: { min: 0, max: 6, step: 0.5 },
  } as const;
  expect(field(parameter, [2]).document.querySelector('input[type=range]')?.getAttribute('value')).toBe('4');
  expect(field(parameter, [1, 2]).document.querySelector('input[type=range]')).toBeNull();
  expect(
    field({ ...parameter, default: [1, 2] }, [2]).document.querySelector('input[type=range]'),
  ).toBeNull();
});

it('says of a check that a finished run does not reach that it never will', () => {
  const unreached = { ...check, measured: null, verdict: null };
  const late = render(Panel, { props: { ...props, baked: { ...props.baked, checks: [check, unreached] } } });
  const cells = parseHTML(`<body>${late.body}</body>`).document.querySelectorAll('[data-label="verdict"]');
  expect([...cells].map((cell) => cell.textContent)).toEqual(['agrees', '–, not reached in this run']);
  expect(cells[1].getAttribute('title')).toBe('not reached in this run');
  expect(cells[0].hasAttribute('title')).toBe(false);
});
