import { beforeEach, describe, expect, it } from 'vitest';
import { decodeSettings } from '#framework/codec.ts';
import { describe as describeSpec } from '#islands/description.ts';
import { PanelState } from '#islands/panel.svelte.ts';
import { FakeClient, machineryWith, progressAt, settled, walk } from './fixtures.ts';

let client: FakeClient;
let panel: PanelState;

beforeEach(() => {
  client = new FakeClient();
  panel = new PanelState(describeSpec(walk), null, () => Promise.resolve(machineryWith(client)));
});

async function finished(): Promise<void> {
  panel.start();
  await settled();
  await client.last.finish();
}

describe('the form', () => {
  it('takes what can be read and says why not otherwise, keeping the last good value', () => {
    panel.settings.type('steps', '50');
    panel.settings.type('sigma', 'banana');
    expect(panel.settings.values.steps).toBe(50);
    expect(panel.settings.values.sigma).toBe(0.5);
    expect(panel.settings.errors.sigma).toContain('got banana');
    expect(panel.refused).toContain('got banana');
    panel.settings.type('sigma', '0.25');
    expect(panel.refused).toBeNull();
  });

  it('reads the minus sign that it writes', () => {
    panel.settings.type('drift', '−0.5,0');
    expect(panel.settings.values.drift).toEqual([-0.5, 0]);
  });

  it('knows the preset that its values are', () => {
    expect(panel.settings.preset?.id).toBe('default');
    panel.settings.usePreset(walk.presets[1]);
    expect(panel.settings.seeds).toBe(2);
    expect(panel.settings.preset?.id).toBe('long');
    panel.settings.set('sigma', 0.1);
    expect(panel.settings.preset).toBeNull();
  });

  it('asks for another backend from the next run on, and for none unless told', async () => {
    await finished();
    expect(client.last.request).not.toHaveProperty('backend');
    panel.backend = 'cpu';
    expect(client.runs).toHaveLength(1);
    await finished();
    expect(client.last.request.backend).toBe('cpu');
    panel.reset();
    panel.step();
    await settled();
    expect(client.last.request).toMatchObject({ backend: 'cpu', paused: true });
  });

  it('does not start what the spec refuses', async () => {
    await panel.fetch();
    panel.settings.set('steps', 20000);
    panel.settings.set('walkers', 1000);
    panel.start();
    await settled();
    expect(panel.refused).toContain('two million');
    expect(client.runs).toHaveLength(0);
  });
});

describe('links', () => {
  it('carry the form and bring it back', async () => {
    panel.settings.type('sigma', '0.125');
    panel.settings.type('drift', '0,0.5');
    panel.settings.seed = 4;
    const query = await panel.query(false);
    expect(decodeSettings(walk, query).settings.values).toEqual(panel.settings.values);

    const other = new PanelState(describeSpec(walk), null, () => Promise.resolve(machineryWith(client)));
    expect(other.settings.untouched).toBe(true);
    other.settings.take(decodeSettings(walk, query).settings);
    expect(other.settings.snapshot()).toEqual(panel.settings.snapshot());
  });

  it('carry a digest once the run has finished, and name the experiment where the page has several', async () => {
    await finished();
    expect(panel.digest).toMatch(/^wasm~simd~1~/);
    expect(await panel.query(true)).toBe(`random-walk.result=${panel.digest}`);
    panel.settings.set('steps', 50);
    expect(await panel.query(true)).toBe('random-walk.steps=50');
  });
});

describe('the checks', () => {
  it('are named before any run and judged at its end', async () => {
    expect(panel.rows.map((row) => [row.name, row.verdict])).toEqual([
      ['squared distance at the end', null],
      ['steps walked', null],
    ]);
    await finished();
    expect(panel.rows[0]).toMatchObject({ predicted: 2.5, measured: 2.1, verdict: 'agrees' });
    expect(panel.rows[0].sd).toBeCloseTo(0.1, 12);
    expect(panel.summary).toMatch(/^2 of 2 checks agree, over 3 seeds\./);
  });

  it('lose the measurement when the settings move on, and keep the theory of the new ones', async () => {
    await finished();
    panel.settings.set('sigma', 0.7);
    panel.edited();
    expect(panel.rows[0]).toMatchObject({ measured: null, verdict: null });
    expect(panel.figure?.measures).toEqual({});
    expect(panel.figure?.pinned.map((pin) => pin.label)).toEqual(['σ = 0.5']);
  });

  it('name the assumptions that the settings violate', async () => {
    await panel.fetch();
    expect(panel.violated).toEqual([]);
    panel.settings.usePreset(walk.presets[2]);
    expect(panel.violated.map(({ name }) => name)).toEqual(['no drift']);
  });
});

describe('the figure', () => {
  it('waits for the first run, follows it, and ends with it', async () => {
    await panel.fetch();
    expect(panel.figure).toBeNull();
    panel.start();
    await settled();
    client.last.events.progress?.(progressAt(0.5));
    expect(panel.figure?.state).toBe('running');
    expect(panel.figure?.axes.step).toEqual([0, 10]);
    await client.last.finish();
    expect(panel.figure?.state).toBe('finished');
    expect(panel.figure?.view).toEqual({ step: 10 });
  });

  it('ends a run whose settings are edited away', async () => {
    panel.start();
    await settled();
    client.last.events.progress?.(progressAt(0.5));
    panel.settings.set('steps', 60);
    panel.edited();
    expect(client.last.calls).toEqual(['cancel']);
    expect(panel.run.state).toBe('idle');
  });

  it('draws pinned runs labelled with what differs, and lets go of them', async () => {
    await finished();
    panel.pin();
    panel.newSeed();
    await settled();
    expect(client.last.request.seeds).toEqual([3, 4, 5]);
    expect(panel.figure?.pinned.map((pin) => pin.label)).toEqual(['seed 0']);
    panel.pins.remove(panel.pins.list[0].id);
    expect(panel.figure?.pinned).toEqual([]);
  });
});

describe('downloads', () => {
  it('give the object of the command line and tidy rows', async () => {
    expect(panel.json()).toBeNull();
    await finished();
    expect(panel.json()).toMatchObject({ experiment: 'random-walk', seeds: [0, 1, 2], backend: 'wasm' });
    expect(panel.csv()).toContain('square,10,0,mean,,2.1');
  });
});
