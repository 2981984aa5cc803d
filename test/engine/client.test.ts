/** Client, pool and worker together, on Node's worker threads. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createClient,
  type Client,
  type Progress,
  type RunEnd,
  type RunRequest,
  type RunResult,
} from '#engine/client.ts';
import type { Request, Spawn } from '#engine/protocol.ts';
import { loadSpec } from '#experiments/registry.node.ts';
import { spawnFrom } from '#experiments/spawn.node.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';

const FOLDER = new URL('../fixtures/experiments/', import.meta.url);

/** A busy machine takes its time to start a thread. */
const PATIENT = { timeout: 20_000 };

let spec: ExperimentSpec;
let client: Client;
/** Every worker that was started, and what was posted to it. */
let spawned: { readonly kill: () => void; readonly posted: Request[]; ended: boolean }[] = [];

const counting: Spawn = () => {
  let kill = (): void => undefined;
  const worker = spawnFrom(FOLDER, (thread) => {
    kill = () => void thread.terminate();
  })();
  const record = { kill, posted: [] as Request[], ended: false };
  spawned.push(record);
  return {
    ...worker,
    post: (message, transfer) => {
      record.posted.push(message);
      worker.post(message, transfer);
    },
    end: () => {
      record.ended = true;
      worker.end();
    },
  };
};

function open(options: { cores?: number; spare?: boolean; interval?: number } = {}): Client {
  client = createClient({ spawn: counting, cores: 2, spare: false, ...options });
  return client;
}

function request(values: Partial<Values> = {}, rest: Partial<RunRequest> = {}): RunRequest {
  const parameters = { ...defaults(spec.parameters), ...values } as Values;
  return { spec, parameters, seeds: [0], ...rest };
}

async function finished(end: Promise<RunEnd>): Promise<RunResult> {
  const got = await end;
  if (got.end !== 'finished') throw new Error(JSON.stringify(got));
  return got.result;
}

/** Waits for a progress event that fits. */
function progressUntil(
  start: (progress: (progress: Progress) => void) => void,
  fits: (progress: Progress) => boolean,
): Promise<Progress> {
  return new Promise((resolve) => {
    start((progress) => {
      if (fits(progress)) resolve(progress);
    });
  });
}

beforeAll(async () => {
  spec = await loadSpec('random-walk', FOLDER);
});

afterEach(() => {
  client.close();
  spawned = [];
});

describe('a run', () => {
  it('starts no worker before it is asked to', async () => {
    open();
    expect(spawned).toHaveLength(0);
    await finished(client.start(request()).finished);
    expect(spawned).toHaveLength(1);
  });

  it('takes as many workers as cores, seeds and four allow', async () => {
    open({ cores: 16 });
    await finished(client.start(request({}, { seeds: [0, 1, 2, 3, 4, 5] })).finished);
    expect(spawned).toHaveLength(4);
    const shares = spawned.flatMap(({ posted }) =>
      posted.flatMap((m) => (m.type === 'run' ? [m.seeds] : [])),
    );
    expect(shares).toEqual([[0, 4], [1, 5], [2], [3]]);
  });

  it('gives each seed the numbers that it has alone, however the seeds are spread', async () => {
    open({ cores: 2 });
    const together = await finished(client.start(request({}, { seeds: [0, 1, 2] })).finished);
    for (const [index, seed] of [0, 1, 2].entries()) {
      const alone = await finished(client.start(request({}, { seeds: [seed] })).finished);
      expect(alone.outcomes[0].measures).toEqual(together.outcomes[index].measures);
    }
    expect(together.measures.square.values).toHaveLength(3);
    expect(together.measures.square.sd).not.toBeNull();
    // The workers were used again.
    expect(spawned).toHaveLength(2);
  });

  it('reports the view of the first seed only, as an own copy at every frame', async () => {
    open({ interval: 0 });
    const views: Float32Array[] = [];
    const handle = client.start(request({ steps: 10 }, { seeds: [5, 6] }), {
      progress: ({ view }) => {
        if (view !== null) views.push((view as { positions: Float32Array }).positions);
      },
    });
    const result = await finished(handle.finished);
    expect(views[0].every((x) => x === 0)).toBe(true);
    expect(views.at(-1)?.some((x) => x !== 0)).toBe(true);
    expect(result.outcomes.map(({ view }) => view === null)).toEqual([false, true]);
    expect((result.view as { positions: Float32Array }).positions).toBeInstanceOf(Float32Array);
  });

  it('reports at most once an interval, and the last state always', async () => {
    open({ interval: 40 });
    const seen: { readonly at: number; readonly progress: Progress }[] = [];
    const handle = client.start(request({ steps: 2500, walkers: 100 }, { seeds: [0, 1] }), {
      progress: (progress) => seen.push({ at: performance.now(), progress }),
    });
    await finished(handle.finished);
    // Single gaps say little on a busy machine, where an event may be late and the next on time.
    const span = (seen.at(-1)?.at ?? 0) - seen[0].at;
    expect(seen.length).toBeLessThanOrEqual(span / 39 + 2);
    expect(seen.at(-1)?.progress.done).toBe(1);
    expect(seen.map(({ progress }) => progress.done)).toEqual(
      seen.map(({ progress }) => progress.done).toSorted((a, b) => a - b),
    );
  });
});

