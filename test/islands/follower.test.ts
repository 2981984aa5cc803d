/** Quick runs that follow a slider. */
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '#framework/codec.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { Follower } from '#islands/follower.svelte.ts';
import type { Machinery } from '#islands/machinery.ts';
import { describe as describePanel } from '#islands/description.ts';
import { PanelState } from '#islands/panel.svelte.ts';
import type { RunSettings } from '#islands/settings.svelte.ts';
import { followWords } from '#islands/words.ts';
import { FakeClient, machineryWith, settled, walk } from './fixtures.ts';

const followed: ExperimentSpec = {
  ...walk,
  follow: { parameter: 'drift', told: ['steps'], quick: (values) => ({ ...values, steps: 10 }) },
};
const at = (drift: number): RunSettings => {
  const settings = defaultSettings(followed);
  return { ...settings, values: { ...settings.values, drift: [drift] } };
};

let client: FakeClient;
beforeEach(() => {
  client = new FakeClient();
});

describe('a follower', () => {
  const make = (): Follower => new Follower(() => Promise.resolve({ spec: followed, client }));

  it('runs one seed at the quick values, and the newest wish next', async () => {
    const follower = make();
    follower.follow(at(0.1));
    await settled();
    expect(client.last.request).toMatchObject({ parameters: { drift: [0.1], steps: 10 }, seeds: [0] });
    follower.follow(at(0.2));
    follower.follow(at(0.3));
    expect(client.runs).toHaveLength(1);
    await client.last.finish();
    expect(follower.shown?.values).toMatchObject({ drift: [0.1], steps: 10 });
    expect(client.runs).toHaveLength(2);
    expect(client.last.request.parameters).toMatchObject({ drift: [0.3] });
    await client.last.finish();
    expect(follower.shown?.values).toMatchObject({ drift: [0.3] });
    // Never ended in between: the worker keeps its draw.
    expect(client.runs.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('asks for the theory once for each setting of all else', async () => {
    const follower = make();
    for (const drift of [0.1, 0.2]) {
      follower.follow(at(drift));
      await settled();
      await client.last.finish();
    }
    expect(client.asked).toHaveLength(1);
    expect(follower.shown?.predictions).not.toBeNull();
  });

  it('comes to rest, drops what it is told to forget, and survives a failed run', async () => {
    const follower = make();
    follower.follow(at(0.1));
    await settled();
    follower.follow(at(0.2));
    const rest = follower.rest();
    await client.last.finish();
    await rest;
    expect(client.runs).toHaveLength(1);
    follower.follow(at(0.3));
    await settled();
    follower.end();
    await client.last.finish();
    expect(follower.shown).toBeNull();
    follower.follow(at(0.4));
    await settled();
    client.last.cancel();
    await settled();
    expect(follower.shown).toBeNull();
    follower.follow(at(0.5));
    await settled();
    await client.last.finish();
    expect(follower.shown?.values).toMatchObject({ drift: [0.5] });
  });
});

describe('a panel with a slider that is followed', () => {
  const panelOf = async (): Promise<PanelState> => {
    const machinery: Machinery = { ...machineryWith(client), spec: followed };
    const panel = new PanelState(describePanel(followed), null, () => Promise.resolve(machinery));
    await panel.fetch();
    return panel;
  };

  it('shows quick runs while it is dragged, and runs whole when it is let go', async () => {
    const panel = await panelOf();
    panel.settings.set('drift', [0.5]);
    panel.dragged();
    await settled();
    await client.last.finish();
    expect(panel.figure?.parameters).toMatchObject({ drift: [0.5], steps: 10 });
    expect(panel.digest).toBeNull();
    expect(followWords(panel.description, panel.figure?.parameters ?? {})).toMatch(/= 10\.$/);
    panel.released();
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(client.last.request.seeds).toEqual([0, 1, 2]);
    expect(client.last.request.parameters.steps).not.toBe(10);
    await client.last.finish();
    expect(panel.followed).toBeNull();
    expect(panel.run.state).toBe('finished');
    panel.destroy();
  });

  it('forgets them when something else changes', async () => {
    const panel = await panelOf();
    panel.dragged();
    await settled();
    await client.last.finish();
    expect(panel.followed).not.toBeNull();
    panel.edited();
    expect(panel.followed).toBeNull();
    panel.destroy();
  });
});
