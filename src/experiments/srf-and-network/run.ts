/** A network after its step, its model drawn outright, and its own spike on a fresh bulk: the readout of all three. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { withRowNorms } from '#theory/spiked-random-features/first-step.ts';
import {
  foldMirrored,
  type Model,
  type StudentName,
  type TargetName,
} from '#theory/spiked-random-features/model.ts';
import { fitCurves, ratioOfSums, type CurvesSoFar } from '../shared/srf-curves.ts';
import { firstStepOf, modelAfterStep, predictedCurve } from '../shared/srf-model.ts';
import { drawMapped, drawReadoutData, measuredModel, stepped, withIsotropicBulk } from '../shared/srf.ts';
import type { parameters as parameterSpecs } from './spec.ts';

type Name = 'srf' | 'network' | 'isotropic';

/** Share of the run that the step is taken for. */
const STEP = 0.1;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, lambda, delta, alpha, readout } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const step = firstStepOf(parameters);
  const model = modelAfterStep(parameters);
  const errors = (of: Model): number[] =>
    predictedCurve(foldMirrored(of), parameters, alpha).map(({ testError }) => testError);
  const [plain, refined] = [errors(model), errors(withRowNorms(step))];
  let own: number[] = [];

  const outcome = (curves: CurvesSoFar<Name> | null) => {
    const srf = curves?.testError.srf ?? [];
    const network = curves?.testError.network ?? [];
    const reached = curves?.alpha ?? [];
    // Without groups there is no spike that a group could have.
    const grouped = readout === 'gaussian' ? reached.map(() => NaN) : (curves?.testError.isotropic ?? []);
    return {
      axes: { alpha: reached },
      measures: {
        testErrorSrf: srf,
        testErrorNetwork: network,
        testErrorIsotropic: grouped,
        testErrorMeasured: reached.map((_, i) => own[i]),
        ratioSrf: ratioOfSums(srf, plain),
        ratioNetwork: ratioOfSums(network, plain),
        ratioRefined: ratioOfSums(network, refined),
        ratioMeasured: ratioOfSums(network, own),
        ratioIsotropic: ratioOfSums(grouped, own),
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
  const network = next.value;
  const measured = measuredModel(network, { student, target });
  own = readout === 'gaussian' ? alpha.map(() => NaN) : errors(measured);

  const data = drawReadoutData(random, { d, target, delta }, Math.max(...alpha));
  const srf = { layer: drawMapped(random, model, step, readout, parameters), data };
  const entrants = {
    srf,
    network: { layer: network, data },
    isotropic: readout === 'gaussian' ? srf : { layer: withIsotropicBulk(random, network, measured), data },
  };
  let last: CurvesSoFar<Name> | null = null;
  for (const curves of fitCurves(engine, entrants, { student, lambda, alphas: alpha })) {
    signal.throwIfAborted();
    last = curves;
    yield frame(STEP + (1 - STEP) * curves.done, curves);
  }
  return outcome(last);
};
