/** Starts a TensorFlow.js backend. The only place that knows how each one is loaded. */
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { EngineError } from './errors.ts';

export type BackendName = 'wasm' | 'cpu' | 'webgl' | 'webgpu';

export interface BackendOptions {
  /** Default "wasm": deterministic, needs no GPU. */
  readonly backend?: BackendName;
  /**
   * Address of tfjs-backend-wasm-simd.wasm, from a bundler's `?url` import. Left out in Node, where the package
   * finds its own file.
   */
  readonly wasmUrl?: string;
}

/** Its addresses can be set only before it starts; a reader may leave it and come back. */
let wasmIsSetUp = false;

function setUpWasm(wasmUrl: string | undefined): void {
  if (wasmIsSetUp) return;
  wasmIsSetUp = true;
  // The threaded build breaks in a minified bundle as soon as a host isolates the page (upstream issue 4107), and
  // several workers are the better parallelism here: never ask for it.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (wasmUrl === undefined) return;
  // The other two binaries are never asked for, but the function wants a name for each.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
  });
}

async function requireSimd(): Promise<void> {
  if (typeof WebAssembly === 'undefined') {
    throw new EngineError('no-wasm', 'This browser does not run WebAssembly, which the experiments need.');
  }
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new EngineError(
      'no-simd',
      'This browser lacks the SIMD instructions of WebAssembly, which the experiments need; a browser of the last two years has them.',
    );
  }
}

/** Imports what the backend needs and makes it the current one. Throws an EngineError where it cannot. */
export async function startBackend({ backend = 'wasm', wasmUrl }: BackendOptions): Promise<BackendName> {
  try {
    switch (backend) {
      case 'wasm':
        await requireSimd();
        setUpWasm(wasmUrl);
        break;
      case 'cpu':
        await import('@tensorflow/tfjs-backend-cpu');
        break;
      case 'webgl':
        await import('@tensorflow/tfjs-backend-webgl');
        break;
      case 'webgpu':
        throw new EngineError('unknown-backend', 'The WebGPU backend is not part of this site.');
    }
    if (await tf.setBackend(backend)) {
      await tf.ready();
      return backend;
    }
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw notLoaded(backend, error);
  }
  throw notLoaded(backend, undefined);
}

function notLoaded(backend: BackendName, cause: unknown): EngineError {
  return new EngineError('not-loaded', `The ${backend} backend of TensorFlow.js could not be loaded.`, {
    cause,
  });
}
