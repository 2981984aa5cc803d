/** Errors of a job → failures: sentences for the reader that say what happened and what to do. */
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { EngineError } from './errors.ts';
import type { Failure } from './protocol.ts';

/** Values that are out of range or do not go together. */
export class BadParameters extends Error {
  override readonly name = 'BadParameters';
}

/** The experiment's own code did not arrive. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

const NO_CODE =
  'The code of the experiment could not be loaded. Check the connection, reload the page and run again.';

/** A worker that died before it could answer. */
export const LOAD_FAILURE: Failure = { kind: 'load', sentence: NO_CODE, seed: null, reached: null };

/** A worker that died, was restarted, and died again. */
export const CRASH_FAILURE: Failure = {
  kind: 'crashed',
  sentence:
    'The worker that computes the run stopped twice, which mostly means that memory ran out. Choose smaller values or fewer seeds and run again.',
  seed: null,
  reached: null,
};

/** What the engines say when an allocation fails: V8, SpiderMonkey, JavaScriptCore, Emscripten. */
const MEMORY =
  /out of memory|allocation|invalid (typed )?array length|OOM|memory access out of bounds|enlarge memory/i;

/**
 * @param seed the seed whose run failed, null when no run had begun
 * @param last the last frame of that seed; a `RunFailure` brings its own
 */
export function failureOf(error: unknown, seed: number | null = null, last: Frame | null = null): Failure {
  if (error instanceof RunFailure) {
    return { kind: 'diverged', sentence: error.message, seed, reached: error.reached ?? last };
  }
  const { kind, sentence } = explained(error);
  return { kind, sentence, seed, reached: last };
}

function explained(error: unknown): Pick<Failure, 'kind' | 'sentence'> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BadParameters) return { kind: 'parameters', sentence: message };
  if (error instanceof NotLoaded) return { kind: 'load', sentence: NO_CODE };
  if (error instanceof EngineError && error.problem !== 'bad-options') {
    const again = error.problem === 'not-loaded' ? ' Check the connection and run again.' : '';
    return { kind: 'backend', sentence: message + again };
  }
  if (MEMORY.test(message)) {
    return {
      kind: 'memory',
      sentence:
        'The run needs more memory than there is. Choose smaller values or fewer seeds and run again.',
    };
  }
  return {
    kind: 'fault',
    sentence: `The experiment stopped on a fault in its own code (${message}). Other settings may work; please report these.`,
  };
}
