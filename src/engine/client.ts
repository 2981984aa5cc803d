/**
 * The page's side of the engine: starts runs and predictions in a small pool of workers. Nothing is started
 * before the first `start`, `predict` or `warm`. The client knows neither the DOM nor Node: it is given `spawn`.
 */
import type { Aggregate, Axes, Outcome, Predictions } from '#framework/outcome.ts';
import type { Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { Pool } from './pool.ts';
import { Predictor } from './predictor.ts';
import { RunJob } from './run-job.ts';
import type { Failure, Spawn } from './protocol.ts';

export { PredictFailure } from './predictor.ts';

/** Most workers of one run: beyond it memory grows and hardly anything is gained. */
const MOST_WORKERS = 4;

/** A little less than 15 drawings a second. */
const INTERVAL = 66;

export interface ClientOptions {
  /** Starts a worker (`#experiments/spawn.ts` in the browser, `#experiments/spawn.node.ts` in Node). */
  readonly spawn: Spawn;
  /** Processor cores; a run takes min(cores, seeds, 4) workers. */
  readonly cores: number;
  /** Least time between two `progress` events of a run, in milliseconds; 66 unless told. */
  readonly interval?: number;
  /** Keep one idle worker for the moment after a cancel; true unless told (the command line says false). */
  readonly spare?: boolean;
}

export interface RunRequest {
  /** For the axes of the measures; its id names the experiment to the worker. */
  readonly spec: ExperimentSpec;
  readonly parameters: Values;
  /** At least one; the figure shows the view of the first. */
  readonly seeds: readonly number[];
  /** "wasm", "cpu" …; the engine's own choice when left out. */
  readonly backend?: string;
  /** Begin paused (the panel's *step* on a fresh run). */
  readonly paused?: boolean;
}

/** All that a figure and a progress line need. */
export interface Progress {
  /** Share of the whole run that is done, in [0, 1]. */
  readonly done: number;
  /** Where the slowest seed is: { step: 120 }. */
  readonly at: Readonly<Record<string, number>>;
  /** Estimate of the seconds left; null before there is one and while paused. */
  readonly secondsLeft: number | null;
  readonly axes: Axes;
  /** Over the seeds so far; an entry that no seed has reached is NaN. */
  readonly measures: Readonly<Record<string, Aggregate>>;
  /** The view of the first seed; null before its first frame. */
  readonly view: unknown;
  readonly state: 'running' | 'paused';
}

export interface RunResult {
  readonly seeds: readonly number[];
  readonly backend: string;
  readonly kernel: string;
  readonly axes: Axes;
  readonly measures: Readonly<Record<string, Aggregate>>;
  /** The view of the first seed at its end. */
  readonly view: unknown;
  /** One for each seed, in the order of `seeds`; views are null but for the first. */
  readonly outcomes: readonly Outcome[];
  /** Wall-clock seconds, pauses left out. */
  readonly seconds: number;
}

/** How a run ended. `finished` of a handle always resolves with one of these and never rejects. */
export type RunEnd =
  | { readonly end: 'finished'; readonly result: RunResult }
  | { readonly end: 'cancelled' }
  | {
      readonly end: 'failed';
      readonly failure: Failure;
      /** The last progress, null when nothing was reached. */
      readonly reached: Progress | null;
      /** Null when the engine had not started. */
      readonly backend: string | null;
    };

/** Called from timers and messages, never after the run has ended and never inside `start`. */
export interface RunEvents {
  /** At most about 15 times a second; the last state before a pause or the end is never left out. */
  readonly progress?: (progress: Progress) => void;
  /** A sentence for the reader: a worker was restarted, say. */
  readonly notice?: (sentence: string) => void;
}

export interface RunHandle {
  /** Ends the workers of this run at once. `finished` resolves with "cancelled"; no event follows. */
  cancel(): void;
  /** Takes effect after the frame in hand. */
  pause(): void;
  resume(): void;
  /** One more frame of each seed, then paused. Pauses a running run. */
  step(): void;
  readonly state: 'running' | 'paused' | 'ended';
  readonly finished: Promise<RunEnd>;
}

export interface PredictRequest {
  readonly experiment: string;
  readonly parameters: Values;
  /** Used when the spec says `predictionPerSeed`: the answer is the mean over them. */
  readonly seeds: readonly number[];
}

export interface Client {
  start(request: RunRequest, events?: RunEvents): RunHandle;
  /**
   * The theory for these settings; memoised. Rejects with a `PredictFailure` (its message is a sentence for the
   * reader), or with the signal's reason once that is aborted; an aborted computation does not hold up the next one.
   */
  predict(request: PredictRequest, signal?: AbortSignal): Promise<Predictions>;
  /** Starts one worker and loads the engine into it, so that the first run starts sooner. */
  warm(): void;
  /** Ends all workers; runs in hand end as cancelled. */
  close(): void;
}

/** A client with its own pool; a page has one. */
export function createClient({ spawn, cores, interval = INTERVAL, spare = true }: ClientOptions): Client {
  const size = Math.max(1, Math.min(cores, MOST_WORKERS));
  const pool = new Pool(spawn, size, spare);
  const predictor = new Predictor(pool);
  const running = new Set<RunJob>();
  return {
    start(request, events = {}) {
      const job = new RunJob({
        request,
        events,
        pool,
        workers: Math.min(size, request.seeds.length),
        interval,
      });
      running.add(job);
      void job.finished.then(() => running.delete(job));
      return job;
    },
    predict: (request, signal) => predictor.predict(request, signal),
    warm() {
      pool.keepSpare(null);
    },
    close() {
      for (const job of running) job.cancel();
      predictor.close();
      pool.close();
    },
  };
}
