/** Fits readouts after steps of several sizes on one draw, and measures their training loss. */
import type { Engine } from '#engine/engine.ts';
import type { Run } from '#framework/run.ts';
import { runErrors, sumOf } from '../shared/nls-error-run.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const run: Run<typeof parameterSpecs, Engine, null> = ({ parameters, random, engine, signal }) =>
  runErrors(parameters, {
    random,
    engine,
    signal,
    measures: (before, reached, predicted) => {
      const losses = reached.map(({ trainLoss }) => trainLoss);
      const all = reached.length === predicted.length;
      return {
        trainLoss: losses,
        trainGain: losses.map((loss) => (before === null ? Number.NaN : before.trainLoss - loss)),
        crossValidation: reached.map(({ trainError, testError }) => trainError / testError),
        start: before?.trainLoss ?? Number.NaN,
        trainRatio: all ? sumOf(losses) / sumOf(predicted.map(({ trainLoss }) => trainLoss)) : Number.NaN,
      };
    },
  });
