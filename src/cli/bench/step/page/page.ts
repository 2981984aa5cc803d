/** Hands requests to the worker and its answers back, one at a time. */
import type { ArenaAnswer, ArenaRequest } from '../contenders.ts';

declare global {
  interface Window {
    askArena: (request: ArenaRequest) => Promise<ArenaAnswer>;
  }
}

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

window.askArena = (request) =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<ArenaAnswer>) => {
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      resolve({ failed: message });
    };
    worker.postMessage(request);
  });
