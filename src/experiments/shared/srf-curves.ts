/** Learning curves of several first layers, gathered side by side: one fit of each for every α. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure } from '#framework/outcome.ts';
import { fits, type Fit, type FitOptions } from './srf-fits.ts';
import { type FirstLayer, type ReadoutData } from './srf.ts';

/** A first layer and the samples that its readout sees. */
export interface Entrant {
  readonly layer: FirstLayer;
  readonly data: ReadoutData;
}

/** What has been fitted so far. The curves have one entry for each α reached, NaN where a fit is still to come. */
export interface CurvesSoFar<Name extends string> {
  /** Share of the fits that are done. */
  readonly done: number;
  /** The α reached, in the order asked for. */
  readonly alpha: readonly number[];
  readonly testError: Readonly<Record<Name, readonly number[]>>;
  readonly trainError: Readonly<Record<Name, readonly number[]>>;
}

/**
 * Fits all entrants at the first α, then at the next. Yields after each piece of work, so that a run can be stopped.
 *
 * Throws a RunFailure for an error that is not finite.
 */
export function* fitCurves<Name extends string>(
  engine: Engine,
  entrants: Readonly<Record<Name, Entrant>>,
  options: FitOptions,
): Generator<CurvesSoFar<Name>, void, void> {
  const names = Object.keys(entrants) as Name[];
  const running = names.map((name) => fits(engine, entrants[name].layer, entrants[name].data, options));
  const empty = () =>
    Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  const [testError, trainError] = [empty(), empty()];
  const alpha: number[] = [];
  let fitted = 0;
  const copy = (curves: Record<Name, number[]>) =>
    Object.fromEntries(names.map((name) => [name, [...curves[name]]])) as Record<Name, number[]>;
  const soFar = (): CurvesSoFar<Name> => ({
    done: fitted / (names.length * options.alphas.length),
    alpha: [...alpha],
    testError: copy(testError),
    trainError: copy(trainError),
  });
  for (const [i, value] of options.alphas.entries()) {
    for (const [j, name] of names.entries()) {
      let fit: Fit | undefined;
      while (fit === undefined) {
        const next = running[j].next();
        if (next.done === true) return;
        fit = next.value;
        if (fit === undefined) yield soFar();
      }
      if (!Number.isFinite(fit.testError))
        throw new RunFailure(
          `The fit at α = ${value} left the range of finite numbers. Take a larger ridge λ.`,
          null,
        );
      if (j === 0) {
        alpha.push(value);
        for (const other of names) {
          testError[other].push(NaN);
          trainError[other].push(NaN);
        }
      }
      testError[name][i] = fit.testError;
      trainError[name][i] = fit.trainError;
      fitted++;
      yield soFar();
    }
  }
}

/** Sum of the measured errors over that of the predicted ones; NaN until all have been measured. */
export function ratioOfSums(measured: readonly number[], predicted: readonly number[]): number {
  if (measured.length < predicted.length) return NaN;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(measured) / sum(predicted);
}
