/** Computes one gradient, takes steps of several sizes along it, and fits a readout after each. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { firstStepOf, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import { fits, fitWork } from '../shared/srf-fits.ts';
import { atStepSize, drawReadoutData, stepped, stepWork } from '../shared/srf.ts';
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
  const predicted = eta.map(
    (step) =>
      predictedCurve(foldMirrored(modelAfterStep({ ...parameters, eta: step })), parameters, [alpha])[0]
        .testError,
  );
  const first = stepWork(parameters);
  const share = first / (first + eta.length * fitWork(parameters, [alpha]));

  const reached: number[] = [];
  const testError: number[] = [];
  const trainError: number[] = [];
  const soFar = () => ({
    axes: { eta: [...reached] },
    measures: {
      testError: [...testError],
      trainError: [...trainError],
      testRatio: reached.length < eta.length ? NaN : sum(testError) / sum(predicted),
    },
    view: null,
  });
  const frame = (done: number): Frame<null> => ({
    done,
    at: { eta: eta[Math.min(reached.length, eta.length - 1)] },
    ...soFar(),
  });

  // The gradient is the same for all sizes of the step.
  const steps = stepped(engine, random, firstStepOf({ ...parameters, eta: 1 }), readout, parameters);
  let piece = steps.next();
  for (let count = 1; piece.done !== true; count++) {
    signal.throwIfAborted();
    yield frame((share * count) / (count + 3));
    piece = steps.next();
  }
  const unit = piece.value;
  const data = drawReadoutData(random, { d, target, delta }, alpha);
  for (const size of eta) {
    const layer = atStepSize(unit, size);
    for (const fit of fits(engine, layer, data, { student, lambda, alphas: [alpha] })) {
      signal.throwIfAborted();
      if (fit !== undefined) {
        if (!Number.isFinite(fit.testError))
          throw new RunFailure(
            `The fit at η̃ = ${size} left the range of finite numbers. Take a smaller step or a larger ridge λ.`,
            frame(share),
          );
        reached.push(size);
        testError.push(fit.testError);
        trainError.push(fit.trainError);
      }
      yield frame(share + ((1 - share) * reached.length) / eta.length);
    }
  }
  return soFar();
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
