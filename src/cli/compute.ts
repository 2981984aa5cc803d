/** Runs an experiment in Node, as the page does: predictions and seeds on the same pool of workers. */
import { availableParallelism } from 'node:os';
import { createClient, type Progress, type RunEnd } from '#engine/client.ts';
import { spawnFrom } from '#experiments/spawn.node.ts';
import type { Predictions } from '#framework/outcome.ts';
import type { Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';

export interface Computation {
  readonly spec: ExperimentSpec;
  readonly parameters: Values;
  readonly seeds: readonly number[];
  /** The folder of the experiments. */
  readonly folder: URL;
  /** Predictions only. */
  readonly predictOnly?: boolean;
  readonly progress?: (progress: Progress) => void;
  /** Sentences on the way: a worker was restarted. */
  readonly notice?: (sentence: string) => void;
}

export interface Computed {
  readonly predictions: Predictions;
  /** Null when only predictions were asked for. */
  readonly end: RunEnd | null;
}

/** @throws PredictFailure when the predictions cannot be computed */
export async function compute(computation: Computation): Promise<Computed> {
  const { spec, parameters, seeds, folder, predictOnly = false, progress, notice } = computation;
  const client = createClient({ spawn: spawnFrom(folder), cores: availableParallelism(), spare: false });
  try {
    const predictions = await client.predict({ experiment: spec.id, parameters, seeds });
    if (predictOnly) return { predictions, end: null };
    const end = await client.start({ spec, parameters, seeds }, { progress, notice }).finished;
    return { predictions, end };
  } finally {
    client.close();
  }
}
