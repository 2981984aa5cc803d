/** Node's worker: the same code on `node:worker_threads`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BackendName } from '#engine/tensor-backend.ts';
import { serve } from '#engine/serve.ts';
import type { Request } from '#engine/protocol.ts';
import { loadExperiment } from './registry.node.ts';

const port = parentPort;
if (port === null) throw new Error('worker.node.ts runs as a worker only');
const { folder } = workerData as { readonly folder: string };

serve({
  port: {
    post: (message, transfer) => port.postMessage(message, transfer),
    onRequest: (listener) => {
      port.on('message', (request: Request) => listener(request));
    },
  },
  load: (id) => loadExperiment(id, new URL(folder)),
  createEngine: async (backend) => {
    const { createEngine } = await import('#engine/tensor.ts');
    return createEngine(backend === null ? {} : { backend: backend as BackendName });
  },
});
port.postMessage({ type: 'ready' });
