import { defineSpec } from '#framework/spec.ts';
import { portableLog } from '#numbers/elementary.ts';
import { outerKernel } from '#theory/low-rotation/kernels.ts';
import { parityMargin } from '#theory/low-rotation/margins.ts';
import { planePoints, pointsFault } from '#theory/low-rotation/points.ts';
import {
  dimensionsOf,
  isCube,
  MOST_AT_ONCE,
  MOST_FLOWN,
  MOST_MIRRORED,
  parityOf,
  type Asked,
} from './data.ts';
import { parameters } from './parameters.ts';

export { parameters };

const overD = { over: ['d'] } as const;
const overCube = { over: ['cube'] } as const;
const single = { over: [] } as const;

/** ln n/(mγ²): how short of neurons the first data set is, γ the outer margin of its cube. */
function shortage(values: Asked & { readonly m: number }): number {
  const d = Math.min(dimensionsOf(values)[0], isCube(values) ? MOST_AT_ONCE : Infinity);
  const n = values.points !== '' ? values.points.split(';').length : values.n > 0 ? values.n : 2 ** d;
  const gamma = values.points !== '' ? 0.2 : parityMargin(d, parityOf(values), outerKernel(1));
  // A margin of zero needs no neurons to be zero.
  return gamma > 0 ? portableLog(n) / (values.m * gamma * gamma) : 0;
}

/** Four standard errors of the root of a mean over m neurons, or what a finite width leaves of the margin of a sample. */
function spread(values: Asked & { readonly m: number }, layer: 'inner' | 'outer'): number {
  const heavy = parityOf(values) === 4;
  const half = layer === 'inner' ? (heavy ? 2 : 0.6) : heavy ? 4.5 : 1.5;
  const error = (4 * half) / Math.sqrt(values.m);
  return isCube(values) ? error : Math.min(0.5, error + 0.15 * Math.sqrt(shortage(values)));
}

/** Multiplications for one dimension. */
function workOf(values: Work, d: number): number {
  const cube = isCube(values);
  if (cube && d > MOST_MIRRORED) return 1000;
  const n = cube ? 2 ** d : values.points !== '' ? 64 : values.n;
  const gram = n * (2 * d + n / 2) * values.m + 3e7 * Math.min(1, n / 300);
  const flow = 7 * n * values.pool * d * values.steps + 10 * n * n * (n + 2 * values.pool);
  const mirrored = 3 * n * d * values.m;
  if (!cube) return gram + flow;
  return mirrored + (d <= MOST_AT_ONCE ? gram : 0) + (d <= MOST_FLOWN ? flow : 0);
}
interface Work extends Asked {
  readonly m: number;
  readonly pool: number;
  readonly steps: number;
}
const work = (values: Work): number => dimensionsOf(values).reduce((sum, d) => sum + workOf(values, d), 0);

