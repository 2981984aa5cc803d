import { defineSpec } from '#framework/spec.ts';
import type { Parity } from '#theory/low-rotation/data.ts';
import { cubeGlobalMargin } from '#theory/low-rotation/kernels.ts';
import { parameters } from './parameters.ts';
import { countOf, expectedTime, stepWork } from './setting.ts';

export { parameters };

const overStep = { over: ['step'] } as const;
const single = { over: [] } as const;

/** The inequality needs nothing but small steps, and lengths that are never cut off at zero. */
const inequality = ['small-steps', 'free-lengths'];

export default defineSpec({
  id: 'margin-race',
  version: 1,
  title: 'A race between margins',
  summary:
    'Gradient flow on all corners of the cube with XOR labels: the normalised margin against the best one with a frozen first layer and the best one of all.',
  parameters,
  seeds: { default: 3, max: 20 },
  axes: {
    step: { label: 'step', symbol: 't' },
    checkpoint: { label: 'step', symbol: 't' },
  },
  measures: {
    hardMargin: {
      label: 'normalised margin',
      symbol: 'γ̂',
      ...overStep,
      description: 'Least y f(x) over the points, divided by the squared norm of all weights.',
    },
    smoothMargin: {
      label: 'smoothed margin',
      symbol: 'γ̃',
      ...overStep,
      description: 'Minus the logarithm of the exponential loss, divided by the squared norm of all weights.',
    },
    trainError: {
      label: 'training error',
      ...overStep,
      format: 'share',
      description: 'Share of the points that are not on the right side.',
    },
    leastLogit: {
      label: 'least y f(x)',
      symbol: 'min p',
      ...overStep,
      description: 'The least y f(x) over the points, not divided by anything.',
    },
    movement: {
      label: 'movement',
      symbol: '‖W − W₀‖/√m',
      ...overStep,
      description: 'Distance of all weights from their start, divided by √m.',
    },
    rotationMedian: {
      label: 'rotation, median',
      ...overStep,
      description: 'Median over neurons of the angle between v_j and its start, in degrees.',
    },
    rotationWeighted: {
      label: 'rotation, weighted mean',
      ...overStep,
      description: 'Mean of these angles with weights |a_j| ‖v_j‖: what the neurons that matter have done.',
    },
    rotationMax: {
      label: 'rotation, largest',
      ...overStep,
      description: 'The largest of these angles.',
    },
    gain: {
      label: 'gain of −ln L',
      ...overStep,
      description: 'How far the logarithm of the exponential loss has fallen since the start.',
    },
    gainBound: {
      label: 'what the inequality promises',
      ...overStep,
      description:
        'The least tangent margin at the checkpoints so far, times the distance of the weights from their start.',
    },
    tangentMargin: {
      label: 'tangent margin / √m',
      symbol: 'γ_m(W)/√m',
      over: ['checkpoint'],
      description:
        'Hard margin of the tangent features of the present weights, of what is trained, divided by √m; a certified lower bound, computed at the checkpoints.',
    },
    separationStep: {
      label: 'first step without training error',
      ...single,
      format: 'count',
      description: 'First step after which every point is on the right side.',
    },
    separationMovement: {
      label: 'movement at separation',
      ...single,
      description: 'Distance of the weights from their start at that step, divided by √m.',
    },
    separationMedian: {
      label: 'median rotation at separation',
      ...single,
      description: 'Median angle at that step, in degrees.',
    },
    separationWeighted: {
      label: 'weighted rotation at separation',
      ...single,
      description: 'Weighted mean of the angles at that step, in degrees.',
    },
    separationMax: {
      label: 'largest rotation at separation',
      ...single,
      description: 'Largest angle at that step, in degrees.',
    },
    passStep: {
      label: 'step at which the level is passed',
      ...single,
      format: 'count',
      description:
        'First recorded step with a normalised margin of at least the level of the frozen first layer.',
    },
    passMovement: {
      label: 'movement when the level is passed',
      ...single,
      description: 'Distance of the weights from their start at that step, divided by √m.',
    },
    passWeighted: {
      label: 'weighted rotation when the level is passed',
      ...single,
      description: 'Weighted mean of the angles at that step, in degrees.',
    },
    bestMargin: {
      label: 'best normalised margin',
      ...single,
      description: 'Largest normalised margin at the recorded steps.',
    },
    gainRatio: {
      label: 'gain over what is promised',
      ...single,
      description: 'Least ratio of the gain of −ln L to the promised gain, over the recorded steps.',
    },
  },
  predictions: {
    ntkLevel: {
      label: 'level of the frozen first layer',
      ...single,
      description:
        'Best normalised margin with the first layer as drawn: the margin of its features divided by twice its norm.',
    },
    globalLevel: {
      label: 'half the global margin',
      ...single,
      description:
        'The supremum of the normalised margin over all networks, on the whole cube: half the global margin, in closed form.',
    },
    gainRatio: {
      label: 'gain over what is promised',
      ...single,
      description: 'The perceptron inequality: a gain at least as large as promised.',
    },
  },
  predictionPerSeed: true,
  assumptions: [
    {
      id: 'both-layers',
      name: 'both layers trained',
      text: 'Both layers are trained. With the first frozen the margin reaches its level and then falls, because only the output weights grow.',
      holds: ({ trained }) => trained === 'both',
    },
    {
      id: 'even-labels',
      name: 'an even number of bits',
      text: 'The label depends on an even number of bits. A network without biases cannot represent three: its odd part is linear.',
      holds: ({ parity }) => parity !== 3,
    },
    {
      id: 'long-enough',
      name: 'long enough',
      text: 'The run lasts for at least 3/γ of normalised time with the global margin γ of the cube, as estimated from the sizes at the start. A wide network needs more steps, since they are smaller.',
      holds: (values) =>
        expectedTime(values) * cubeGlobalMargin(values.d, values.parity as Parity) >= 3 ||
        values.parity === 3,
    },
    {
      id: 'small-steps',
      name: 'c ≤ 1',
      text: 'No logit changes by more than about 1 in a step. Larger steps do not follow the flow.',
      holds: ({ c }) => c <= 1,
    },
    {
      id: 'whole-cube',
      name: 'all corners',
      text: 'For the global level: all corners are trained on. A sample has a larger global margin, which has no closed form.',
      holds: ({ n }) => n === null,
    },
    {
      id: 'wide',
      name: 'm ≥ n/4',
      text: 'At least one neuron for every four points. With very few neurons some point has none that can serve it.',
      holds: (values) => 4 * values.m >= countOf(values),
    },
    {
      id: 'free-lengths',
      name: 'lengths not cut off',
      text: 'For the inequality: if only lengths are trained, the start is balanced. Otherwise output weights reach zero and are held there.',
      holds: ({ trained, start }) => trained !== 'norm' || start === 'balanced',
    },
  ],
  checks: [
    {
      name: 'margin at the end, at least that of the frozen first layer',
      measure: 'hardMargin',
      against: 'ntkLevel',
      at: { step: 'last' },
      side: 'at-least',
      tolerance: 0,
      because: 'the level is exact for the drawn first layer',
      rests: ['both-layers', 'even-labels', 'long-enough', 'small-steps', 'wide'],
    },
    {
      name: 'margin at the end, at most half the global margin',
      measure: 'hardMargin',
      against: 'globalLevel',
      at: { step: 'last' },
      side: 'at-most',
      tolerance: 1e-9,
      because: 'rounding',
      rests: ['whole-cube'],
    },
    {
      name: 'gain of −ln L, at least as promised',
      measure: 'gainRatio',
      side: 'at-least',
      tolerance: ({ c }) => 0.05 * Math.min(1, c),
      because: 'what steps of finite size may cost: a part of c, the change of a logit in a step',
      rests: inequality,
    },
  ],
  presets: [
    {
      id: 'default',
      label: 'Default',
      sentence:
        'All points are on the right side long before the margin is worth anything; then it passes the level of the frozen first layer, and the neurons turn while it goes on towards half the global margin.',
      values: {},
    },
    {
      id: 'wide',
      label: 'Wide',
      sentence:
        'With 512 neurons the points are separated after almost no movement and rotation; the level is passed all the same, at about the same distance in units of √m, and later.',
      values: { m: 512, steps: 6000 },
    },
    {
      id: 'long',
      label: 'Long run',
      sentence:
        'Steps five times as large on 256 neurons: at the end the margin is close to half the global margin, and the loss is below e^−300.',
      values: { m: 256, c: 1, etaMax: 0.2, steps: 4000 },
      seeds: 2,
    },
    {
      id: 'large-start',
      label: 'Three times the start',
      sentence:
        'With weights three times as large the level is the same, and it takes a longer way to pass it, because the start weighs more in the norm.',
      values: { scale: 3, m: 256, c: 1, etaMax: 0.2, steps: 6000 },
      seeds: 2,
    },
    {
      id: 'balanced',
      label: 'Small balanced start',
      sentence:
        'From small weights of equal size in both layers the neurons that matter turn by more than 45 degrees on average, and the margin reaches half the global margin within a tenth of a percent.',
      values: { start: 'balanced', epsilon: 0.1, c: 1, etaMax: 0.2, steps: 1000 },
    },
    {
      id: 'inequality',
      label: 'The inequality in six dimensions',
      sentence:
        'On 64 points and 512 neurons the promise of the inequality is kept closely at first, and the gain then leaves it behind because the tangent margin grows.',
      values: { d: 6, m: 512, c: 0.5, etaMax: 0.02, steps: 1000 },
    },
    {
      id: 'outer-only',
      label: 'Outer layer only',
      breaks: 'both-layers',
      sentence:
        'With the first layer frozen the normalised margin comes close to its level and then falls: only the output weights grow, and the squared norm outgrows the least y f(x).',
      values: { trained: 'outer', m: 256, c: 1, etaMax: 0.5, steps: 6000 },
      seeds: 2,
    },
    {
      id: 'three-bits',
      label: 'Parity of three bits',
      breaks: 'even-labels',
      sentence:
        'The tangent margin is zero, so the inequality promises nothing, and half of the points stay on the wrong side.',
      values: { parity: 3, steps: 1000 },
    },
    {
      id: 'large-steps',
      label: 'Steps too large',
      breaks: 'small-steps',
      sentence:
        'Steps that change logits by up to ten: the gain falls short of what the inequality promises a flow, and the margin ends high nevertheless.',
      values: { c: 10, etaMax: 5, steps: 500 },
    },
  ],
  work: (values) => {
    const n = countOf(values);
    const checkpoints = 5 + 6 * Math.max(1, Math.log2(values.steps / 10));
    return (
      values.steps * stepWork(values) +
      checkpoints * (n * n * values.m + 2000 * n) +
      values.steps * values.m * values.d
    );
  },
  refuse: (values) => {
    if (values.parity > values.d) return 'A label of k bits needs at least k dimensions. Take a larger d.';
    if (countOf(values) > 1024)
      return 'The whole cube has more than 1024 corners from d = 11 on. Take a smaller d, or set n to train on a sample.';
    return values.steps * stepWork(values) > 4e10
      ? 'This run would take more than a minute. Take fewer steps or neurons, or a smaller d.'
      : null;
  },
});
