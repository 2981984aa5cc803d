import { describe, expect, test } from 'vitest';
import { sampleXor } from '#theory/random-feature-amplification/data.ts';
import { afterFirstStep, AT_START } from '#theory/random-feature-amplification/first-step.ts';
import { evenEnergy, flippedFitted } from '#theory/random-feature-amplification/measures.ts';
import { evenShare, linearPart } from '#theory/random-feature-amplification/parity.ts';
import { flipLabels } from '#theory/random-feature-amplification/data.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import { streams } from '#numbers/random.ts';
import { accuracy, mean } from '#numbers/statistics.ts';

const setting = { d: 60, n: 300, m: 120, sigma: 0.2, xi: 0.15, omega: 0.01, alpha: 1 };

function outputs(inner: Float64Array, outer: Float32Array, inputs: Float32Array, d: number): number[] {
  return Array.from({ length: inputs.length / d }, (_, i) => {
    let f = 0;
    for (let j = 0; j < outer.length; j++) {
      let q = 0;
      for (let k = 0; k < d; k++) q += inner[j * d + k] * inputs[i * d + k];
      f += outer[j] * Math.max(0, q);
    }
    return f;
  });
}

/** One step of gradient descent in plain loops, and what is measured after it. */
function simulated(seed: number, values: typeof setting) {
  const { d, m, n, xi, alpha } = values;
  const random = streams(seed);
  const train = sampleXor(random('data'), values);
  const labels = flipLabels(random('labels'), train, xi);
  const fresh = sampleXor(random('test'), { ...values, n: 400 });
  const { inner: first, outer } = firstWeights(random('weights'), values);
  const inner = Float64Array.from(first);
  const before = outputs(inner, outer, train.inputs, d);
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < n; i++) {
      let q = 0;
      for (let k = 0; k < d; k++) q += first[j * d + k] * train.inputs[i * d + k];
      if (q <= 0) continue;
      const pull = (alpha * outer[j] * labels[i]) / (n * (1 + Math.exp(labels[i] * before[i])));
      for (let k = 0; k < d; k++) inner[j * d + k] += pull * train.inputs[i * d + k];
    }
  }
  const onTraining = outputs(inner, outer, train.inputs, d);
  const onFresh = outputs(inner, outer, fresh.inputs, d);
  return {
    evenEnergy: evenShare(onFresh, fresh.inputs, linearPart(inner, outer, d)),
    mirrored: evenEnergy(
      onFresh,
      outputs(
        inner,
        outer,
        fresh.inputs.map((x) => -x),
        d,
      ),
    ),
    start: evenShare(
      outputs(Float64Array.from(first), outer, fresh.inputs, d),
      fresh.inputs,
      linearPart(first, outer, d),
    ),
    testClean: accuracy(onFresh, fresh.clean),
    trainNoisy: accuracy(onTraining, labels),
    flippedFitted: flippedFitted(onTraining, labels, train.clean),
  };
}

test('the even share from the linear part is the one from outputs at mirrored points', () => {
  const { evenEnergy: fromWeights, mirrored } = simulated(1, setting);
  expect(fromWeights).toBeCloseTo(mirrored, 10);
});

describe('the first step against sixteen simulations in plain loops', () => {
  test.each([
    ['a step as long as the first weights', {}],
    ['a step that is short against them', { omega: 0.03 }],
    ['a giant step', { omega: 0.0002 }],
  ])('%s', (_, changes) => {
    const values = { ...setting, ...changes };
    const runs = Array.from({ length: 16 }, (_, seed) => simulated(seed, values));
    const predicted = afterFirstStep(values);
    for (const name of ['evenEnergy', 'testClean', 'trainNoisy', 'flippedFitted'] as const) {
      const measured = mean(runs.map((run) => run[name]));
      expect(Math.abs(measured - predicted[name]), `${name}: ${measured}`).toBeLessThan(0.06);
    }
    expect(Math.abs(mean(runs.map((run) => run.start)) - AT_START.evenEnergy)).toBeLessThan(0.04);
  });
});

test('without samples to spare a giant step leaves a linear function that fits its training labels', () => {
  const {
    evenEnergy: even,
    testClean,
    trainNoisy,
  } = afterFirstStep({
    d: 3000,
    n: 200,
    m: 1000,
    sigma: 0.1,
    xi: 0.15,
    omega: 1e-5,
    alpha: 2,
  });
  expect(even).toBeLessThan(0.01);
  expect(testClean).toBeLessThan(0.53);
  expect(trainNoisy).toBeGreaterThan(0.97);
});

test('no step leaves everything at the start', () => {
  const still = afterFirstStep({ ...setting, alpha: 1e-9 });
  expect(still.evenEnergy).toBeCloseTo(AT_START.evenEnergy, 4);
  for (const name of ['testClean', 'trainNoisy', 'flippedFitted'] as const)
    expect(still[name]).toBeCloseTo(0.5, 4);
});
