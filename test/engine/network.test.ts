/** The network on both paths and on every kernel: same numbers, nothing leaked, nothing random. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { activationNames } from '#engine/activations.ts';
import type { Engine, LossName, Network, NetworkOptions } from '#engine/engine.ts';
import { fusesMultiplyAdd } from '#engine/kernels/library.ts';
import { createEngine } from '#engine/tensor.ts';
import { distance, networkOptions, numbers } from './networks.ts';

const lossNames: readonly LossName[] = ['logistic', 'hinge', 'square'];
const trainedLayers: readonly NetworkOptions['trained'][] = [
  { inner: true },
  { outer: true },
  { biases: true },
  { inner: true, outer: true },
  { inner: true, outer: true, biases: true },
];
// Float32 rounds at 6e-8; a few steps of sums over tens of numbers stay below this.
const singlePrecision = 5e-6;

function state(network: Network): Record<string, Float64Array> {
  return {
    inner: network.inner(),
    outer: network.outer(),
    biases: network.biases(),
    outputs: network.outputs(),
    hidden: network.hidden(),
  };
}

const kernels = ['plain-simd', 'xnnpack', ...(fusesMultiplyAdd() ? (['fused-simd'] as const) : [])] as const;

describe.each(kernels)('kernel %s', (kernel) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ kernel });
  });

  test('names itself', () => {
    expect(engine).toMatchObject({ backend: 'wasm', kernel });
  });

  test.each(activationNames)('tensors agree with loops: %s', (activation) => {
    for (const loss of lossNames) {
      for (const trained of trainedLayers) {
        const options = networkOptions(activation, loss, trained);
        const tensor = engine.network({ ...options, path: 'tensor' });
        const loops = engine.network({ ...options, path: 'loops' });
        for (let step = 0; step < 3; step++) {
          tensor.step(0.05, 0.1);
          loops.step(0.05, 0.1);
        }
        const batch = Int32Array.of(3, 3, 0, 17, 22);
        tensor.batchStep(0.05, batch);
        loops.batchStep(0.05, batch);
        const [a, b] = [state(tensor), state(loops)];
        for (const name of Object.keys(b)) {
          expect(distance(a[name], b[name]), `${loss}, ${JSON.stringify(trained)}, ${name}`).toBeLessThan(
            singlePrecision,
          );
        }
        expect(tensor.loss()).toBeCloseTo(loops.loss(), 5);
        tensor.dispose();
      }
    }
  });

  // Tiles are 6 × 8 or 4 × 16, blocks 120 rows and 256 deep: sizes on, below and above each edge.
  test.each([
    [1, 1, 1],
    [2, 3, 5],
    [13, 257, 9],
    [121, 16, 31],
    [240, 512, 16],
    [125, 300, 65],
  ])('products of %i × %i points with %i neurons', (n, d, m) => {
    const options = networkOptions('relu', 'square', { inner: true, outer: true, biases: true }, { n, d, m });
    const tensor = engine.network({ ...options, path: 'tensor' });
    const loops = engine.network({ ...options, path: 'loops' });
    expect(distance(tensor.hidden(), loops.hidden())).toBeLessThan(singlePrecision);
    expect(distance(tensor.outputs(), loops.outputs())).toBeLessThan(singlePrecision);
    const [a, b] = [tensor.gradients(), loops.gradients()];
    expect(distance(a.inner, b.inner)).toBeLessThan(singlePrecision);
    expect(distance(a.outer, b.outer)).toBeLessThan(singlePrecision);
    expect(distance(a.biases, b.biases)).toBeLessThan(singlePrecision);
    tensor.dispose();
  });

  test('the same options give the same bits', () => {
    const options = networkOptions(
      'relu',
      'logistic',
      { inner: true, outer: true },
      { n: 200, d: 30, m: 40 },
    );
    const runs = [0, 1].map(() => {
      const network = engine.network({ ...options, path: 'tensor' });
      for (let step = 0; step < 20; step++) network.step(0.5);
      const reached = state(network);
      network.dispose();
      return reached;
    });
    expect(runs[0]).toStrictEqual(runs[1]);
  });

  test('steps keep the number of tensors and bytes, dispose frees them all', () => {
    const before = tf.memory();
    const options = networkOptions('tanh', 'logistic', { inner: true, outer: true, biases: true });
    const network = engine.network({ ...options, path: 'tensor' });
    const points = engine.dataset({ inputs: numbers(21, 9), n: 3, d: 7 });
    const batch = Int32Array.of(1, 2, 3);
    const use = (): void => {
      network.step(0.01);
      network.batchStep(0.01, batch);
      network.outputs(points);
      network.gradients();
    };
    use();
    const { numTensors, numBytes } = tf.memory();
    for (let step = 0; step < 200; step++) use();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    network.dispose();
    points.dispose();
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });

  test('divergence shows in the loss', () => {
    for (const loss of ['square', 'logistic'] as const) {
      const options = networkOptions('quadratic', loss, { inner: true, outer: true });
      const network = engine.network({ ...options, path: 'tensor' });
      for (let step = 0; step < 60; step++) network.step(1e4);
      expect(Number.isFinite(network.loss())).toBe(false);
      network.dispose();
    }
  });

  test('not a number in, not a number out, also through a ReLU', () => {
    const options = networkOptions('relu', 'hinge', { inner: true });
    const network = engine.network({ ...options, inner: options.inner.map(() => NaN), path: 'tensor' });
    expect(network.loss()).toBeNaN();
    network.dispose();
  });
});

describe('both paths', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine();
  });

  test.each(['tensor', 'loops'] as const)('%s: a data set gives what its points give', (path) => {
    const options = networkOptions('silu', 'square', { inner: true });
    const network = engine.network({ ...options, path });
    const points = engine.dataset(options.points);
    expect(network.outputs(points)).toStrictEqual(network.outputs());
    expect(network.hidden(points)).toStrictEqual(network.hidden());
    points.dispose();
    expect(() => network.outputs(points)).toThrow('disposed');
    network.dispose();
  });

  test.each(['tensor', 'loops'] as const)('%s: a batch of all rows is a full step', (path) => {
    const options = networkOptions('erf', 'logistic', { inner: true, outer: true, biases: true });
    const [full, batched] = [0, 1].map(() => engine.network({ ...options, path }));
    full.step(0.3);
    batched.batchStep(
      0.3,
      Int32Array.from({ length: options.points.n }, (_, i) => i),
    );
    expect(batched.inner()).toStrictEqual(full.inner());
    expect(batched.outer()).toStrictEqual(full.outer());
    full.dispose();
    batched.dispose();
  });

  test.each(['tensor', 'loops'] as const)('%s: decay with rate · λ = 1 forgets the old weights', (path) => {
    const options = networkOptions('relu', 'hinge', { inner: true });
    const network = engine.network({ ...options, path });
    const { inner } = network.gradients();
    network.step(0.5, 2);
    expect(
      distance(
        network.inner(),
        inner.map((g) => -0.5 * g),
      ),
    ).toBeLessThan(singlePrecision);
    network.dispose();
  });

  test('weights that are not trained stay as given', () => {
    for (const path of ['tensor', 'loops'] as const) {
      const options = networkOptions('relu', 'logistic', { inner: true });
      const network = engine.network({ ...options, path });
      for (let step = 0; step < 5; step++) network.step(1, 0.1);
      const kept = path === 'tensor' ? Array.from(options.outer, Math.fround) : [...options.outer];
      expect([...network.outer()]).toStrictEqual(kept);
      expect(distance(network.biases(), options.biases ?? [])).toBeLessThan(1e-7);
      network.dispose();
    }
  });

  test('the centre is taken off the hidden layer', () => {
    const options = networkOptions('relu', 'square', { inner: true });
    for (const path of ['tensor', 'loops'] as const) {
      const plain = engine.network({ ...options, path });
      const centred = engine.network({ ...options, path, activation: { name: 'relu', centre: 0.4 } });
      expect(
        distance(
          centred.hidden(),
          plain.hidden().map((h) => h - 0.4),
        ),
      ).toBeLessThan(1e-6);
      plain.dispose();
      centred.dispose();
    }
  });

  test('auto takes loops below half a megaflop a step and tensors above', () => {
    const small = networkOptions('relu', 'logistic', { inner: true }, { n: 60, d: 10, m: 30 });
    const large = networkOptions('relu', 'logistic', { inner: true }, { n: 400, d: 20, m: 100 });
    const [a, b] = [engine.network(small), engine.network(large)];
    expect([a.path, b.path]).toStrictEqual(['loops', 'tensor']);
    b.dispose();
  });

  test('options that do not fit are refused with a sentence', () => {
    const options = networkOptions('relu', 'logistic', { inner: true }, { biased: false });
    expect(() => engine.network({ ...options, targets: new Float64Array(3) })).toThrow(
      '23 points need 23 targets',
    );
    expect(() => engine.network({ ...options, inner: new Float64Array(3) })).toThrow('need 77 numbers');
    expect(() => engine.network({ ...options, trained: { biases: true } })).toThrow('starting values');
    const network = engine.network({ ...options, path: 'loops' });
    expect(() => network.batchStep(1, Int32Array.of(23))).toThrow('Row 23');
    const other = engine.dataset({ inputs: new Float64Array(4), n: 2, d: 2 });
    expect(() => network.outputs(other)).toThrow('7 inputs cannot take 2');
  });
});
