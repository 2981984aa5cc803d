/** Starts Node's worker. */
import { Worker } from 'node:worker_threads';
import type { Reply, Spawn } from '#engine/protocol.ts';
import { EXPERIMENTS } from './registry.node.ts';

/**
 * A function that starts workers with the experiments of that folder.
 *
 * @param started is given each worker thread, for tests that end one behind the client's back
 */
export function spawnFrom(folder: URL = EXPERIMENTS, started?: (worker: Worker) => void): Spawn {
  return () => {
    const worker = new Worker(new URL('./worker.node.ts', import.meta.url), {
      workerData: { folder: folder.href },
      stdout: true,
    });
    // Libraries greet on stdout, which belongs to the result.
    worker.stdout.pipe(process.stderr);
    started?.(worker);
    let ended = false;
    return {
      post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      onReply: (listener) => {
        worker.on('message', (reply: Reply) => {
          if (!ended) listener(reply);
        });
      },
      onDeath: (listener) => {
        const death = (reason: string): void => {
          if (!ended) listener(reason);
          ended = true;
        };
        worker.on('error', (error: unknown) => death(String(error)));
        worker.on('exit', (code) => death(`exit code ${code}`));
      },
      end: () => {
        ended = true;
        void worker.terminate();
      },
    };
  };
}
