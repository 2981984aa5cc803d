/** One first layer before and after a gradient step; the readout of both on the same samples. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { fitCurves, ratioOfSums, type CurvesSoFar } from '../shared/srf-curves.ts';
import { firstStepOf, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import { drawReadoutData, stepped } from '../shared/srf.ts';
import type { parameters as parameterSpecs } from './spec.ts';

type Name = 'before' | 'after';

/** Share of the run that the steps are taken for. */
const STEPS = 0.1;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, lambda, delta, alpha, eta, steppedEta, readout } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const predicted = (step: number) =>
    predictedCurve(foldMirrored(modelAfterStep({ ...parameters, eta: step })), parameters, alpha).map(
      ({ testError }) => testError,
    );
  const [before, after] = [predicted(eta), predicted(steppedEta)];

  const outcome = (curves: CurvesSoFar<Name> | null) => ({
    axes: { alpha: curves?.alpha ?? [] },
    measures: {
      testError: curves?.testError.before ?? [],
      testErrorStepped: curves?.testError.after ?? [],
      ratio: ratioOfSums(curves?.testError.before ?? [], before),
      ratioStepped: ratioOfSums(curves?.testError.after ?? [], after),
    },
    view: null,
  });
  const frame = (done: number, curves: CurvesSoFar<Name> | null): Frame<null> => ({
    done,
    at: { alpha: alpha[Math.min(curves?.alpha.length ?? 0, alpha.length - 1)] },
    ...outcome(curves),
  });

  yield frame(0, null);
  const layers = [];
  for (const size of [eta, steppedEta]) {
    // Before the step no samples are needed: one of them, with a step of size 0, leaves the rows as they are.
    const step = firstStepOf({ ...parameters, eta: size, alpha0: size === 0 ? 1 / d : parameters.alpha0 });
    const stepping = stepped(engine, random, step, readout, parameters);
    let next = stepping.next();
    for (; next.done !== true; next = stepping.next()) {
      signal.throwIfAborted();
      yield frame(0.5 * STEPS * layers.length, null);
    }
    layers.push(next.value);
  }
  const data = drawReadoutData(random, { d, target, delta }, Math.max(...alpha));
  const entrants = { before: { layer: layers[0], data }, after: { layer: layers[1], data } };
  let last: CurvesSoFar<Name> | null = null;
  for (const curves of fitCurves(engine, entrants, { student, lambda, alphas: alpha })) {
    signal.throwIfAborted();
    last = curves;
    yield frame(STEPS + (1 - STEPS) * curves.done, curves);
  }
  return outcome(last);
};
