/** Two networks from the same rows, stepped with several readout weights and with one; the readout of both. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { fitCurves, ratioOfSums, type CurvesSoFar } from '../shared/srf-curves.ts';
import { firstStepOf, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import { drawReadoutData, stepped } from '../shared/srf.ts';
import type { parameters as parameterSpecs } from './spec.ts';

type Name = 'several' | 'one';

/** Share of the run that the steps are taken for. */
const STEPS = 0.2;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, lambda, delta, alpha } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const predicted = predictedCurve(foldMirrored(modelAfterStep(parameters)), parameters, alpha).map(
    ({ testError }) => testError,
  );

  const outcome = (curves: CurvesSoFar<Name> | null) => {
    const several = curves?.testError.several ?? [];
    const one = curves?.testError.one ?? [];
    const complete = several.length === alpha.length;
    return {
      axes: { alpha: curves?.alpha ?? [] },
      measures: {
        testError: several,
        testErrorUniform: one,
        gain: complete ? 1 - ratioOfSums(several, one) : NaN,
        ratio: ratioOfSums(several, predicted),
      },
      view: null,
    };
  };
  const frame = (done: number, curves: CurvesSoFar<Name> | null): Frame<null> => ({
    done,
    at: { alpha: alpha[Math.min(curves?.alpha.length ?? 0, alpha.length - 1)] },
    ...outcome(curves),
  });

  yield frame(0, null);
  const layers = [];
  for (const given of [parameters, { ...parameters, readout: '1', fractions: [] }]) {
    const stepping = stepped(engine, random, firstStepOf(given), given.readout, given);
    let next = stepping.next();
    for (; next.done !== true; next = stepping.next()) {
      signal.throwIfAborted();
      yield frame(0.5 * STEPS * layers.length, null);
    }
    layers.push(next.value);
  }
  const data = drawReadoutData(random, { d, target, delta }, Math.max(...alpha));
  const entrants = { several: { layer: layers[0], data }, one: { layer: layers[1], data } };
  let last: CurvesSoFar<Name> | null = null;
  for (const curves of fitCurves(engine, entrants, { student, lambda, alphas: alpha })) {
    signal.throwIfAborted();
    last = curves;
    yield frame(STEPS + (1 - STEPS) * curves.done, curves);
  }
  return outcome(last);
};