describe('pause and step', () => {
  it('stands still, goes one frame of each seed a step, and reaches the same numbers', async () => {
    open();
    const states: Progress[] = [];
    const handle = client.start(request({ steps: 10 }, { seeds: [0, 1, 2], paused: true }), {
      progress: (progress) => states.push(progress),
    });
    expect(handle.state).toBe('paused');
    const reached = (step: number): Promise<void> =>
      expect.poll(() => states.at(-1)?.measures.count?.values, PATIENT).toEqual([step, step, step]);
    handle.step();
    await reached(0);
    handle.step();
    await reached(1);
    handle.step();
    handle.step();
    await reached(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(states.at(-1)?.measures.count.values).toEqual([3, 3, 3]);
    expect(states.at(-1)?.state).toBe('paused');
    handle.resume();
    const stepped = await finished(handle.finished);
    const straight = await finished(client.start(request({ steps: 10 }, { seeds: [0, 1, 2] })).finished);
    expect(stepped.measures).toEqual(straight.measures);
  });

  it('pauses a running run between two frames', async () => {
    open();
    let latest: Progress | null = null;
    const long = request({ steps: 20000, walkers: 100 });
    let pause = (): void => undefined;
    const handle = client.start(long, {
      progress: (progress) => {
        latest = progress;
        pause();
      },
    });
    pause = () => handle.pause();
    await expect.poll(() => latest?.state, PATIENT).toBe('paused');
    // Frames that were under way may still arrive; then nothing moves, long before the end.
    const done = async (): Promise<number | undefined> => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return (latest as Progress | null)?.done;
    };
    await expect.poll(async () => (await done()) === (await done()), PATIENT).toBe(true);
    expect(await done()).toBeLessThan(1);
    handle.cancel();
    expect((await handle.finished).end).toBe('cancelled');
  });
});

describe('cancel', () => {
  it('ends a worker that hangs within 100 ms, and the spare takes over', async () => {
    open({ spare: true });
    const handle = client.start(request({ steps: 10, fault: 'hangs' }));
    await progressUntil(
      (progress) => void client.start(request({ steps: 10 }, { seeds: [1] }), { progress }),
      ({ done }) => done === 1,
    );
    await expect.poll(() => spawned.length, PATIENT).toBeGreaterThanOrEqual(2);
    const before = performance.now();
    handle.cancel();
    expect((await handle.finished).end).toBe('cancelled');
    expect(performance.now() - before).toBeLessThan(100);
    expect(spawned.filter(({ ended }) => ended)).toHaveLength(1);
    const count = spawned.length;
    await finished(client.start(request()).finished);
    expect(spawned).toHaveLength(count);
  });

  it('is followed by no event, and drops answers that were on their way', async () => {
    open();
    let events = 0;
    const handle = client.start(request({ steps: 5000 }, { seeds: [0, 1] }), {
      progress: () => {
        events += 1;
        handle.cancel();
      },
    });
    await handle.finished;
    const result = await finished(client.start(request({ steps: 20 })).finished);
    expect(events).toBe(1);
    expect(result.measures.count.mean).toBe(20);
    expect(handle.state).toBe('ended');
  });
});

