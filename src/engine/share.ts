/** A worker's share of a run: some seeds, interleaved frame by frame, that can be paused and stepped. */
import { streams } from '#numbers/random.ts';
import type { Experiment } from '#framework/experiment.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import type { Values } from '#framework/parameters.ts';
import type { Engine } from './engine.ts';
import { failureOf } from './failures.ts';
import { parcel } from './parcel.ts';
import type { Failure, SeedFrame, WorkerPort } from './protocol.ts';

export interface ShareOptions {
  readonly id: number;
  readonly seeds: readonly number[];
  readonly viewOf: number;
  readonly paused: boolean;
  /** Least milliseconds between two messages with frames. */
  readonly interval: number;
  readonly port: WorkerPort;
  /** Lets waiting messages in (`breath.ts`). */
  readonly breathe: () => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Lane {
  readonly seed: number;
  readonly frames: AsyncGenerator<Frame, Outcome, void>;
  latest: Frame | null;
  /** Has a frame that was not sent. */
  fresh: boolean;
}

/** Longest time without looking at the messages, in milliseconds: well below what a reader notices on "pause". */
const BREATH = 8;

export class Share {
  readonly #options: ShareOptions;
  #lanes: Lane[] = [];
  /** Frames that may still be computed before the share stands still. */
  #allowed: number;
  #wake: (() => void) | null = null;
  #sent = Number.NEGATIVE_INFINITY;
  #breathed: number;

  constructor(options: ShareOptions) {
    this.#options = options;
    this.#allowed = options.paused ? 0 : Number.POSITIVE_INFINITY;
    this.#breathed = options.now();
  }

  pause(): void {
    this.#allowed = 0;
  }

  resume(): void {
    this.#allow(Number.POSITIVE_INFINITY);
  }

  /** One more frame of each seed that has not ended. Before the run has begun, of all seeds. */
  step(): void {
    const lanes = this.#lanes.length > 0 ? this.#lanes.length : this.#options.seeds.length;
    this.#allow(Number.isFinite(this.#allowed) ? this.#allowed + lanes : lanes);
  }

  #allow(frames: number): void {
    this.#allowed = frames;
    this.#wake?.();
  }

  /** Runs all seeds to their end and posts frames, outcomes and the end; a failure ends the whole share. */
  async run(experiment: Experiment<Engine>, parameters: Values, engine: Engine): Promise<void> {
    const { id, seeds, port } = this.#options;
    const stop = new AbortController();
    this.#lanes = seeds.map((seed) => ({
      seed,
      frames: experiment.run({ parameters, random: streams(seed), engine, signal: stop.signal }),
      latest: null,
      fresh: false,
    }));
    while (this.#lanes.length > 0) {
      await this.#standStill();
      const lane = this.#lanes[0];
      const failure = await this.#advance(lane);
      if (failure !== null) {
        stop.abort();
        port.post({ type: 'failed', id, failure }, []);
        // Gives the runs' `finally` blocks the chance to free what they hold.
        await Promise.allSettled(this.#lanes.map((other) => other.frames.return(undefined as never)));
        return;
      }
      // To the end of the queue, unless it has ended and is gone.
      if (this.#lanes[0] === lane) this.#lanes.push(...this.#lanes.splice(0, 1));
      await this.#breathe();
    }
    port.post({ type: 'finished', id }, []);
  }

  /** Waits while paused, after sending what is there to see. */
  async #standStill(): Promise<void> {
    while (this.#allowed <= 0) {
      this.#send();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  async #advance(lane: Lane): Promise<Failure | null> {
    try {
      const next = await lane.frames.next();
      this.#allowed -= 1;
      if (next.done) {
        this.#end(lane, next.value);
      } else {
        lane.latest = next.value;
        lane.fresh = true;
        if (this.#options.now() - this.#sent >= this.#options.interval) this.#send();
      }
      return null;
    } catch (error) {
      const failure = failureOf(error, lane.seed, lane.latest);
      return { ...failure, reached: failure.reached && this.#shown(lane.seed, failure.reached) };
    }
  }

  #end(lane: Lane, outcome: Outcome): void {
    const { id, port } = this.#options;
    this.#lanes = this.#lanes.filter((other) => other !== lane);
    const { value, transfer } = parcel(this.#shown(lane.seed, outcome));
    port.post({ type: 'outcome', id, seed: lane.seed, outcome: value }, transfer);
  }

  /** Every lane stands at its latest frame, so nothing writes to it while it is copied. */
  #send(): void {
    const { id, port, now } = this.#options;
    const fresh = this.#lanes.filter((lane) => lane.fresh);
    if (fresh.length === 0) return;
    const frames = fresh.map(({ seed, latest }) => ({ seed, frame: latest && this.#shown(seed, latest) }));
    const { value, transfer } = parcel(frames as SeedFrame[]);
    port.post({ type: 'frames', id, frames: value }, transfer);
    for (const lane of fresh) lane.fresh = false;
    this.#sent = now();
  }

  /** Views are big and only one is drawn. */
  #shown<T extends { readonly view: unknown }>(seed: number, part: T): T {
    return seed === this.#options.viewOf ? part : { ...part, view: null };
  }

  async #breathe(): Promise<void> {
    // A share that is being stepped looks at its messages after every frame.
    if (Number.isFinite(this.#allowed) || this.#options.now() - this.#breathed >= BREATH) {
      await this.#options.breathe();
      this.#breathed = this.#options.now();
    }
  }
}
