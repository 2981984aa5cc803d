/** The experiments as Node finds them: every folder next to this file that has a `spec.ts`. */
import { access, readdir } from 'node:fs/promises';
import type { Engine } from '#engine/engine.ts';
import type { Experiment } from '#framework/experiment.ts';
import type { ExperimentSpec } from '#framework/spec.ts';

/** The folder of the site's own experiments; tests point at another one. */
export const EXPERIMENTS = new URL('./', import.meta.url);

/** Names of all experiments, sorted. */
export async function experimentIds(folder: URL = EXPERIMENTS): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const described = await Promise.all(
    folders.map((id) =>
      access(new URL(`${id}/spec.ts`, folder)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return folders.filter((_, index) => described[index]).sort();
}

/** The description of an experiment, without its code. @throws when there is no such folder */
export async function loadSpec(id: string, folder: URL = EXPERIMENTS): Promise<ExperimentSpec> {
  return ((await part(folder, id, 'spec')) as { readonly default: ExperimentSpec }).default;
}

/** An experiment with its code. @throws when there is no such folder */
export async function loadExperiment(id: string, folder: URL = EXPERIMENTS): Promise<Experiment<Engine>> {
  const [spec, run, predict] = await Promise.all([
    loadSpec(id, folder),
    part(folder, id, 'run'),
    part(folder, id, 'predict'),
  ]);
  return {
    spec,
    ...(run as Pick<Experiment<Engine>, 'run'>),
    ...(predict as Pick<Experiment<Engine>, 'predict'>),
  };
}

function part(folder: URL, id: string, name: string): Promise<unknown> {
  // Already an address: the bundler of the tests must not try to follow it.
  return import(/* @vite-ignore */ new URL(`${id}/${name}.ts`, folder).href);
}
