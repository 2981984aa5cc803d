/** An experiment as it is loaded: its description and its two functions. `E` is the engine, which stands above. */
import type { Parameters } from './parameters.ts';
import type { Predict, Run } from './run.ts';
import type { ExperimentSpec } from './spec.ts';

export interface Experiment<E> {
  readonly spec: ExperimentSpec;
  readonly run: Run<Parameters, E, unknown>;
  readonly predict: Predict<Parameters>;
}
