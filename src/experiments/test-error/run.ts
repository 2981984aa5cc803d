/** Fits readouts after steps of several sizes on one draw, and measures their test error. */
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
      const errors = reached.map(({ testError }) => testError);
      const all = reached.length === predicted.length;
      return {
        testError: errors,
        testGain: errors.map((error) => (before === null ? Number.NaN : before.testError - error)),
        start: before?.testError ?? Number.NaN,
        testRatio: all ? sumOf(errors) / sumOf(predicted.map(({ testError }) => testError)) : Number.NaN,
        lastRatio: all ? errors[errors.length - 1] / predicted[predicted.length - 1].testError : Number.NaN,
      };
    },
  });
