/** The memory of TensorFlow.js's wasm backend, opened so that our kernels work on its tensors in place. */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { EngineError } from '../errors.ts';

/** What the backend's Emscripten module holds beyond its published types. */
interface EmscriptenModule {
  readonly asm?: Readonly<Record<string, unknown>>;
  readonly HEAPF32: Float32Array;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
}

export class BackendMemory {
  readonly memory: WebAssembly.Memory;
  readonly #backend: BackendWasm;
  readonly #module: EmscriptenModule;

  private constructor(backend: BackendWasm, module: EmscriptenModule, memory: WebAssembly.Memory) {
    this.#backend = backend;
    this.#module = module;
    this.memory = memory;
  }

  /** Null where this build of the backend does not show its memory; the stock kernels then do the work. */
  static open(): BackendMemory | null {
    const backend = tf.backend() as BackendWasm;
    const module = backend.wasm as unknown as EmscriptenModule;
    const memory = Object.values(module.asm ?? {}).find((value) => value instanceof WebAssembly.Memory);
    return memory === undefined ? null : new BackendMemory(backend, module, memory);
  }

  /** The whole memory as floats. It moves when memory grows: ask again after anything that allocates. */
  get floats(): Float32Array {
    return this.#module.HEAPF32;
  }

  /** Address of a tensor's numbers, in bytes. */
  address({ dataId }: TensorInfo): number {
    return this.#backend.getMemoryOffset(dataId);
  }

  /** A new float tensor, not filled. */
  output(shape: number[]): TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  /** Bytes of working space. */
  allocate(bytes: number): number {
    const address = this.#module._malloc(bytes) >>> 0;
    if (address === 0)
      throw new EngineError('out-of-memory', 'The experiment needs more memory than there is.');
    return address;
  }

  free(address: number): void {
    this.#module._free(address);
  }
}
