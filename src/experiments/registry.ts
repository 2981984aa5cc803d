/** The experiments as the browser finds them: one lazy chunk for each file, found by folder when the site is built. */
import type { Engine } from '#engine/engine.ts';
import type { Experiment } from '#framework/experiment.ts';
import type { ExperimentSpec } from '#framework/spec.ts';

const specs = import.meta.glob<ExperimentSpec>('./*/spec.ts', { import: 'default' });
const runs = import.meta.glob<Experiment<Engine>['run']>('./*/run.ts', { import: 'run' });
const predictions = import.meta.glob<Experiment<Engine>['predict']>('./*/predict.ts', { import: 'predict' });

/** Names of all experiments, sorted. */
export const experimentIds: readonly string[] = Object.keys(specs)
  .map((path) => path.split('/')[1])
  .sort();

/** The description of an experiment, without its code. @throws RangeError for a name that no folder has */
export async function loadSpec(id: string): Promise<ExperimentSpec> {
  return found(specs, id, 'spec')();
}

/** An experiment with its code. @throws RangeError for a name that no folder has */
export async function loadExperiment(id: string): Promise<Experiment<Engine>> {
  const [spec, run, predict] = await Promise.all([
    loadSpec(id),
    found(runs, id, 'run')(),
    found(predictions, id, 'predict')(),
  ]);
  return { spec, run, predict };
}

function found<T>(modules: Record<string, () => Promise<T>>, id: string, name: string): () => Promise<T> {
  const path = `./${id}/${name}.ts`;
  if (!(path in modules)) throw new RangeError(`there is no experiment ${id}`);
  return modules[path];
}
