/** An experiment's panel on a page, by its roles and words, as a reader finds it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { encodeSettings, presetSettings, type Settings } from '../../src/framework/codec.ts';
import type { ExperimentSpec } from '../../src/framework/spec.ts';
import { experimentIds, loadSpec } from '../../src/experiments/registry.node.ts';
import { root } from './files.ts';
import { builtPages, expect, parse } from './site.ts';

export interface Shown {
  readonly spec: ExperimentSpec;
  /** A page that shows this experiment, its result's own where there is one. */
  readonly path: string;
  /** Whether that page shows others too, so that links name the experiment. */
  readonly several: boolean;
}

/** A verdict in words, as in the table of checks. */
export const verdict = /^(agrees|differs|outside its assumptions \((agrees|differs)\))$/;

/** The experiment that stands for all where the panel itself is tested. */
export const isExample = ({ spec }: Shown): boolean => spec.id === 'xor-amplification';

/** Every experiment with a page that shows it. */
export async function shownExperiments(): Promise<Shown[]> {
  const pages = builtPages()
    .filter((page) => page.path.startsWith('r/'))
    .map((page) => ({ ...page, islands: [...parse(page).querySelectorAll('astro-island')] }));
  const specs = await Promise.all((await experimentIds()).map((id) => loadSpec(id)));
  return specs.map((spec) => {
    const page = pages.find(({ islands }) =>
      islands.some((island) => island.getAttribute('props')?.includes(`"${spec.id}"`)),
    );
    if (page === undefined) throw new Error(`No result page shows ${spec.id}.`);
    const several =
      page.islands.filter((island) => island.getAttribute('props')?.includes('"description"')).length > 1;
    return { spec, path: page.path, several };
  });
}

/** A preset with few steps, where the experiment has steps, and few seeds: what is tested is the page, not the finding. */
export function shortened(spec: ExperimentSpec, preset: string, seeds = 2, steps = 20): Settings {
  const settings = presetSettings(spec, preset);
  if (settings === null) throw new Error(`There is no preset ${preset}.`);
  const values = 'steps' in spec.parameters ? { ...settings.values, steps } : settings.values;
  return { ...settings, values, seeds: Math.min(seeds, settings.seeds) };
}

export const query = ({ spec, several }: Shown, settings: Settings): string =>
  `?${encodeSettings(spec, settings, several)}`;

export class Panel {
  readonly page: Page;
  readonly root: Locator;

  constructor(page: Page, spec: ExperimentSpec) {
    this.page = page;
    this.root = page
      .locator('section.panel')
      .filter({ has: page.getByRole('heading', { name: spec.title }) });
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** The one button that starts, pauses, resumes. */
  get main(): Locator {
    return this.button(/^(run|pause|go on|cancel)$/i);
  }

  /** The words that tell where the run is. */
  get place(): Locator {
    return this.root.locator('.words');
  }

  get verdicts(): Locator {
    return this.root.locator('.verdict');
  }

  /** Brings the panel to the screen and runs it; a link with settings has started the run by itself. */
  async start(): Promise<void> {
    await this.root.scrollIntoViewIfNeeded();
    await expect(this.main).toBeEnabled();
    const linked = new URL(this.page.url()).search !== '';
    if (!linked) await this.button(/^run$/i).click();
  }

  /** Waits until the run is in one of these states: idle, starting, running, paused, finished, failed. */
  async becomes(state: string | RegExp, timeout = 100_000): Promise<void> {
    await expect(this.root.locator('[data-run]')).toHaveAttribute('data-run', state, { timeout });
  }

  /** The outcome as the panel hands it out. */
  async json(): Promise<unknown> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button('JSON').click()]);
    return JSON.parse(readFileSync(await download.path(), 'utf8'));
  }
}

/** What `lab --json` prints for the same settings. */
export function lab(spec: ExperimentSpec, settings: Settings): unknown {
  const words = new URLSearchParams(
    encodeSettings(spec, { ...settings, seed: 0, seeds: spec.seeds.default }),
  );
  const args = [...words].map(([name, value]) => `${name}=${value}`);
  const seeds = ['--seeds', String(settings.seeds), '--seed', String(settings.seed), '--json'];
  const told = execFileSync(process.execPath, ['src/cli/lab.ts', spec.id, ...args, ...seeds], { cwd: root });
  return JSON.parse(told.toString());
}
