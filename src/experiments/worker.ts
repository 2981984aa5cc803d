/** The browser's worker. */
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { BackendName } from '#engine/tensor-backend.ts';
import type { Reply, Request } from '#engine/protocol.ts';
import { serve } from '#engine/serve.ts';
import { loadExperiment } from './registry.ts';

/** The part of a dedicated worker's global scope that is used; the DOM's types describe a window. */
interface Scope {
  postMessage(message: Reply | Ready, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Request | Hello>) => void): void;
}

/** First message of `spawn.ts`: the name of the lock by which this worker shows that it lives. */
export interface Hello {
  readonly type: 'hello';
  readonly lock: string;
}

/** Answer to it: the code is loaded and the lock is held (or the browser has none). */
export interface Ready {
  readonly type: 'ready';
}

const scope = self as unknown as Scope;

function hello({ lock }: Hello): void {
  const ready = (): void => scope.postMessage({ type: 'ready' }, []);
  // Typed as always there, but missing outside secure contexts.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (locks === undefined) {
    ready();
    return;
  }
  // Never given back: the browser takes it when the worker ends, however it ends.
  void locks.request(lock, () => {
    ready();
    return new Promise<never>(() => undefined);
  });
}

serve({
  port: {
    post: (message, transfer) => scope.postMessage(message, transfer),
    onRequest: (listener) => {
      scope.addEventListener('message', ({ data }) => {
        if (data.type === 'hello') hello(data);
        else listener(data);
      });
    },
  },
  load: loadExperiment,
  createEngine: async (backend) => {
    // Not needed for predictions, so it is a chunk of its own.
    const { createEngine } = await import('#engine/tensor.ts');
    return createEngine({ wasmUrl, ...(backend === null ? {} : { backend: backend as BackendName }) });
  },
});
