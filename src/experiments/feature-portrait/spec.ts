import { defineSpec } from '#framework/spec.ts';
import { apartCones, farFromOne, lowBar } from '../shared/gfl-mixture-assumptions.ts';
import { cone, d, kappa, q, strength } from '../shared/gfl-mixture.ts';

export const parameters = {
  q,
  kappa,
  cone: { ...cone, primary: true },
  m: {
    kind: 'number',
    label: 'random neurons',
    symbol: 'm',
    description: 'Random neurons whose first gradient is computed, from the closed form.',
    default: 20_000,
    min: 10,
    max: 100_000,
    integer: true,
    slider: { min: 500, max: 50_000, step: 500 },
    primary: true,
  },
  d,
  strength,
} as const;

const single = { over: [], format: 'share' } as const;
const overQ = { over: ['q'], format: 'share' } as const;
const overKappa = { over: ['kappa'], format: 'share' } as const;

export default defineSpec({
  id: 'feature-portrait',
  version: 1,
  title: 'A portrait of the first gradient',
  summary:
    'The directions of the first gradients of random neurons on the XOR mixture, and how many lie near an axis or a diagonal; nothing is trained.',
  parameters,
  seeds: { default: 5, max: 20 },
  axes: {
    q: { label: 'share of inputs that switch a neuron on', symbol: 'q' },
    kappa: { label: 'distance of the clusters', symbol: 'κ' },
  },
  measures: {
    pAxis1: {
      label: 'along μ₁',
      ...single,
      description: 'Share of neurons with a gradient that is long enough and in the cone of μ₁ or −μ₁.',
    },
    pAxis2: { label: 'along μ₂', ...single, description: 'The same for μ₂ or −μ₂.' },
    pDiagonal: {
      label: 'along a diagonal',
      ...single,
      description: 'The same for the four directions (±μ₁ ± μ₂)/√2.',
    },
  },
  predictions: {
    pAxis1: {
      label: 'along μ₁',
      ...single,
      description: 'The closed form of the gradient, summed over all directions of a neuron.',
    },
    pAxis2: { label: 'along μ₂', ...single, description: 'The same number: the axes are alike.' },
    pDiagonal: { label: 'along a diagonal', ...single, description: 'The same sum for the diagonals.' },
    limitAxis: {
      label: 'along μ₁, κ far from 1',
      ...single,
      description: 'For κ above 1: 2q(1 − 2q), whole clusters. Below: (2/π) arccos(1 − γ), uniform angles.',
    },
    limitDiagonal: {
      label: 'along a diagonal, κ far from 1',
      ...single,
      description: 'For κ above 1: 4q². Below: twice the share of an axis.',
    },
    axisOverQ: { label: 'an axis, over q', ...overQ, description: 'The sum as q changes.' },
    diagonalOverQ: { label: 'a diagonal, over q', ...overQ, description: 'The sum as q changes.' },
    limitOverQ: { label: 'an axis, over q, limit', ...overQ, description: 'The limit as q changes.' },
    axisOverKappa: { label: 'an axis, over κ', ...overKappa, description: 'The sum as κ changes.' },
    diagonalOverKappa: { label: 'a diagonal, over κ', ...overKappa, description: 'The sum as κ changes.' },
  },
  predictionPerSeed: false,
  assumptions: [farFromOne, apartCones, lowBar],
  checks: [
    ...(['pAxis1', 'pAxis2', 'pDiagonal'] as const).map((measure) => ({
      name: { pAxis1: 'share along μ₁', pAxis2: 'share along μ₂', pDiagonal: 'share along a diagonal' }[
        measure
      ],
      measure,
      tolerance: ({ m }: { readonly m: number }) => 2 / Math.sqrt(m) + 0.001,
      because: 'at most four standard deviations of a share of m neurons, and the grid of the sum',
      rests: [],
    })),
    {
      name: 'share along μ₁, limit of κ',
      measure: 'pAxis1',
      against: 'limitAxis',
      tolerance: (values) =>
        2 / Math.sqrt(values.m) + (values.kappa >= 1 ? Math.min(0.05, 0.5 / values.kappa) : 0.03),
      because:
        'neurons near a threshold, half of 1/κ of them (κ ≤ ½: the part outside of the plane), and scatter',
    },
    {
      name: 'share along a diagonal, limit of κ',
      measure: 'pDiagonal',
      against: 'limitDiagonal',
      tolerance: (values) =>
        2 / Math.sqrt(values.m) + (values.kappa >= 1 ? Math.min(0.12, 1.2 / values.kappa) : 0.06),
      because: 'as for the axis, with more cones that lose neurons',
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'A bias that a quarter of the inputs exceeds: axes, diagonals and silent neurons all occur, and each axis has a quarter of the neurons.',
      values: {},
    },
    {
      id: 'no-bias',
      label: 'No bias',
      breaks: 'the axes are no longer features',
      sentence:
        'Every neuron sees one cluster of each pair. Nineteen in twenty gradients are diagonals, and the few others come from neurons near a threshold.',
      values: { q: 0.5 },
    },
    {
      id: 'rare',
      label: 'Rarely on',
      sentence:
        'With q = 0.1 most neurons see no cluster; nearly all that see one see only one, and point along an axis.',
      values: { q: 0.1 },
    },
    {
      id: 'wide',
      label: 'Wide clusters',
      sentence:
        'At κ = 0.5 a neuron sees all clusters at once. The angle is nearly uniform, and dragging q changes little.',
      values: { kappa: 0.5 },
    },
    {
      id: 'between',
      label: 'Between the limits',
      breaks: 'far-from-one',
      sentence:
        'At κ = 1 without bias the angles crowd towards the diagonals and fill the rest; the exact sum still holds, the limits do not.',
      values: { kappa: 1, q: 0.5 },
    },
    {
      id: 'wide-cones',
      label: 'Wide cones',
      breaks: 'apart-cones',
      sentence:
        'With γ = 0.2 the cones of axes and diagonals overlap, and the shares add up to more than the neurons that have a gradient.',
      values: { cone: 0.2, q: 0.5, kappa: 5 },
    },
  ],
  work: ({ m, d: dimension }) => m * (30 * dimension + 600) + 1e8,
  follow: {
    parameter: 'q',
    told: ['m'],
    quick: (values) => ({ ...values, m: Math.min(values.m, 2000) }),
    // As many neurons as a view shows.
    film: { preset: 'default', step: 0.02, values: { m: 500 } },
  },
  refuse: ({ m, d: dimension }) =>
    m * dimension > 2e7
      ? 'd · m must not exceed 20 million: the worker would run out of memory. Take fewer neurons.'
      : null,
});
