/** Starts the browser's worker and notices its death, for which the browser has no event. */
import type { Reply, WorkerLike } from '#engine/protocol.ts';
import type { Hello } from './worker.ts';

let count = 0;

/** A new worker; one that cannot even be made (blocked by a policy, say) is dead from the start. */
export function spawn(): WorkerLike {
  try {
    return watched(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
  } catch (error) {
    return stillborn(String(error));
  }
}

function stillborn(reason: string): WorkerLike {
  let ended = false;
  return {
    post: () => undefined,
    onReply: () => undefined,
    onDeath: (listener) => {
      setTimeout(() => {
        if (!ended) listener(reason);
      });
    },
    end: () => {
      ended = true;
    },
  };
}

/** The worker dies with an error of its script, or silently: then the lock that it holds comes free. */
function watched(worker: Worker): WorkerLike {
  count += 1;
  const lock = `two-layers worker ${count} ${crypto.randomUUID()}`;
  const stop = new AbortController();
  let died: ((reason: string) => void) | null = null;

  const death = (reason: string): void => {
    if (stop.signal.aborted) return;
    stop.abort();
    worker.terminate();
    died?.(reason);
  };
  const watch = (): void => {
    const locks = (navigator as { readonly locks?: LockManager }).locks;
    // Rejects when the watch is called off; granted when the worker is gone.
    locks?.request(lock, { signal: stop.signal }, () => death('the worker is gone')).catch(() => undefined);
  };

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    death(event.message || 'the script of the worker could not be loaded');
  });
  worker.postMessage({ type: 'hello', lock } satisfies Hello);

  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onReply: (listener) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
        if (stop.signal.aborted) return;
        if (data.type === 'ready') watch();
        listener(data);
      });
    },
    onDeath: (listener) => {
      died = listener;
    },
    end: () => {
      stop.abort();
      worker.terminate();
    },
  };
}
