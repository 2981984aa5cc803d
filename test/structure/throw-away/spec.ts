import { defineSpec } from '#framework/spec.ts';

export default defineSpec({
  id: 'throw-away',
  version: 1,
  title: 'The mean of normal draws',
  summary: 'Averages n standard normal draws and compares the square of the mean with 1/n.',
  parameters: {
    n: {
      kind: 'list',
      label: 'sample size',
      symbol: 'n',
      description: 'How many draws are averaged.',
      default: [10, 100],
      min: 1,
      max: 10_000,
      integer: true,
      maxLength: 8,
      primary: true,
    },
  },
  seeds: { default: 20, max: 50 },
  axes: { n: { label: 'sample size', symbol: 'n' } },
  measures: {
    square: { label: 'squared mean', over: ['n'], description: 'The square of the mean of n draws.' },
  },
  predictions: {
    square: { label: 'squared mean', over: ['n'], description: 'The variance of the mean, 1/n.' },
  },
  predictionPerSeed: false,
  assumptions: [
    {
      id: 'many',
      name: 'n ≥ 2',
      text: 'There is more than one draw, otherwise there is no mean to speak of.',
      holds: ({ n }) => n.every((size) => size >= 2),
    },
  ],
  checks: [
    {
      name: 'squared mean at the largest n',
      measure: 'square',
      at: { n: 'last' },
      tolerance: ({ n }) => 3 / n[n.length - 1],
      because: 'three times the expected value',
    },
  ],
  presets: [
    { id: 'default', label: 'Default', sentence: 'The square of the mean falls like 1/n.', values: {} },
    {
      id: 'single',
      label: 'A single draw',
      breaks: 'many',
      sentence: 'Nothing is averaged, and the square stays near one.',
      values: { n: [1] },
    },
  ],
  work: ({ n }) => n.reduce((sum, size) => sum + size, 0),
});
