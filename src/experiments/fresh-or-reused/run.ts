/** One network after its step; its readout on the samples of the step, and on fresh ones. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { foldMirrored, type StudentName, type TargetName } from '#theory/spiked-random-features/model.ts';
import { fitCurves, ratioOfSums, type CurvesSoFar } from '../shared/srf-curves.ts';
import { firstStepOf, modelAfterStep, predictedCurve, samplesOf } from '../shared/srf-model.ts';
import { drawReadoutData, stepSample, stepped, type Sample } from '../shared/srf.ts';
import type { parameters as parameterSpecs } from './spec.ts';

type Name = 'fresh' | 'reused';

/** Share of the run that the step is taken for. */
const STEP = 0.1;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, lambda, delta, alpha, readout, reuse } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const step = firstStepOf(parameters);
  const predicted = predictedCurve(foldMirrored(modelAfterStep(parameters)), parameters, alpha);
  const ratio = (measured: readonly number[], name: 'testError' | 'trainError'): number =>
    ratioOfSums(
      measured,
      predicted.map((solution) => solution[name]),
    );

  const outcome = (curves: CurvesSoFar<Name> | null) => {
    const chosen = reuse ? 'reused' : 'fresh';
    const test = curves?.testError[chosen] ?? [];
    const train = curves?.trainError[chosen] ?? [];
    const trainFresh = curves?.trainError.fresh ?? [];
    return {
      axes: { alpha: curves?.alpha ?? [] },
      measures: {
        testError: test,
        trainError: train,
        testErrorFresh: curves?.testError.fresh ?? [],
        trainErrorFresh: trainFresh,
        reusedOverFresh: train.length === alpha.length ? ratioOfSums(train, trainFresh) : NaN,
        testRatio: ratio(test, 'testError'),
        trainRatio: ratio(train, 'trainError'),
        trainRatioFresh: ratio(trainFresh, 'trainError'),
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
  const stepping = stepped(engine, random, step, readout, parameters);
  let next = stepping.next();
  for (; next.done !== true; next = stepping.next()) {
    signal.throwIfAborted();
    yield frame(0, null);
  }
  const layer = next.value;
  const fresh = drawReadoutData(random, { d, target, delta }, Math.max(...alpha));
  const entrants: Partial<Record<Name, { layer: typeof layer; data: typeof fresh }>> = {
    fresh: { layer, data: fresh },
  };
  if (reuse) {
    const batch = stepSample(random, { ...step, d });
    const train = firstOf(batch, fresh.train, samplesOf(Math.max(...alpha), d));
    entrants.reused = { layer, data: { ...fresh, train } };
  }
  let last: CurvesSoFar<Name> | null = null;
  for (const curves of fitCurves<Name>(engine, entrants as Required<typeof entrants>, {
    student,
    lambda,
    alphas: alpha,
  })) {
    signal.throwIfAborted();
    last = curves;
    yield frame(STEP + (1 - STEP) * curves.done, curves);
  }
  return outcome(last);
};

/** The first n points of one sample followed by those of another. */
function firstOf(one: Sample, other: Sample, n: number): Sample {
  const taken = Math.min(n, one.n);
  const inputs = new Float32Array(n * one.d);
  inputs.set(one.inputs.subarray(0, taken * one.d));
  inputs.set(other.inputs.subarray(0, (n - taken) * one.d), taken * one.d);
  const joined = (a: Float64Array, b: Float64Array): Float64Array =>
    Float64Array.of(...a.subarray(0, taken), ...b.subarray(0, n - taken));
  return {
    inputs,
    n,
    d: one.d,
    clean: joined(one.clean, other.clean),
    labels: joined(one.labels, other.labels),
  };
}
