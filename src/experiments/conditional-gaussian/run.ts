/** Fits a readout on spiked random features and looks at its prediction over all inputs and over windows of κ. */
import type { Engine, Points } from '#engine/engine.ts';
import type { Run } from '#framework/run.ts';
import { equalEdges, histogram } from '#numbers/statistics.ts';
import type { TargetName, StudentName } from '#theory/spiked-random-features/model.ts';
import { firstStepOf, modelOf } from '../shared/srf-model.ts';
import { DRAWN, outputsAt } from '../shared/srf-outputs.ts';
import { drawMapped, drawReadoutData, drawSpiked } from '../shared/srf.ts';
import { drawInWindow, momentsOf, type SampleMoments } from './sample.ts';
import { CENTRES, IN_EACH, IN_WINDOW, type parameters as parameterSpecs } from './spec.ts';

/** Density of predictions in equal bins. */
export interface OutputHistogram {
  /** One more than `density`. */
  readonly edges: readonly number[];
  readonly density: readonly number[];
}

export interface View {
  readonly all: OutputHistogram | null;
  readonly inWindow: OutputHistogram | null;
}

const BINS = 40;
/** Half of what the bins cover, in standard deviations. */
const REACH = 3.5;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, eta, kappa, window, lambda, alpha, delta, readout } = parameters;
  const student = parameters.student as StudentName;
  const model = modelOf(parameters);
  const layer =
    eta === null
      ? drawSpiked(random, model, parameters)
      : drawMapped(random, model, firstStepOf({ ...parameters, eta }), readout, parameters);
  const { train, test } = drawReadoutData(
    random,
    { d, target: parameters.target as TargetName, delta },
    alpha,
  );
  const source = random('window');
  const parts: Points[] = [
    test,
    drawInWindow(source, IN_WINDOW, layer.direction, { centre: kappa, width: window }),
    ...CENTRES.map((centre) => drawInWindow(source, IN_EACH, layer.direction, { centre, width: window })),
  ];
  const started = { done: DRAWN, at: {}, axes: { kappaGrid: [] }, measures: {}, view: NOTHING };
  const work = outputsAt(engine, layer, train, parts, { student, lambda, alpha });
  let step = work.next();
  for (; step.done !== true; step = work.next()) {
    signal.throwIfAborted();
    yield started;
  }
  const pieces = step.value;
  const [all, inWindow, ...profile] = pieces.map(momentsOf);
  return {
    axes: { kappaGrid: [...CENTRES] },
    measures: {
      ...inWindow,
      kurtosisAll: all.kurtosis,
      meanOver: profile.map(({ mean }) => mean),
      sdOver: profile.map(({ variance }) => Math.sqrt(variance)),
      kurtosisOver: profile.map(({ kurtosis }) => kurtosis),
    },
    view: { all: histogramOf(pieces[0], all), inWindow: histogramOf(pieces[1], inWindow) },
  };
};

const NOTHING: View = { all: null, inWindow: null };

function histogramOf(values: Float64Array, { mean, variance }: SampleMoments): OutputHistogram {
  const reach = REACH * Math.sqrt(variance);
  if (!(reach > 0)) return { edges: [mean - 0.5, mean + 0.5], density: [1] };
  const edges = equalEdges(mean - reach, mean + reach, BINS);
  const { counts } = histogram(values, edges);
  const width = (2 * reach) / BINS;
  return { edges: [...edges], density: Array.from(counts, (count) => count / (values.length * width)) };
}
