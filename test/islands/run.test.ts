import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunSettings } from '#islands/settings.svelte.ts';
import { PanelRun } from '#islands/run.svelte.ts';
import { defaultSettings } from '#framework/codec.ts';
import { FakeClient, predictions, progressAt, settled, walk } from './fixtures.ts';

const settings: RunSettings = defaultSettings(walk);
let client: FakeClient;
let run: PanelRun;

beforeEach(() => {
  client = new FakeClient();
  run = new PanelRun(() => Promise.resolve({ spec: walk, client }));
});
afterEach(() => {
  vi.useRealTimers();
  run.destroy();
});

async function started(): Promise<void> {
  void run.start(settings);
  await settled();
  client.last.events.progress?.(progressAt(0.25));
}

describe('a run', () => {
  it('goes from idle over starting and running to finished, with its predictions', async () => {
    expect(run.state).toBe('idle');
    void run.start(settings);
    expect(run.state).toBe('starting');
    await settled();
    expect(client.last.request.seeds).toEqual([0, 1, 2]);
    client.last.events.progress?.(progressAt(0.25));
    expect(run.state).toBe('running');
    expect(run.progress?.done).toBe(0.25);
    await client.last.finish();
    expect(run.state).toBe('finished');
    expect(run.result?.seeds).toEqual([0, 1, 2]);
    expect(run.predictions).toEqual(predictions);
  });

  it('pauses and goes on', async () => {
    await started();
    run.pause();
    expect(run.state).toBe('paused');
    run.resume();
    expect(run.state).toBe('running');
  });

  it('starts paused when the first wish is a step', async () => {
    run.step(settings);
    await settled();
    expect(client.last.request.paused).toBe(true);
    expect(client.last.calls).toEqual(['step']);
    run.step(settings);
    expect(client.runs).toHaveLength(1);
    expect(client.last.calls).toEqual(['step', 'step']);
  });

  it('is forgotten at once on reset, and what comes later is dropped', async () => {
    await started();
    const old = client.last;
    run.reset();
    expect(run.state).toBe('idle');
    expect(old.calls).toEqual(['cancel']);
    old.events.progress?.(progressAt(0.9));
    await settled();
    expect(run.state).toBe('idle');
    expect(run.progress).toBeNull();
  });

  it('gives way to a newer one', async () => {
    await started();
    const old = client.last;
    void run.start({ ...settings, seed: 7 });
    await settled();
    expect(old.calls).toEqual(['cancel']);
    old.events.progress?.(progressAt(0.9));
    expect(run.state).toBe('starting');
    expect(client.last.request.seeds).toEqual([7, 8, 9]);
  });

  it('tells why it failed and keeps what was reached', async () => {
    await started();
    const failure = { kind: 'diverged', sentence: 'It left the numbers.', seed: 1, reached: null } as const;
    client.last.end({ end: 'failed', failure, reached: progressAt(0.5), backend: 'wasm' });
    await settled();
    expect(run.state).toBe('failed');
    expect(run.failure?.sentence).toBe('It left the numbers.');
    expect(run.progress?.done).toBe(0.5);
  });

  it('says so when its code does not arrive, and tries again on the next wish', async () => {
    let online = false;
    const shaky = new PanelRun(() =>
      online ? Promise.resolve({ spec: walk, client }) : Promise.reject(new Error('offline')),
    );
    await shaky.start(settings);
    expect(shaky.state).toBe('failed');
    expect(shaky.failure?.kind).toBe('load');
    online = true;
    void shaky.start(settings);
    await settled();
    expect(client.runs).toHaveLength(1);
    shaky.destroy();
  });

  it('says so when no worker can be started, and tries again on the next wish', async () => {
    const refuse = vi.spyOn(client, 'start').mockImplementation(() => {
      throw new Error('workers are forbidden');
    });
    await run.start(settings);
    expect(run.state).toBe('failed');
    expect(run.failure?.sentence).toMatch(/could not be started/);
    refuse.mockRestore();
    await started();
    expect(run.state).toBe('running');
    expect(run.failure).toBeNull();
  });

  it('passes on what the workers tell the reader', async () => {
    await started();
    client.last.events.notice?.('A worker was restarted.');
    expect(run.notices).toEqual(['A worker was restarted.']);
  });
});

describe('out of sight', () => {
  it('a run stands still and goes on when somebody looks', async () => {
    await started();
    run.hold('off-screen');
    expect(run.state).toBe('paused');
    expect(run.held).toBe('off-screen');
    run.release();
    expect(run.state).toBe('running');
    expect(run.held).toBeNull();
  });

  it('a run that the reader paused stays paused', async () => {
    await started();
    run.pause();
    run.hold('hidden');
    run.release();
    expect(client.last.calls).toEqual(['pause']);
  });

  it('a run that begins unseen is held at its first frame', async () => {
    void run.start(settings);
    await settled();
    run.hold('hidden');
    client.last.events.progress?.(progressAt(0.1));
    expect(run.held).toBe('hidden');
    expect(client.last.calls).toEqual(['pause']);
  });
});

describe('predictions', () => {
  it('are asked for after a moment of calm, once for the last of many wishes', async () => {
    vi.useFakeTimers();
    for (const seed of [1, 2, 3]) run.predict({ ...settings, seed });
    expect(client.asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(client.asked).toEqual([
      { experiment: 'random-walk', parameters: settings.values, seeds: [3, 4, 5] },
    ]);
  });

  it('are not asked for again when they are there', async () => {
    run.predict(settings, 0);
    await settled();
    run.predict(settings, 0);
    await settled();
    expect(client.asked).toHaveLength(1);
  });
});
