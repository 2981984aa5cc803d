/** A panel without a browser: the random walk of the framework's tests, and a client that answers when told. */
import type { Client, Progress, RunEnd, RunEvents, RunRequest, RunResult } from '#engine/client.ts';
import { aggregate } from '#framework/aggregate.ts';
import type { Predictions } from '#framework/outcome.ts';
import type { Machinery } from '#islands/machinery.ts';
import { parts, tools } from '#islands/machinery.ts';
import spec from '../fixtures/experiments/random-walk/spec.ts';

export { spec };

export const walk = spec as unknown as Machinery['spec'];

export const predictions: Predictions = {
  axes: { step: [0, 10], drift: [0] },
  values: { square: [[0, 2.5]], steps: 10 },
};

const measured = (seeds: readonly number[]) =>
  aggregate(
    walk.measures,
    seeds.map((seed) => ({
      axes: { step: [0, 10], drift: [0] },
      measures: { square: [[0, 2 + seed / 10]], end: [0.1], count: 10 },
    })),
  );

export const progressAt = (done: number, seeds: readonly number[] = [0, 1, 2]): Progress => ({
  ...measured(seeds),
  done,
  at: { step: 10 * done },
  secondsLeft: 1 - done,
  view: null,
  state: 'running',
});

export const resultOf = (seeds: readonly number[]): RunResult => ({
  ...measured(seeds),
  seeds,
  backend: 'wasm',
  kernel: 'simd',
  view: { step: 10 },
  outcomes: [],
  seconds: 1,
});

/** One started run, in the test's hands. */
export class FakeRun {
  readonly request: RunRequest;
  readonly events: RunEvents;
  readonly calls: string[] = [];
  readonly finished: Promise<RunEnd>;
  end!: (end: RunEnd) => void;
  state: 'running' | 'paused' | 'ended' = 'running';

  constructor(request: RunRequest, events: RunEvents) {
    this.request = request;
    this.events = events;
    this.finished = new Promise((resolve) => (this.end = resolve));
  }
  cancel(): void {
    this.calls.push('cancel');
    this.end({ end: 'cancelled' });
  }
  pause(): void {
    this.calls.push('pause');
    this.events.progress?.({ ...progressAt(0.5), state: 'paused' });
  }
  resume(): void {
    this.calls.push('resume');
    this.events.progress?.(progressAt(0.5));
  }
  step(): void {
    this.calls.push('step');
  }
  async finish(): Promise<void> {
    this.end({ end: 'finished', result: resultOf(this.request.seeds) });
    await settled();
  }
}

export class FakeClient implements Client {
  readonly runs: FakeRun[] = [];
  readonly asked: unknown[] = [];
  warmed = 0;
  start(request: RunRequest, events: RunEvents = {}): FakeRun {
    const run = new FakeRun(request, events);
    this.runs.push(run);
    return run;
  }
  predict(request: unknown): Promise<Predictions> {
    this.asked.push(request);
    return Promise.resolve(predictions);
  }
  warm(): void {
    this.warmed += 1;
  }
  close(): void {
    this.runs.forEach((run) => run.cancel());
  }
  get last(): FakeRun {
    return this.runs[this.runs.length - 1];
  }
}

export function machineryWith(client: Client): Machinery {
  return { spec: walk, client, tools, parts, Figure: (() => ({})) as unknown as Machinery['Figure'] };
}

/** Lets everything run that waits for nothing but promises. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
