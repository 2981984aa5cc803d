/** One run on the page's side: its seeds dealt to workers, their answers put together, their deaths mended once. */
import { aggregate } from '#framework/aggregate.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import type { Progress, RunEnd, RunEvents, RunHandle, RunRequest } from './client.ts';
import { CRASH_FAILURE, LOAD_FAILURE } from './failures.ts';
import { nextId } from './ids.ts';
import type { Pool, Slot } from './pool.ts';
import type { Failure, Reply } from './protocol.ts';
import { Stopwatch } from './stopwatch.ts';
import { Throttle } from './throttle.ts';

interface Parts {
  readonly request: RunRequest;
  readonly events: RunEvents;
  readonly pool: Pool;
  readonly workers: number;
  readonly interval: number;
}

/** Some seeds on one worker. */
interface Deal {
  slot: Slot;
  readonly seeds: readonly number[];
  ended: boolean;
}

interface Lane {
  frame: Frame | null;
  outcome: Outcome | null;
}

export class RunJob implements RunHandle {
  readonly finished: Promise<RunEnd>;
  readonly #parts: Parts;
  readonly #id = nextId();
  readonly #lanes: Map<number, Lane>;
  readonly #deals: Deal[];
  readonly #watch = new Stopwatch();
  readonly #throttle: Throttle;
  #resolve: (end: RunEnd) => void = () => undefined;
  #state: 'running' | 'paused' | 'ended';
  #engine: { readonly backend: string; readonly kernel: string } | null = null;
  #mended = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { seeds, paused = false } = parts.request;
    if (seeds.length === 0) throw new RangeError('a run needs at least one seed');
    this.finished = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#state = paused ? 'paused' : 'running';
    this.#throttle = new Throttle(parts.interval, () => this.#report());
    this.#lanes = new Map(seeds.map((seed) => [seed, { frame: null, outcome: null }]));
    this.#deals = Array.from({ length: parts.workers }, (_, worker) =>
      this.#deal(seeds.filter((_seed, index) => index % parts.workers === worker)),
    );
  }

  get state(): 'running' | 'paused' | 'ended' {
    return this.#state;
  }

  cancel(): void {
    this.#end({ end: 'cancelled' });
  }

  pause(): void {
    if (this.#state !== 'running') return;
    this.#state = 'paused';
    this.#watch.stop();
    this.#tell('pause');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    if (this.#engine !== null) this.#watch.start();
    this.#tell('resume');
  }

  step(): void {
    if (this.#state === 'ended') return;
    this.#state = 'paused';
    this.#watch.stop();
    this.#tell('step');
  }

  #tell(type: 'pause' | 'resume' | 'step'): void {
    for (const deal of this.#deals) if (!deal.ended) deal.slot.post({ type, id: this.#id });
    // A worker that has nothing new to show stays silent; the state has changed all the same.
    if (this.#engine !== null) this.#throttle.later();
  }

  #deal(seeds: readonly number[]): Deal {
    const { request, pool, interval } = this.#parts;
    const deal: Deal = {
      slot: pool.take({
        reply: (reply) => this.#hear(deal, reply),
        death: (early) => this.#mend(deal, early),
      }),
      seeds,
      ended: false,
    };
    deal.slot.post({
      type: 'run',
      id: this.#id,
      experiment: request.spec.id,
      parameters: request.parameters,
      seeds,
      viewOf: request.seeds[0],
      backend: request.backend ?? null,
      paused: this.#state === 'paused',
      interval,
    });
    return deal;
  }

  #hear(deal: Deal, reply: Reply): void {
    if (this.#state === 'ended' || !('id' in reply) || reply.id !== this.#id) return;
    switch (reply.type) {
      case 'started':
        this.#engine ??= { backend: reply.backend, kernel: reply.kernel };
        if (this.#state === 'running') this.#watch.start();
        break;
      case 'frames':
        for (const { seed, frame } of reply.frames) this.#advance(seed, frame);
        this.#throttle.call(this.#state === 'paused');
        // Not earlier: starting another worker would hold up the first drawing.
        this.#parts.pool.keepSpare(this.#parts.request.backend ?? null);
        break;
      case 'outcome':
        this.#lane(reply.seed).outcome = reply.outcome;
        this.#throttle.call(this.#state === 'paused');
        break;
      case 'finished':
        deal.ended = true;
        this.#parts.pool.release(deal.slot);
        if (this.#deals.every((other) => other.ended)) this.#finish();
        break;
      case 'failed':
        this.#fail(reply.failure);
        break;
      case 'predictions':
        break;
    }
  }

  /** A restarted seed goes through the same frames again; the drawing waits until it is past them. */
  #advance(seed: number, frame: Frame): void {
    const lane = this.#lane(seed);
    if (lane.frame === null || frame.done >= lane.frame.done) lane.frame = frame;
  }

  #lane(seed: number): Lane {
    const lane = this.#lanes.get(seed);
    if (lane === undefined) throw new RangeError(`an answer for seed ${seed}, which was not asked for`);
    return lane;
  }

  /** Starts the rest of a dead worker's seeds once more on another; a second death ends the run. */
  #mend(deal: Deal, early: boolean): void {
    if (this.#state === 'ended') return;
    const left = deal.seeds.filter((seed) => this.#lane(seed).outcome === null);
    deal.ended = true;
    if (early || this.#mended) {
      this.#fail(early ? LOAD_FAILURE : CRASH_FAILURE);
    } else if (left.length === 0) {
      if (this.#deals.every((other) => other.ended)) this.#finish();
    } else {
      this.#mended = true;
      this.#deals.push(this.#deal(left));
      const seeds = left.length === 1 ? `seed ${left[0]} runs` : `seeds ${left.join(', ')} run`;
      this.#parts.events.notice?.(
        `A worker stopped unexpectedly and was restarted: ${seeds} again from the start.`,
      );
    }
  }

  #fail(failure: Failure): void {
    const lanes = [...this.#lanes.values()];
    const reached = lanes.some((lane) => lane.frame !== null || lane.outcome !== null);
    if (failure.seed !== null && failure.reached !== null) this.#advance(failure.seed, failure.reached);
    this.#end({
      end: 'failed',
      failure,
      reached: reached || failure.reached ? this.#progress() : null,
      backend: this.#engine?.backend ?? null,
    });
  }

  #finish(): void {
    const { request, events } = this.#parts;
    const outcomes = request.seeds.map((seed) => this.#lane(seed).outcome as Outcome);
    events.progress?.(this.#progress());
    const { backend, kernel } = this.#engine ?? { backend: '', kernel: '' };
    this.#end({
      end: 'finished',
      result: {
        ...aggregate(request.spec.measures, outcomes),
        seeds: request.seeds,
        backend,
        kernel,
        view: outcomes[0].view,
        outcomes,
        seconds: this.#watch.seconds(),
      },
    });
  }

  /** Workers that have not ended their share are ended in the middle of it. */
  #end(end: RunEnd): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#throttle.cancel();
    const { pool, request } = this.#parts;
    for (const deal of this.#deals) if (!deal.ended) pool.discard(deal.slot);
    pool.keepSpare(request.backend ?? null);
    this.#resolve(end);
  }

  #report(): void {
    if (this.#state !== 'ended') this.#parts.events.progress?.(this.#progress());
  }

  #progress(): Progress {
    const { spec, seeds } = this.#parts.request;
    const lanes = seeds.map((seed) => this.#lane(seed));
    const shares = lanes.map(({ frame, outcome }) => (outcome !== null ? 1 : (frame?.done ?? 0)));
    const done = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const slowest = lanes[shares.indexOf(Math.min(...shares))];
    const seconds = this.#watch.seconds();
    const parts = lanes.map(({ frame, outcome }) => outcome ?? frame);
    return {
      ...aggregate(spec.measures, parts),
      done,
      at: slowest.frame?.at ?? {},
      // The first moments go to warming up, drawing and the like, and say nothing about the rest.
      secondsLeft:
        this.#state === 'running' && done > 0.05 && seconds > 1 ? (seconds / done) * (1 - done) : null,
      view: parts[0]?.view ?? null,
      state: this.#state === 'paused' ? 'paused' : 'running',
    };
  }
}
