/** Draws spiked random features and fits the readout to more and more samples. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { firstStepOf, modelOf, predictedCurve } from '../shared/srf-model.ts';
import { fits } from '../shared/srf-fits.ts';
import { drawMapped, drawReadoutData, drawSpiked } from '../shared/srf.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, lambda, delta, alpha, eta, readout } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const model = modelOf(parameters);
  const layer =
    eta === null
      ? drawSpiked(random, model, parameters)
      : drawMapped(random, model, firstStepOf({ ...parameters, eta }), readout, parameters);
  const predicted = predictedCurve(foldMirrored(model), parameters, alpha);

  const reached: number[] = [];
  const testError: number[] = [];
  const trainError: number[] = [];
  const ratio = (measured: readonly number[], name: 'testError' | 'trainError'): number =>
    reached.length < alpha.length ? NaN : sum(measured) / sum(predicted.map((solution) => solution[name]));
  const soFar = () => ({
    axes: { alpha: [...reached] },
    measures: {
      testError: [...testError],
      trainError: [...trainError],
      testRatio: ratio(testError, 'testError'),
      trainRatio: ratio(trainError, 'trainError'),
    },
    view: null,
  });
  const frame = (): Frame<null> => ({
    done: reached.length / alpha.length,
    at: { alpha: alpha[Math.min(reached.length, alpha.length - 1)] },
    ...soFar(),
  });

  const data = drawReadoutData(random, { d, target, delta }, Math.max(...alpha));
  yield frame();
  for (const fit of fits(engine, layer, data, { student, lambda, alphas: alpha })) {
    signal.throwIfAborted();
    if (fit !== undefined) {
      if (!Number.isFinite(fit.testError))
        throw new RunFailure(
          `The fit at α = ${fit.alpha} left the range of finite numbers. Take a larger ridge λ.`,
          frame(),
        );
      reached.push(fit.alpha);
      testError.push(fit.testError);
      trainError.push(fit.trainError);
    }
    yield frame();
  }
  return soFar();
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
