/** Takes one gradient step, and looks at the largest left singular vectors of the features as functions of g. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { row } from '#numbers/linalg/matrix.ts';
import type { Constants } from '#theory/non-linear-spikes/signal.ts';
import { secondLayerOption, settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import { FUNCTIONS, gramOfFeatures, overlapsOf, topPairs } from '../shared/nls-spectrum.ts';
import { draw, featuresAt, type Coordinates } from '../shared/nls.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { predictedVectors, shapeAt, VECTORS } from './theory.ts';

export interface View {
  /** g of at most 800 samples. */
  readonly g: readonly number[];
  /** √n times each left singular vector at the same samples, of the sign of the prediction. */
  readonly vectors: readonly (readonly number[])[];
}

const MOST_DRAWN = 800;
const NOTHING: View = { g: [], vectors: [] };

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { secondLayer, literal } = parameters;
  const setting = settingOf({ ...parameters, eta: stepSizeOf(parameters) });
  const axes = {
    vector: Array.from({ length: VECTORS }, (_, i) => i + 1),
    feature: Array.from({ length: FUNCTIONS }, (_, k) => k + 1),
  };
  const frame = (done: number): Frame<View> => ({
    done,
    at: {},
    axes: { vector: [], feature: axes.feature },
    measures: {},
    view: NOTHING,
  });
  const drawing = draw(engine, random, { ...setting, secondLayer, literal });
  const { pre, coordinates } = yield* finish(drawing, signal, () => frame(0.2));
  const features = featuresAt(pre, setting.eta, setting.activation);
  const gram = yield* finish(gramOfFeatures(features), signal, () => frame(0.5));
  const { left, values } = topPairs(gram, random('lanczos'));
  const predicted = predictedVectors(
    setting,
    parameters.constants as Constants,
    secondLayerOption(secondLayer),
  );
  const vectors = axes.vector.map((_, i) =>
    oriented(row(left, i), coordinates, predicted.at(i)?.shape ?? null),
  );
  const overlap = vectors.map((vector) => overlapsOf(vector, coordinates));
  const root = Math.sqrt(setting.n);
  const rounded = (list: Float64Array, scale: number) =>
    Array.from(list.subarray(0, MOST_DRAWN), (value) => Math.round(1e3 * scale * value) / 1e3);
  return {
    axes,
    measures: { overlap, eigenvalue: axes.vector.map((_, i) => values[i]) },
    view: { g: rounded(coordinates.g, 1), vectors: vectors.map((vector) => rounded(vector, root)) },
  };
};

/** The vector or its opposite: whichever lies with the predicted shape, or has a positive linear part without one. */
function oriented(vector: Float64Array, { g }: Coordinates, shape: readonly number[] | null): Float64Array {
  let product = 0;
  for (let i = 0; i < vector.length; i++)
    product += vector[i] * (shape === null ? g[i] : shapeAt(shape, g[i]));
  return product < 0 ? vector.map((value) => -value) : vector;
}
