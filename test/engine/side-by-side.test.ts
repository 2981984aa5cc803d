/** Networks side by side are the same networks one by one, on every path, and leave nothing behind. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Network, NetworkOptions } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { distance, networkOptions, numbers } from './networks.ts';

const GROUPS = 3;
const M = 6;
const [N, D] = [23, 7];
// As in network.test.ts: float32 after a few steps of sums over tens of numbers.
const singlePrecision = 5e-6;

function options(activation: 'relu' | 'tanh', biased: boolean, path: 'tensor' | 'loops'): NetworkOptions {
  const trained = { inner: true, biases: biased };
  return {
    ...networkOptions(activation, 'logistic', trained, { n: N, d: D, m: M, biased }),
    networks: GROUPS,
    inner: numbers(GROUPS * M * D, 2),
    ...(biased ? { biases: numbers(GROUPS * M, 5) } : {}),
    path,
  };
}

/** The same networks, each by itself, in float64. */
function oneByOne(engine: Engine, together: NetworkOptions): Network[] {
  return Array.from({ length: GROUPS }, (_, g) => {
    const { networks: _networks, biases, ...rest } = together;
    return engine.network({
      ...rest,
      inner: together.inner.slice(g * M * D, (g + 1) * M * D),
      ...(biases === undefined ? {} : { biases: biases.slice(g * M, (g + 1) * M) }),
      path: 'loops',
    });
  });
}

const joined = (parts: readonly Float64Array[]): number[] => parts.flatMap((part) => [...part]);
const interleaved = (parts: readonly Float64Array[]): number[] =>
  Array.from(parts[0], (_, i) => parts.map((part) => part[i])).flat();

describe.each(['own', 'xnnpack'] as const)('kernels: %s', (kernel) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(kernel === 'own' ? {} : { kernel });
  });

  test.each([
    ['tensor', 'relu', false],
    ['tensor', 'relu', true],
    ['tensor', 'tanh', true],
    ['loops', 'relu', true],
  ] as const)('%s, %s, biases: %s', (path, activation, biased) => {
    const given = options(activation, biased, path);
    const together = engine.network(given);
    const single = oneByOne(engine, given);
    const points = engine.dataset({ inputs: numbers(4 * D, 9), n: 4, d: D });
    const gradients = together.gradients();
    const singleGradients = single.map((network) => network.gradients());
    expect(distance(gradients.inner, joined(singleGradients.map((g) => g.inner)))).toBeLessThan(
      singlePrecision,
    );
    expect(distance(gradients.biases, joined(singleGradients.map((g) => g.biases)))).toBeLessThan(
      singlePrecision,
    );
    const sum = singleGradients[0].outer.map((_, j) => singleGradients.reduce((s, g) => s + g.outer[j], 0));
    expect(distance(gradients.outer, sum)).toBeLessThan(singlePrecision);

    const batch = Int32Array.of(3, 3, 0, 17, 22);
    for (const network of [together, ...single]) {
      for (let step = 0; step < 3; step++) network.step(0.3, 0.1);
      network.batchStep(0.3, batch);
    }
    expect(together.m).toBe(GROUPS * M);
    expect(together.path).toBe(path);
    expect(distance(together.inner(), joined(single.map((one) => one.inner())))).toBeLessThan(
      singlePrecision,
    );
    expect(distance(together.biases(), joined(single.map((one) => one.biases())))).toBeLessThan(
      singlePrecision,
    );
    expect(distance(together.outputs(), interleaved(single.map((one) => one.outputs())))).toBeLessThan(
      singlePrecision,
    );
    expect(
      distance(together.outputs(points), interleaved(single.map((one) => one.outputs(points)))),
    ).toBeLessThan(singlePrecision);
    const hidden = single.map((one) => one.hidden());
    const rows = Array.from({ length: N }, (_, i) => hidden.map((h) => h.subarray(i * M, (i + 1) * M)));
    expect(distance(together.hidden(), joined(rows.flat()))).toBeLessThan(singlePrecision);
    expect(together.loss()).toBeCloseTo(single.reduce((s, one) => s + one.loss(), 0) / GROUPS, 5);
    expect([...together.outer()]).toEqual([...together.outer()].slice(0, M));
    together.dispose();
    points.dispose();
  });

  test('keep the number of tensors from step to step', () => {
    const before = tf.memory().numTensors;
    const network = engine.network(options('relu', true, 'tensor'));
    network.step(0.1);
    const { numTensors } = tf.memory();
    for (let step = 0; step < 50; step++) {
      network.step(0.1);
      network.outputs();
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('second-layer weights of networks side by side must stay, and shapes must fit', async () => {
  const engine = await createEngine();
  const given = options('relu', false, 'tensor');
  expect(() => engine.network({ ...given, trained: { outer: true } })).toThrow(/side by side/);
  expect(() => engine.network({ ...given, networks: 2 })).toThrow(/Weights of shape/);
  expect(() => engine.network({ ...given, networks: 1.5 })).toThrow(/whole number/);
});
