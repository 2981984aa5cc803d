/** The heavy operations from our own kernels, registered with TensorFlow.js for its wasm backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelConfig, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import type { Base, TensorOperations } from '../tensor-operations.ts';
import { stockOperations } from '../tensor-operations.ts';
import { fusesMultiplyAdd, KernelLibrary } from './library.ts';
import type { KernelVariant } from './library.ts';
import { BackendMemory } from './memory.ts';

/** The inputs by name, and the attributes, of one call of a kernel. */
interface Call {
  /** Throws where the input is missing: a mistake in this file. */
  readonly input: (name: string) => TensorInfo;
  /** Null where the result starts from nothing. */
  readonly base: TensorInfo | null;
  readonly keep: number;
  readonly rectify: boolean;
}

const floorOf = (rectify: boolean): number => (rectify ? 0 : -Infinity);

/** Writes keep · base into `out`, a single row of base to every row. */
function writeBase({ memory }: KernelLibrary, out: TensorInfo, base: TensorInfo, keep: number): void {
  const { floats } = memory;
  const to = memory.address(out) / 4;
  const end = to + tf.util.sizeFromShape(out.shape);
  const from = memory.address(base) / 4;
  const length = tf.util.sizeFromShape(base.shape);
  for (let at = to; at < end; at += length) floats.copyWithin(at, from, from + length);
  if (keep !== 1) for (let at = to; at < end; at++) floats[at] *= keep;
}

/** out += keep · base, same shape. */
function addBase({ memory }: KernelLibrary, out: TensorInfo, base: TensorInfo, keep: number): void {
  const { floats } = memory;
  const to = memory.address(out) / 4;
  const from = memory.address(base) / 4;
  const length = tf.util.sizeFromShape(base.shape);
  for (let j = 0; j < length; j++) floats[to + j] += keep * floats[from + j];
}

function kernelConfigs(library: KernelLibrary): KernelConfig[] {
  const { memory } = library;
  const at = (tensor: TensorInfo): number => memory.address(tensor);
  const define = (kernelName: string, compute: (call: Call) => TensorInfo): KernelConfig => ({
    kernelName: `${kernelName}/${library.name}`,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs }) {
      const input = (name: string): TensorInfo => {
        const tensor = inputs[name];
        if (tensor === undefined) throw new TypeError(`${kernelName} needs "${name}".`);
        return tensor;
      };
      const { keep, rectify } = attrs as unknown as Pick<Call, 'keep' | 'rectify'>;
      return compute({ input, base: inputs['base'] ?? null, keep, rectify });
    },
  });
  return [
    define('TwoLayerProduct', ({ input, base, keep }) => {
      const [a, b] = [input('a'), input('b')];
      const [rows, depth] = a.shape;
      const columns = b.shape[1];
      const out = memory.output([rows, columns]);
      if (base !== null) writeBase(library, out, base, keep);
      library.product(at(a), at(b), at(out), rows, columns, depth, base !== null);
      return out;
    }),
    define('TwoLayerOutputs', ({ input, rectify }) => {
      const values = input('values');
      const [n, m] = values.shape;
      const out = memory.output([n, 1]);
      library.outputs(at(values), at(input('outer')), at(out), n, m, floorOf(rectify));
      return out;
    }),
    define('TwoLayerSums', ({ input, base, keep, rectify }) => {
      const values = input('values');
      const [n, m] = values.shape;
      const out = memory.output([1, m]);
      memory.floats.fill(0, at(out) / 4, at(out) / 4 + m);
      library.sums(at(input('slopes')), at(values), at(out), n, m, floorOf(rectify));
      if (base !== null) addBase(library, out, base, keep);
      return out;
    }),
    define('TwoLayerBack', ({ input, rectify }) => {
      const factor = input('factor');
      const [n, m] = factor.shape;
      const out = memory.output([n, m]);
      const pass = rectify ? library.mask : library.scale;
      pass.call(library, at(input('slopes')), at(input('outer')), at(factor), at(out), n, m);
      return out;
    }),
  ];
}

/** Registers the kernels of one variant and gives the operations that call them. */
function registered(library: KernelLibrary): TensorOperations {
  kernelConfigs(library).forEach(tf.registerKernel);
  const run = (kernel: string, inputs: Record<string, Tensor2D>, keep: number, rectify: boolean): Tensor2D =>
    tf.engine().runKernel(`${kernel}/${library.name}`, inputs, { keep, rectify });
  const withBase = (inputs: Record<string, Tensor2D>, base: Base | null): Record<string, Tensor2D> =>
    base === null ? inputs : { ...inputs, base: base.weights };
  const stock = stockOperations('');
  return {
    kernel: library.name,
    product: (a, b, base) => run('TwoLayerProduct', withBase({ a, b }, base), base?.keep ?? 1, false),
    outputs: ({ values, rectify }, outer) => run('TwoLayerOutputs', { values, outer }, 1, rectify),
    sums: (slopes, { values, rectify }, base) =>
      run('TwoLayerSums', withBase({ slopes, values }, base), base?.keep ?? 1, rectify),
    back(slopes, outer, layer, slope) {
      const factor = layer.rectify ? layer.values : slope;
      return factor === null
        ? stock.back(slopes, outer, layer, null)
        : run('TwoLayerBack', { slopes, outer, factor }, 1, layer.rectify);
    },
  };
}

const variants = new Map<KernelVariant, TensorOperations>();

/**
 * The operations on our kernels, or null where the backend does not show its memory. Without a wish, the variant
 * with fused multiply-adds where the browser and the processor have them. The current backend must be "wasm".
 */
export function ownOperations(wish?: KernelVariant): TensorOperations | null {
  const name = wish ?? (fusesMultiplyAdd() ? 'fused-simd' : 'plain-simd');
  let operations = variants.get(name);
  if (operations === undefined) {
    const memory = BackendMemory.open();
    if (memory === null) return null;
    operations = registered(new KernelLibrary(memory, name));
    variants.set(name, operations);
  }
  return operations;
}
