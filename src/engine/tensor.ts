/** Makes an engine: starts the backend and puts the loops and the tensors behind one interface. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Dataset, Engine, Network, NetworkOptions, Points } from './engine.ts';
import { EngineError } from './errors.ts';
import type { KernelVariant } from './kernels/library.ts';
import { ownOperations } from './kernels/operations.ts';
import { LoopsNetwork } from './loops.ts';
import { checkPoints, prepare } from './prepare.ts';
import { sideBySide } from './side-by-side.ts';
import { startBackend } from './tensor-backend.ts';
import type { BackendName, BackendOptions } from './tensor-backend.ts';
import { TensorNetwork } from './tensor-network.ts';
import { stockOperations } from './tensor-operations.ts';
import type { TensorOperations } from './tensor-operations.ts';

/** A data set serves both paths: float64 rows for the loops, a tensor for the backend, each made when first used. */
class EngineDataset implements Dataset {
  readonly n: number;
  readonly d: number;
  #points: Points | null;
  #rows: Float64Array | null = null;
  #tensor: Tensor2D | null = null;

  constructor(points: Points) {
    checkPoints(points);
    this.n = points.n;
    this.d = points.d;
    this.#points = { ...points, inputs: points.inputs.slice() };
  }

  rows(): Points & { readonly inputs: Float64Array } {
    const points = this.#held();
    this.#rows ??= Float64Array.from(points.inputs);
    return { ...points, inputs: this.#rows };
  }

  tensor(): Tensor2D {
    const { inputs, n, d } = this.#held();
    this.#tensor ??= tf.keep(tf.tensor2d(Float32Array.from(inputs), [n, d]));
    return this.#tensor;
  }

  dispose(): void {
    this.#points = null;
    this.#rows = null;
    this.#tensor?.dispose();
    this.#tensor = null;
  }

  #held(): Points {
    if (this.#points === null) throw new EngineError('bad-options', 'This data set was disposed of.');
    return this.#points;
  }
}

/** The data set as this engine made it, of the network's input dimension. */
function own(on: Dataset, d: number): EngineDataset {
  if (!(on instanceof EngineDataset)) throw new EngineError('bad-options', 'A data set of another engine.');
  if (on.d !== d) throw new EngineError('bad-options', `A network on ${d} inputs cannot take ${on.d}.`);
  return on;
}

function operationsOn(backend: BackendName, wish: EngineOptions['kernel']): TensorOperations {
  if (backend !== 'wasm') return stockOperations(backend);
  return (wish === 'xnnpack' ? null : ownOperations(wish)) ?? stockOperations('xnnpack');
}

export interface EngineOptions extends BackendOptions {
  /** Which product kernel the wasm backend uses; left out, the fastest that the browser has. */
  readonly kernel?: KernelVariant | 'xnnpack';
}

/** TensorFlow.js has one backend at a time, so make one engine in a worker, not several with different backends. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const backend = await startBackend(options);
  const operations = operationsOn(backend, options.kernel);
  return {
    backend,
    kernel: operations.kernel,
    dataset: (points: Points): Dataset => new EngineDataset(points),
    network(given: NetworkOptions): Network {
      const prepared = prepare(given);
      const { d } = prepared;
      return prepared.path === 'loops'
        ? sideBySide(prepared, (one) => new LoopsNetwork(one, (on) => own(on, d).rows()))
        : new TensorNetwork(prepared, (on) => own(on, d).tensor(), operations);
    },
  };
}