export default defineSpec({
  id: 'margin-calculator',
  version: 1,
  title: 'A calculator of margins',
  summary:
    'Tangent margins and the global margin of parities on a cube, of samples, or of any points in the plane: in closed form, and measured on random and on trained neurons.',
  parameters,
  seeds: { default: 4, max: 20 },
  axes: {
    d: { label: 'input dimension', symbol: 'd' },
    cube: { label: 'dimension of a whole cube', symbol: 'd' },
  },
  measures: {
    gammaInner: {
      label: 'inner layer',
      ...overD,
      description:
        'Tangent margin of the first layer of m random neurons, divided by √m; on a whole cube each neuron comes with all its mirror images, up to twelve dimensions.',
    },
    gammaOuterUnit: {
      label: 'outer layer, v ~ N(0, I)',
      ...overD,
      description: 'The same for the output weights, with first weights of variance one.',
    },
    gammaOuterScaled: {
      label: 'outer layer, v ~ N(0, I/d)',
      ...overD,
      description: 'The same with first weights of variance 1/d.',
    },
    gammaBoth: {
      label: 'both layers',
      ...overD,
      description: 'The same for the inner layer and the outer one with variance 1/d together.',
    },
    gammaGlobal: {
      label: 'global margin, from below',
      symbol: 'γ_gl',
      ...overD,
      description:
        'The largest margin of a mixture of trained neurons: the global margin is at least this. On a sample of 2-XOR the best neurons of the whole cube join in.',
    },
    pointwiseInner: {
      label: 'inner layer, pointwise norm',
      ...overD,
      description:
        'The inner margin of the same neurons with a bound at every neuron in place of one in the mean.',
    },
    pointwiseOuter: {
      label: 'outer layer, pointwise norm',
      ...overD,
      description: 'The same of the outer layer, with first weights of variance one.',
    },
    widthOuter: {
      label: 'outer layer, without mirror images',
      ...overD,
      description: 'The outer margin, variance 1/d, of the m neurons as they are, up to eight dimensions.',
    },
    slopeInner: {
      label: 'slope of the inner margin',
      ...single,
      description:
        'Least-squares slope of the logarithm of the inner margin over ln d, where it is measured.',
    },
    slopeGlobal: {
      label: 'slope of the global margin',
      ...single,
      description: 'The same of the global margin.',
    },
  },
  predictions: {
    gammaInner: {
      label: 'inner layer',
      ...overD,
      description: 'In closed form on the whole cube; otherwise the margin of the kernel on the points.',
    },
    gammaOuterUnit: {
      label: 'outer layer, v ~ N(0, I)',
      ...overD,
      description: 'The same for the outer kernel.',
    },
    gammaOuterScaled: {
      label: 'outer layer, v ~ N(0, I/d)',
      ...overD,
      description: 'The one before divided by √d.',
    },
    gammaBoth: { label: 'both layers', ...overD, description: 'The same for the sum of the two kernels.' },
    gammaGlobal: {
      label: 'global margin',
      symbol: 'γ_gl',
      ...overD,
      description:
        'In closed form on the whole cube, by column generation for points in the plane; for samples it is not known exactly.',
    },
    cubeGlobal: {
      label: 'global margin of the whole cube',
      ...overD,
      description: '1/√(8d), which no sample of 2-XOR falls below.',
    },
    pointwiseInner: {
      label: 'inner layer, pointwise norm, large d',
      ...overD,
      description: 'The limit 1/(2d) for many dimensions.',
    },
    pointwiseOuter: {
      label: 'outer layer, pointwise norm, large d',
      ...overD,
      description: 'The limit √(2/π)/(πd) for many dimensions.',
    },
    slopeInner: {
      label: 'slope of the inner margin',
      ...single,
      description: 'The same slope of the closed form, over the same dimensions.',
    },
    slopeGlobal: {
      label: 'slope of the global margin',
      ...single,
      description: 'The same slope of the closed form; it is −½.',
    },
    curveInner: { label: 'inner layer', ...overCube, description: 'The closed form along the dimension.' },
    curveOuterUnit: {
      label: 'outer layer, v ~ N(0, I)',
      ...overCube,
      description: 'The closed form along the dimension.',
    },
    curveOuterScaled: {
      label: 'outer layer, v ~ N(0, I/d)',
      ...overCube,
      description: 'The closed form along the dimension.',
    },
    curveGlobal: { label: 'global margin', ...overCube, description: 'The closed form along the dimension.' },
    farSlopeInner: {
      label: 'slope of the inner margin at the end',
      ...single,
      description: 'Slope of the closed form between the last two dimensions.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'even',
      name: 'an even parity',
      text: 'The label is a product of two or four bits. The odd part of a network without biases is linear, so with three bits all margins are zero.',
      holds: ({ points, parity }) => points !== '' || parity !== '3',
    },
    {
      id: 'unit-length',
      name: 'unit inputs',
      text: 'All points have length one. Margins are computed for the points as given, and shorter points have smaller ones.',
      holds: ({ points, labels }) => points === '' || unit(points, labels),
    },
    {
      id: 'wide',
      name: 'm ≥ ln n / γ²',
      text: 'At least ln n/γ² random neurons, with γ the outer margin of the first cube: with fewer their own margin has not settled.',
      holds: (values) => shortage(values) <= 1,
    },
  ],
  checks: [
    {
      name: 'inner margin at the first d',
      measure: 'gammaInner',
      at: { d: 'first' },
      relative: true,
      tolerance: (values) => spread(values, 'inner'),
      because: 'four standard errors of a mean over m neurons; without mirror images also their number',
      rests: ['even', 'unit-length'],
    },
    {
      name: 'outer margin at the first d',
      measure: 'gammaOuterScaled',
      at: { d: 'first' },
      relative: true,
      tolerance: (values) => spread(values, 'outer'),
      because: 'as for the inner one',
      rests: ['even', 'unit-length'],
    },
    {
      name: 'outer margin of the neurons as they are',
      measure: 'widthOuter',
      against: 'gammaOuterScaled',
      at: { d: 'first' },
      relative: true,
      tolerance: 0.35,
      because: 'at the width of the assumption all of 180 draws lie within it',
    },
    {
      name: 'global margin at the first d',
      measure: 'gammaGlobal',
      at: { d: 'first' },
      relative: true,
      tolerance: 0.02,
      because: 'what some hundred steps of training leave',
      rests: ['even', 'unit-length'],
    },
    {
      name: 'slope of the inner margin',
      measure: 'slopeInner',
      tolerance: ({ m, parity }) => (parity === '4' ? 16 : 5) / Math.sqrt(m),
      because: 'four standard errors of the slope over a factor three in d',
      rests: ['even', 'unit-length'],
    },
    {
      name: 'slope of the global margin',
      measure: 'slopeGlobal',
      tolerance: 0.03,
      because: 'what some hundred steps of training leave',
      rests: ['even', 'unit-length'],
    },
    {
      name: 'a sample has at least the margin of its cube',
      measure: 'gammaGlobal',
      against: 'cubeGlobal',
      at: { d: 'first' },
      side: 'at-least',
      relative: true,
      tolerance: 0.02,
      because: 'a theorem: fewer points, larger margin; on the whole cube, what training leaves',
      rests: ['even'],
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence: 'On logarithmic axes the tangent margins fall like 1/d and the global margin like 1/√d.',
      values: {},
    },
    {
      id: 'sample',
      label: 'A small sample',
      sentence:
        'Forty corners in twenty dimensions: their tangent margin is more than three times that of the whole cube; the best mixture that was found is hardly better than that of the cube.',
      values: { d: [20], n: 40, steps: 2000 },
    },
    {
      id: 'four-bits',
      label: 'Four bits',
      sentence: 'With four bits the tangent margins fall like 1/d², and the global margin still like 1/√d.',
      values: { parity: '4', d: [4, 5, 6, 8, 12, 20, 50, 100, 200], pool: 96, steps: 1500 },
      seeds: 2,
    },
    {
      id: 'plane',
      label: 'Five points in the plane',
      sentence:
        'Five points on a circle with signs +, +, −, +, −: the trained neurons come close to the exact global margin.',
      values: { points: '1,0;0.6,0.8;0,1;-0.8,0.6;0,-1', labels: '1,1,-1,1,-1', steps: 1000 },
    },
    {
      id: 'three-bits',
      label: 'Three bits',
      breaks: 'even',
      sentence:
        'With three bits every margin is zero, in theory and in all runs: such a network cannot represent the label.',
      values: { parity: '3' },
    },
    {
      id: 'narrow',
      label: 'Thirty-two neurons',
      breaks: 'wide',
      sentence:
        'In six dimensions the margin of 32 random neurons collapses; mirror images of the same neurons would restore it.',
      values: { d: [6], m: 32 },
      seeds: 20,
    },
    {
      id: 'short-points',
      label: 'Points of different lengths',
      breaks: 'unit-length',
      sentence:
        'Two points at a right angle, one a tenth as long: the margins are those of the points as given, and the short one takes nearly all the weight.',
      values: { points: '1,0;0,0.1', labels: '1,-1' },
    },
  ],
  work,
  refuse: (values) => {
    const fault = pointsFault(values.points, values.labels);
    if (fault !== null) return fault;
    if (values.points === '' && Math.min(...values.d) < parityOf(values))
      return 'A parity of more bits than dimensions is none. Take larger d.';
    return work(values) > 6e10
      ? 'So many neurons, samples and dimensions together would take more than a minute. Take fewer of one.'
      : null;
  },
});

function unit(points: string, labels: string): boolean {
  const { inputs, n } = planePoints(points, labels);
  for (let i = 0; i < n; i++)
    if (Math.abs(inputs[2 * i] ** 2 + inputs[2 * i + 1] ** 2 - 1) > 2e-3) return false;
  return true;
}
