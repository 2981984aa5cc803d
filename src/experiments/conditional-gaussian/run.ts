/** Fits a readout on spiked random features and looks at its prediction over all inputs and over windows of κ. */
import type { Engine, Points } from '#engine/engine.ts';
import type { Run } from '#framework/run.ts';
import { equalEdges, histogram } from '#numbers/statistics.ts';
import type { TargetName, StudentName } from '#theory/spiked-random-features/model.ts';
import { firstStepOf, modelOf } from '../shared/srf-model.ts';
import { fits } from '../shared/srf-fits.ts';
import { drawMapped, drawReadoutData, drawSpiked, type Sample } from '../shared/srf.ts';
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
  const looked = joined(parts, test);
  // Most of the time goes to drawing.
  const started = { done: 0.6, at: {}, axes: { kappaGrid: [] }, measures: {}, view: NOTHING };
  let outputs: Float64Array | null = null;
  for (const fit of fits(engine, layer, { train, test: looked }, { student, lambda, alphas: [alpha] })) {
    signal.throwIfAborted();
    if (fit !== undefined) outputs = fit.outputs;
    else yield started;
  }
  const pieces = split(outputs ?? new Float64Array(looked.n), parts);
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

/** Several sets of points as one sample; only its predictions are asked for, so the target stays out. */
function joined(parts: readonly Points[], { d }: Points): Sample {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const inputs = new Float32Array(n * d);
  let offset = 0;
  for (const part of parts) {
    inputs.set(part.inputs, offset);
    offset += part.inputs.length;
  }
  const none = new Float64Array(n);
  return { inputs, n, d, clean: none, labels: none };
}

function split(values: Float64Array, parts: readonly Points[]): Float64Array[] {
  let offset = 0;
  return parts.map(({ n }) => values.subarray(offset, (offset += n)));
}

function histogramOf(values: Float64Array, { mean, variance }: SampleMoments): OutputHistogram {
  const reach = REACH * Math.sqrt(variance);
  if (!(reach > 0)) return { edges: [mean - 0.5, mean + 0.5], density: [1] };
  const edges = equalEdges(mean - reach, mean + reach, BINS);
  const { counts } = histogram(values, edges);
  const width = (2 * reach) / BINS;
  return { edges: [...edges], density: Array.from(counts, (count) => count / (values.length * width)) };
}
