/** Predictions on a worker, one after another, remembered by their settings. */
import type { Predictions } from '#framework/outcome.ts';
import type { PredictRequest } from './client.ts';
import { CRASH_FAILURE, LOAD_FAILURE } from './failures.ts';
import { nextId } from './ids.ts';
import type { Pool, Slot } from './pool.ts';
import type { Failure, Reply } from './protocol.ts';

/** A prediction that could not be computed; the message is a sentence for the reader. */
export class PredictFailure extends Error {
  override readonly name = 'PredictFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.sentence);
    this.failure = failure;
  }
}

interface Job {
  readonly id: number;
  readonly key: string;
  readonly request: PredictRequest;
  readonly resolve: (predictions: Predictions) => void;
  readonly reject: (reason: unknown) => void;
  slot: Slot | null;
  mended: boolean;
}

/** Settings that are remembered: a reader moving a slider to and fro. */
const REMEMBERED = 64;

/** How long an aborted computation may hold up the next one before its worker is ended, in milliseconds. */
const PATIENCE = 200;

export class Predictor {
  readonly #pool: Pool;
  readonly #memo = new Map<string, Predictions>();
  readonly #queue: Job[] = [];
  #current: Job | null = null;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  predict(request: PredictRequest, signal?: AbortSignal): Promise<Predictions> {
    const key = JSON.stringify([request.experiment, request.parameters, request.seeds]);
    const known = this.#memo.get(key);
    if (known !== undefined) return Promise.resolve(known);
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const job: Job = { id: nextId(), key, request, resolve, reject, slot: null, mended: false };
      const abort = (): void => this.#abort(job, signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.push(job);
      this.#next();
    });
  }

  close(): void {
    const reason = new DOMException('The page was left.', 'AbortError');
    for (const job of this.#queue.splice(0)) job.reject(reason);
    this.#current?.reject(reason);
    this.#current = null;
  }

  #next(): void {
    if (this.#current !== null) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.#current = job;
    this.#post(job);
  }

  #post(job: Job): void {
    const { experiment, parameters, seeds } = job.request;
    job.slot = this.#pool.take({
      reply: (reply) => this.#hear(job, reply),
      death: (early) => this.#mend(job, early),
    });
    job.slot.post({ type: 'predict', id: job.id, experiment, parameters, seeds });
  }

  #hear(job: Job, reply: Reply): void {
    if (!('id' in reply) || reply.id !== job.id) return;
    if (reply.type === 'predictions') {
      this.#remember(job.key, reply.predictions);
      job.resolve(reply.predictions);
    } else if (reply.type === 'failed') {
      job.reject(new PredictFailure(reply.failure));
    } else {
      return;
    }
    if (job.slot !== null) this.#pool.release(job.slot);
    this.#done(job);
  }

  #mend(job: Job, early: boolean): void {
    if (early || job.mended) {
      job.reject(new PredictFailure(early ? LOAD_FAILURE : CRASH_FAILURE));
      this.#done(job);
    } else {
      job.mended = true;
      this.#post(job);
    }
  }

  /** A promise that is settled already takes no further answer, so the memo still profits from a late one. */
  #abort(job: Job, reason: unknown): void {
    job.reject(reason);
    const waiting = this.#queue.indexOf(job);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    if (this.#current !== job) return;
    setTimeout(() => {
      if (this.#current !== job) return;
      if (job.slot !== null) this.#pool.discard(job.slot);
      this.#done(job);
    }, PATIENCE);
  }

  #done(job: Job): void {
    if (this.#current === job) this.#current = null;
    this.#next();
  }

  #remember(key: string, predictions: Predictions): void {
    this.#memo.set(key, predictions);
    const oldest = this.#memo.keys().next();
    if (this.#memo.size > REMEMBERED && !oldest.done) this.#memo.delete(oldest.value);
  }
}
