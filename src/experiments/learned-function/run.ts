/** Fits a readout on spiked random features and looks at its output along the spike and across it. */
import type { Engine, Points } from '#engine/engine.ts';
import type { Run } from '#framework/run.ts';
import type { Stream } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import type { StudentName, TargetName } from '#theory/spiked-random-features/model.ts';
import { firstStepOf, modelOf } from '../shared/srf-model.ts';
import { DRAWN, outputsAt } from '../shared/srf-outputs.ts';
import { drawMapped, drawReadoutData, drawSpiked } from '../shared/srf.ts';
import { ACROSS, ALONG, AT_EACH, type parameters as parameterSpecs } from './spec.ts';

export interface View {
  /** Of the first test inputs: κ, ζ·x and the output. */
  readonly kappas: readonly number[];
  readonly across: readonly number[];
  readonly outputs: readonly number[];
}

const MOST_DRAWN = 400;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, eta, lambda, alpha, delta, readout } = parameters;
  const student = parameters.student as StudentName;
  const target = parameters.target as TargetName;
  const model = modelOf(parameters);
  const layer =
    eta === null
      ? drawSpiked(random, model, parameters)
      : drawMapped(random, model, firstStepOf({ ...parameters, eta }), readout, parameters);
  // v lies in the plane of the first two coordinates, and so does what is left of the target, ζ.
  const v = layer.direction;
  const zeta = Float64Array.from(v, (_, k) => (k === 0 ? v[1] : k === 1 ? -v[0] : 0));
  const { train, test } = drawReadoutData(random, { d, target, delta }, alpha);
  const source = random('places');
  const parts: Points[] = [
    test,
    ...ALONG.map((kappa) => drawAt(source, v, kappa)),
    ...ACROSS.map((u) => drawAt(source, zeta, u)),
  ];
  const started = { done: DRAWN, at: {}, axes: { kappa: [], across: [] }, measures: {}, view: NOTHING };
  const work = outputsAt(engine, layer, train, parts, { student, lambda, alpha });
  let step = work.next();
  for (; step.done !== true; step = work.next()) {
    signal.throwIfAborted();
    yield started;
  }
  const [outputs, ...places] = step.value;
  const along = (direction: Float64Array) =>
    Float64Array.from(
      outputs,
      (_, i) => direction[0] * test.inputs[i * d] + direction[1] * test.inputs[i * d + 1],
    );
  const [kappas, across] = [along(v), along(zeta)];
  const rounded = (values: Float64Array) =>
    Array.from(values.subarray(0, MOST_DRAWN), (value) => Math.round(value * 1e3) / 1e3);
  return {
    axes: { kappa: [...ALONG], across: [...ACROSS] },
    measures: {
      curve: ALONG.map((_, i) => mean(places[i])),
      fluctuation: ALONG.map((_, i) => spread(places[i])),
      line: ACROSS.map((_, i) => mean(places[ALONG.length + i])),
      slope: regression(outputs, across),
      testError: mean(outputs.map((output, i) => (output - test.clean[i]) ** 2)),
    },
    view: { kappas: rounded(kappas), across: rounded(across), outputs: rounded(outputs) },
  };
};

const NOTHING: View = { kappas: [], across: [], outputs: [] };

/** Fresh inputs with ⟨direction, x⟩ = length. */
function drawAt(source: Stream, direction: Float64Array, length: number): Points {
  const d = direction.length;
  const inputs = new Float32Array(AT_EACH * d);
  const x = new Float64Array(d);
  for (let i = 0; i < AT_EACH; i++) {
    let along = 0;
    for (let k = 0; k < d; k++) {
      x[k] = source.normal();
      along += x[k] * direction[k];
    }
    for (let k = 0; k < d; k++) inputs[i * d + k] = x[k] + (length - along) * direction[k];
  }
  return { inputs, n: AT_EACH, d };
}

function spread(values: Float64Array): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

function regression(values: Float64Array, on: Float64Array): number {
  const [centre, middle] = [mean(values), mean(on)];
  let product = 0;
  let square = 0;
  for (let i = 0; i < on.length; i++) {
    product += (values[i] - centre) * (on[i] - middle);
    square += (on[i] - middle) ** 2;
  }
  return product / square;
}
