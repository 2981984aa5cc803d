/** The two functions that every experiment exports: `run` (run.ts) and `predict` (predict.ts). */
import type { Streams } from '#numbers/random.ts';
import type { Frame, Outcome, Predictions } from './outcome.ts';
import type { Parameters, Values } from './parameters.ts';

/**
 * What a run may use, and all that it may use: no clock, no ambient randomness, no DOM. `E` is the engine
 * (`Engine` of `#engine/engine.ts`), left open here because the framework stands below it.
 */
export interface RunContext<P extends Parameters, E> {
  readonly parameters: Values<P>;
  readonly random: Streams;
  readonly engine: E;
  /** Checked between frames; a cancelled run simply stops. */
  readonly signal: AbortSignal;
}

/** One seed. Frames stream on the way, the outcome is the return value. */
export type Run<P extends Parameters, E, View> = (
  context: RunContext<P, E>,
) => AsyncGenerator<Frame<View>, Outcome<View>, void>;

/** The theory for the same parameters; `random` is the run's own, for predictions that start from the draw. */
export type Predict<P extends Parameters> = (context: {
  readonly parameters: Values<P>;
  readonly random: Streams;
}) => Predictions;
