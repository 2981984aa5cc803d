/** Takes the same step on more and more samples, from the same first weights, and fits a readout after each. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { firstStepOf, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import { fits, fitWork } from '../shared/srf-fits.ts';
import { drawReadoutData, measuredModel, stepped, stepWork, withIsotropicBulk } from '../shared/srf.ts';
import { isotropicFrom } from './bulk.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, lambda, delta, alpha, alpha0, readout, isotropic } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const predicted = alpha0.map((samples) => {
    const model = foldMirrored(modelAfterStep({ ...parameters, alpha0: samples }));
    return predictedCurve(model, parameters, [alpha])[0].testError;
  });
  const costs = alpha0.map(
    (samples) => stepWork({ ...parameters, alpha0: samples }) + fitWork(parameters, [alpha]),
  );
  const total = sum(costs);
  // Where no α₀ suffices the ratio is over all of them.
  const least = isotropicFrom(parameters);
  const none = Math.max(...alpha0) < least;
  const counted = (values: readonly number[]): number[] =>
    values.filter((_, i) => none || alpha0[i] >= least);

  const reached: number[] = [];
  const testError: number[] = [];
  const trainError: number[] = [];
  const alignment: number[] = [];
  const soFar = () => {
    const ended = reached.length === alpha0.length;
    return {
      axes: { alpha0: [...reached] },
      measures: {
        testError: [...testError],
        trainError: [...trainError],
        alignment: [...alignment],
        testRatio: ended ? sum(counted(testError)) / sum(counted(predicted)) : NaN,
        alignmentMean: ended ? sum(alignment) / alignment.length : NaN,
      },
      view: null,
    };
  };
  const frame = (): Frame<null> => ({
    done: sum(costs.slice(0, reached.length)) / total,
    at: { alpha0: alpha0[Math.min(reached.length, alpha0.length - 1)] },
    ...soFar(),
  });

  const data = drawReadoutData(random, { d, target, delta }, alpha);
  for (const samples of alpha0) {
    const steps = stepped(
      engine,
      random,
      firstStepOf({ ...parameters, alpha0: samples }),
      readout,
      parameters,
    );
    let piece = steps.next();
    while (piece.done !== true) {
      signal.throwIfAborted();
      yield frame();
      piece = steps.next();
    }
    const trained = piece.value;
    const layer = isotropic
      ? withIsotropicBulk(random, trained, measuredModel(trained, { student, target }))
      : trained;
    for (const fit of fits(engine, layer, data, { student, lambda, alphas: [alpha] })) {
      signal.throwIfAborted();
      if (fit !== undefined) {
        if (!Number.isFinite(fit.testError))
          throw new RunFailure(
            `The fit at α₀ = ${samples} left the range of finite numbers. Take a smaller step or a larger ridge λ.`,
            frame(),
          );
        reached.push(samples);
        testError.push(fit.testError);
        trainError.push(fit.trainError);
        alignment.push(trained.direction[0]);
      }
      yield frame();
    }
  }
  return soFar();
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
