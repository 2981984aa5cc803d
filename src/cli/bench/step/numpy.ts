/** numpy in a process of its own, on one thread. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Size } from './contenders.ts';

export interface Numpy {
  /** Milliseconds per step. */
  measure(size: Size, steps: number): Promise<number>;
  close(): void;
}

/** Null where python3 or numpy is not installed. */
export async function startNumpy(): Promise<Numpy | null> {
  const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const child = spawn('python3', [fileURLToPath(new URL('numpy_steps.py', import.meta.url))], {
    env: { ...process.env, ...oneThread },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const missing = once(child, 'error').then(() => ({ done: true, value: undefined }) as const);
  const first = await Promise.race([lines.next(), missing]);
  if (first.done === true || first.value !== 'ready') return null;
  return {
    async measure({ n, d, m }, steps) {
      child.stdin.write(`${n} ${d} ${m} ${steps}\n`);
      const { value } = await lines.next();
      return Number(value);
    },
    close: () => {
      child.stdin.end();
    },
  };
}