describe('failures', () => {
  const failed = async (values: Partial<Values>): Promise<Extract<RunEnd, { end: 'failed' }>> => {
    const end = await open().start(request(values)).finished;
    if (end.end !== 'failed') throw new Error(`expected a failure, got ${end.end}`);
    return end;
  };

  it('tells a diverged run, with what was reached', async () => {
    const { failure, reached } = await failed({ steps: 10, blowUp: true });
    expect(failure).toMatchObject({
      kind: 'diverged',
      seed: 0,
      sentence: 'The walk left the finite numbers at step 5.',
    });
    expect(reached?.at).toEqual({ step: 5 });
    expect(reached?.axes.step).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('tells memory, a fault and bad parameters apart', async () => {
    expect((await failed({ steps: 10, fault: 'memory' })).failure.kind).toBe('memory');
    client.close();
    expect((await failed({ steps: 10, fault: 'throws' })).failure).toMatchObject({
      kind: 'fault',
      sentence: expect.stringContaining('x is not a function') as string,
    });
    client.close();
    expect((await failed({ steps: 9 })).failure).toMatchObject({
      kind: 'parameters',
      sentence: 'steps must be a whole number from 10 to 20000, got 9',
    });
  });

  it('says so when a backend is not there, or an experiment cannot be loaded', async () => {
    const backend = await open().start(request({}, { backend: 'abacus' })).finished;
    expect(backend).toMatchObject({ end: 'failed', failure: { kind: 'backend' } });
    const lost = await client.start(request({}, { spec: { ...spec, id: 'no-such-experiment' } })).finished;
    expect(lost).toMatchObject({ end: 'failed', failure: { kind: 'load', reached: null } });
  });

  it('restarts a worker that was killed, tells the reader, and ends with the same numbers', async () => {
    open();
    const notices: string[] = [];
    const long = request({ steps: 3000 }, { seeds: [0, 1] });
    let advance = (): void => undefined;
    // Paused, so that neither share can have ended before the kill, however busy the machine is.
    const handle = client.start(
      { ...long, paused: true },
      { notice: (sentence) => notices.push(sentence), progress: () => advance() },
    );
    await new Promise<void>((resolve) => {
      advance = resolve;
      handle.step();
    });
    // Behind the client's back, as a browser would.
    spawned[0].kill();
    await expect.poll(() => notices, PATIENT).toHaveLength(1);
    handle.resume();
    const result = await finished(handle.finished);
    expect(notices).toEqual([
      'A worker stopped unexpectedly and was restarted: seed 0 runs again from the start.',
    ]);
    expect(spawned).toHaveLength(3);
    const undisturbed = await finished(client.start(long).finished);
    expect(result.measures).toEqual(undisturbed.measures);
  });

  it('gives up on a run whose worker dies twice, and the next run works', async () => {
    open();
    const notices: string[] = [];
    const end = await client.start(request({ steps: 10, fault: 'exits' }), {
      notice: (sentence) => notices.push(sentence),
    }).finished;
    expect(end).toMatchObject({ end: 'failed', failure: { kind: 'crashed' } });
    expect(notices).toHaveLength(1);
    expect((await finished(client.start(request()).finished)).measures.count.mean).toBe(40);
  });
});

describe('predictions', () => {
  it('are computed on a worker and remembered', async () => {
    open();
    const ask = { experiment: spec.id, parameters: request().parameters, seeds: [0] };
    const first = await client.predict(ask);
    expect(first.values.steps).toBe(40);
    expect((first.values.square as number[][])[0][40]).toBeCloseTo(10, 12);
    expect(await client.predict(ask)).toBe(first);
    expect(spawned.flatMap(({ posted }) => posted)).toHaveLength(1);
  });

  it('reject with a sentence, or with the reason of an abort', async () => {
    open();
    const bad = { experiment: spec.id, parameters: request({ steps: 1 }).parameters, seeds: [0] };
    await expect(client.predict(bad)).rejects.toThrow('steps must be a whole number from 10 to 20000, got 1');
    const stop = new AbortController();
    const good = { experiment: spec.id, parameters: request().parameters, seeds: [0] };
    const aborted = client.predict(good, stop.signal);
    stop.abort(new Error('moved on'));
    await expect(aborted).rejects.toThrow('moved on');
    expect((await client.predict({ ...good, seeds: [3] })).values.steps).toBe(40);
  });
});
