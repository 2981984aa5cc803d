/** The two halves of an error over the step size that training loss and test error have in common. */
import type { Engine } from '#engine/engine.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import type { Streams } from '#numbers/random.ts';
import type { Errors } from '#theory/non-linear-spikes/errors.ts';
import { etasOf, type ErrorValues } from './nls-error-parameters.ts';
import { fineEtas, predictedErrors, sweepErrors } from './nls-errors.ts';

/** Of which error a curve is. */
export type Pick = (errors: Errors) => number;

/** Theory at the swept step sizes and on a fine grid. */
export interface PredictedSweep {
  readonly eta: readonly number[];
  readonly etaFine: readonly number[];
  readonly before: Errors;
  readonly at: readonly Errors[];
  readonly along: readonly Errors[];
}

export function predictedSweep(values: ErrorValues): PredictedSweep {
  const eta = etasOf(values);
  const etaFine = fineEtas(eta);
  const predict = (size: number) => predictedErrors(values, size);
  return { eta, etaFine, before: predict(0), at: eta.map(predict), along: etaFine.map(predict) };
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

interface RunOptions {
  readonly random: Streams;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** The measures of what has been reached; `before` is null until the errors before the step are known. */
  readonly measures: (
    before: Errors | null,
    reached: readonly Errors[],
    predicted: readonly Errors[],
  ) => Record<string, number | readonly number[]>;
}

/** Runs one seed and reports after every piece of work. */
export async function* runErrors(
  values: ErrorValues,
  { random, engine, signal, measures }: RunOptions,
): AsyncGenerator<Frame<null>, Outcome<null>, void> {
  const etas = etasOf(values);
  const predicted = etas.map((eta) => predictedErrors(values, eta));
  const sweep = sweepErrors(engine, random, values);
  for (;;) {
    signal.throwIfAborted();
    const next = sweep.next();
    const { done, before, eta, errors } = next.value;
    const part = { axes: { eta }, measures: measures(before, errors, predicted), view: null };
    if (next.done === true) return part;
    yield { done, at: { eta: etas[Math.min(eta.length, etas.length - 1)] }, ...part };
  }
}
