/**
 * One panel's run: idle → starting → running ⇄ paused → finished or failed. Holds what the worker sent last; knows
 * neither the form nor the page.
 */
import type { Client, Progress, RunHandle, RunResult } from '#engine/client.ts';
import type { Failure } from '#engine/protocol.ts';
import type { Predictions } from '#framework/outcome.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import type { RunSettings } from './settings.svelte.ts';
import { settingsKey } from './settings.svelte.ts';

export type RunState = 'idle' | 'starting' | 'running' | 'paused' | 'finished' | 'failed';

/** Why a run stands still without the reader's wish. */
export type Held = 'hidden' | 'off-screen' | null;

/** What a run needs; fetched on the first wish to run. */
export interface RunMeans {
  readonly spec: ExperimentSpec;
  readonly client: Client;
}

export interface StartOptions {
  readonly paused?: boolean;
  readonly backend?: string | null;
}

const PREDICT_AFTER = 200;
const NO_CODE: Failure = {
  kind: 'load',
  sentence: 'The code of the experiment could not be loaded. Check the connection and run again.',
  seed: null,
  reached: null,
};
const NO_START: Failure = {
  kind: 'load',
  sentence: 'The run could not be started in this browser. Reload the page and run again.',
  seed: null,
  reached: null,
};

export class PanelRun {
  state: RunState = $state('idle');
  /** The settings of the run that is shown; null before the first. */
  of: RunSettings | null = $state.raw(null);
  progress: Progress | null = $state.raw(null);
  result: RunResult | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  /** Sentences from the workers: one was restarted, say. */
  notices: readonly string[] = $state.raw([]);
  predictions: Predictions | null = $state.raw(null);
  /** Key of the settings that `predictions` are for. */
  predictedFor = $state('');
  held: Held = $state(null);
  /** Some run of this panel has begun: the code and a worker are there. */
  ran = $state(false);

  readonly active: boolean = $derived(
    this.state === 'starting' || this.state === 'running' || this.state === 'paused',
  );

  readonly #means: () => Promise<RunMeans>;
  #handle: RunHandle | null = null;
  #turn = 0;
  #absent: Held = null;
  #predicting: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(means: () => Promise<RunMeans>) {
    this.#means = means;
  }

  /**
   * Starts anew; a run in hand is cancelled. With `paused` it stops before its first frame, for `step`. The backend is
   * the engine's own choice when it is null or left out.
   */
  async start(settings: RunSettings, { paused = false, backend = null }: StartOptions = {}): Promise<void> {
    this.#drop();
    const turn = ++this.#turn;
    this.state = 'starting';
    this.held = null;
    this.of = settings;
    this.progress = null;
    this.result = null;
    this.failure = null;
    this.notices = [];
    let means: RunMeans;
    try {
      means = await this.#means();
    } catch {
      if (turn === this.#turn) this.#fail(NO_CODE);
      return;
    }
    if (turn !== this.#turn) return;
    this.predict(settings, 0);
    const { spec, client } = means;
    const seeds = Array.from({ length: settings.seeds }, (_, i) => settings.seed + i);
    let handle: RunHandle;
    try {
      handle = client.start(
        { spec, parameters: settings.values, seeds, paused, ...(backend === null ? {} : { backend }) },
        {
          progress: (progress) => {
            if (turn !== this.#turn) return;
            this.progress = progress;
            this.state = progress.state;
            this.ran = true;
            if (this.#absent !== null) this.hold(this.#absent);
          },
          notice: (sentence) => {
            if (turn === this.#turn) this.notices = [...this.notices, sentence];
          },
        },
      );
    } catch {
      this.#fail(NO_START);
      return;
    }
    this.#handle = handle;
    if (paused) handle.step();
    const ended = await handle.finished;
    if (turn !== this.#turn) return;
    this.#handle = null;
    this.held = null;
    if (ended.end === 'finished') {
      this.result = ended.result;
      this.state = 'finished';
    } else if (ended.end === 'failed') {
      this.progress = ended.reached ?? this.progress;
      this.#fail(ended.failure);
    }
  }

  pause(): void {
    this.held = null;
    this.#handle?.pause();
  }

  resume(): void {
    this.held = null;
    this.#handle?.resume();
  }

  /** One more frame of each seed; starts a run when there is none. */
  step(settings: RunSettings, backend: string | null = null): void {
    if (this.#handle) {
      this.held = null;
      this.#handle.step();
    } else void this.start(settings, { paused: true, backend });
  }

  /** Ends the run at once and forgets it: back to before the first run. */
  reset(): void {
    this.#drop();
    this.#turn += 1;
    this.state = 'idle';
    this.held = null;
    this.of = null;
    this.progress = null;
    this.result = null;
    this.failure = null;
    this.notices = [];
  }

  /** Ends a run whose settings no longer hold; what stands on the screen gives way to the theory alone. */
  abandon(): void {
    this.#drop();
    this.#turn += 1;
    this.state = 'idle';
    this.held = null;
    this.progress = null;
  }

  /** Pauses for the time that nobody looks; what the reader paused stays paused. */
  hold(why: Held): void {
    this.#absent = why;
    if (why === null || this.held !== null || this.state !== 'running') return;
    this.#handle?.pause();
    this.held = why;
  }

  /** Somebody looks again. */
  release(): void {
    this.#absent = null;
    if (this.held === null) return;
    this.held = null;
    this.#handle?.resume();
  }

  /** Asks for the theory of these settings, after a moment of calm; a newer wish replaces an older one. */
  predict(settings: RunSettings, after = PREDICT_AFTER): void {
    clearTimeout(this.#timer);
    this.#predicting?.abort();
    const key = settingsKey(settings);
    if (key === this.predictedFor) return;
    const controller = new AbortController();
    this.#predicting = controller;
    const ask = async (): Promise<void> => {
      try {
        const { spec, client } = await this.#means();
        const seeds = Array.from({ length: settings.seeds }, (_, i) => settings.seed + i);
        const request = { experiment: spec.id, parameters: settings.values, seeds };
        const predictions = await client.predict(request, controller.signal);
        if (controller.signal.aborted) return;
        this.predictions = predictions;
        this.predictedFor = key;
      } catch (error) {
        if (controller.signal.aborted) return;
        this.predictions = null;
        this.predictedFor = key;
        if (error instanceof Error) this.notices = [...this.notices, error.message];
      }
    };
    if (after === 0) void ask();
    else this.#timer = setTimeout(() => void ask(), after);
  }

  /** Ends everything; the panel has left the page. */
  destroy(): void {
    clearTimeout(this.#timer);
    this.#predicting?.abort();
    this.#drop();
    this.#turn += 1;
  }

  #drop(): void {
    this.#handle?.cancel();
    this.#handle = null;
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    this.state = 'failed';
  }
}
