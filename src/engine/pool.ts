/** The pool of workers: started late, kept while they are of use, ended in the middle of their work when need be. */
import type { Reply, Request, Spawn, WorkerLike } from './protocol.ts';

/** What the holder of a worker hears from it. */
export interface Ear {
  readonly reply: (reply: Reply) => void;
  /** The worker died by itself. `early`: before it had loaded. It has left the pool already. */
  readonly death: (early: boolean) => void;
}

/** A worker of the pool, held by one job at a time. */
export class Slot {
  readonly #worker: WorkerLike;
  #ready = false;
  #ear: Ear | null = null;

  constructor(worker: WorkerLike, died: (slot: Slot) => void) {
    this.#worker = worker;
    worker.onReply((reply) => {
      if (reply.type === 'ready') this.#ready = true;
      else this.#ear?.reply(reply);
    });
    worker.onDeath(() => {
      died(this);
      const ear = this.#ear;
      this.#ear = null;
      ear?.death(!this.#ready);
    });
  }

  /** Null makes all further messages fall on deaf ears. */
  listen(ear: Ear | null): void {
    this.#ear = ear;
  }

  post(message: Request): void {
    this.#worker.post(message);
  }

  end(): void {
    this.#ear = null;
    this.#worker.end();
  }
}

export class Pool {
  readonly #spawn: Spawn;
  readonly #most: number;
  readonly #spare: boolean;
  readonly #idle: Slot[] = [];
  readonly #held = new Set<Slot>();
  #closed = false;

  /**
   * @param most idle workers that are kept
   * @param spare whether `keepSpare` does anything
   */
  constructor(spawn: Spawn, most: number, spare: boolean) {
    this.#spawn = spawn;
    this.#most = most;
    this.#spare = spare;
  }

  /** An idle worker, or a new one. The one that was used last comes first: its engine is loaded. */
  take(ear: Ear): Slot {
    if (this.#closed) throw new Error('the client was closed');
    const slot = this.#idle.pop() ?? this.#start();
    this.#held.add(slot);
    slot.listen(ear);
    return slot;
  }

  /** Hands back a worker whose job is done. */
  release(slot: Slot): void {
    slot.listen(null);
    if (!this.#held.delete(slot)) return;
    if (this.#idle.length < this.#most) this.#idle.push(slot);
    else slot.end();
  }

  /** Ends a worker in the middle of its job. */
  discard(slot: Slot): void {
    this.#held.delete(slot);
    slot.end();
  }

  /** Makes sure that an idle worker with a loaded engine stands by. */
  keepSpare(backend: string | null): void {
    if (!this.#spare || this.#closed || this.#idle.length > 0) return;
    const slot = this.#start();
    slot.post({ type: 'warm', backend });
    this.#idle.push(slot);
  }

  close(): void {
    this.#closed = true;
    for (const slot of [...this.#idle, ...this.#held]) slot.end();
    this.#idle.length = 0;
    this.#held.clear();
  }

  #start(): Slot {
    return new Slot(this.#spawn(), (slot) => {
      this.#held.delete(slot);
      const index = this.#idle.indexOf(slot);
      if (index >= 0) this.#idle.splice(index, 1);
    });
  }
}
