/**
 * What the page and a worker say to each other. Both unions are told apart by `type`; every job has an id, and
 * an answer that carries another id than the job in hand is stale and dropped.
 */
import type { Frame, Outcome, Predictions } from '#framework/outcome.ts';
import type { Values } from '#framework/parameters.ts';

/** Page → worker. */
export type Request =
  /** Load the engine ahead of the first run. */
  | { readonly type: 'warm'; readonly backend: string | null }
  /** Run these seeds, interleaved frame by frame. */
  | {
      readonly type: 'run';
      readonly id: number;
      readonly experiment: string;
      readonly parameters: Values;
      readonly seeds: readonly number[];
      /** Only this seed's views are sent. */
      readonly viewOf: number;
      readonly backend: string | null;
      /** Begin paused: nothing moves until `step` or `resume`. */
      readonly paused: boolean;
      /** Least time between two `frames` messages, in milliseconds. */
      readonly interval: number;
    }
  | { readonly type: 'pause' | 'resume'; readonly id: number }
  /** One more frame of each seed, then pause. */
  | { readonly type: 'step'; readonly id: number }
  | {
      readonly type: 'predict';
      readonly id: number;
      readonly experiment: string;
      readonly parameters: Values;
      readonly seeds: readonly number[];
    };

/** Worker → page. */
export type Reply =
  | { readonly type: 'ready' }
  /** The engine is there and the seeds begin. */
  | { readonly type: 'started'; readonly id: number; readonly backend: string; readonly kernel: string }
  /** The newest frame of each seed that moved since the last message. */
  | { readonly type: 'frames'; readonly id: number; readonly frames: readonly SeedFrame[] }
  | { readonly type: 'outcome'; readonly id: number; readonly seed: number; readonly outcome: Outcome }
  /** All seeds of the share have ended. */
  | { readonly type: 'finished'; readonly id: number }
  | { readonly type: 'predictions'; readonly id: number; readonly predictions: Predictions }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };

export interface SeedFrame {
  readonly seed: number;
  /** The view is null unless the seed is `viewOf`. */
  readonly frame: Frame;
}

export type FailureKind =
  /** The run left the range of finite numbers, or could not go on (`RunFailure`). */
  | 'diverged'
  | 'memory'
  /** No backend could be started. */
  | 'backend'
  /** Values out of range, or values that do not go together. */
  | 'parameters'
  /** The code of the worker or of the experiment could not be loaded. */
  | 'load'
  /** The worker died twice. */
  | 'crashed'
  /** A fault in the experiment's own code. */
  | 'fault';

/** Why a job failed, told to the reader. */
export interface Failure {
  readonly kind: FailureKind;
  /** What happened and what to do, in one or two sentences. */
  readonly sentence: string;
  /** The seed that failed, where it was one. */
  readonly seed: number | null;
  /** The last frame of that seed, where there was one. */
  readonly reached: Frame | null;
}

/** A worker as the client sees it, in the browser or in Node. */
export interface WorkerLike {
  post(message: Request, transfer?: readonly ArrayBuffer[]): void;
  /** Called for each answer. Set once, before the first `post`. */
  onReply(listener: (reply: Reply) => void): void;
  /** Called at most once when the worker died by itself; never after `end`. */
  onDeath(listener: (reason: string) => void): void;
  /** Ends the worker at once, in the middle of whatever it does. */
  end(): void;
}

export type Spawn = () => WorkerLike;

/** A worker's own end of the line. */
export interface WorkerPort {
  post(message: Reply, transfer: ArrayBuffer[]): void;
  onRequest(listener: (request: Request) => void): void;
}
