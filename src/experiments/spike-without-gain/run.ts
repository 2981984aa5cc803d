/** Takes steps of several sizes on one draw, and measures spectrum and test error after each. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame, type Outcome } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { row } from '#numbers/linalg/matrix.ts';
import { actualSecondLayer } from '#theory/non-linear-spikes/signal.ts';
import { etasOf } from '../shared/nls-error-parameters.ts';
import { settingOf } from '../shared/nls-parameters.ts';
import { ridgeErrors, TEST_POINTS } from '../shared/nls-ridge.ts';
import { countOf, gramOfFeatures, largestOfBulk, overlapsOf, topPairs } from '../shared/nls-spectrum.ts';
import { draw, drawSample, featuresAt, preactivations } from '../shared/nls.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { dressedEdge, predictedOutliers, SPIKES } from './theory.ts';

interface Point {
  readonly outliers: readonly number[];
  readonly bulkEdge: number;
  readonly count: number;
  readonly testError: number;
  /** Squared overlaps of the first left singular vector with 1 and g. */
  readonly constant: number;
  readonly linear: number;
  readonly ratio: number;
}

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { secondLayer, literal, lambda, noise } = parameters;
  const setting = settingOf({ ...parameters, eta: 0 });
  const { activation, teacher, d } = setting;
  const etas = etasOf(parameters);
  const points: Point[] = [];
  const start = { error: Number.NaN, cosine: Number.NaN, betaNorm: Number.NaN };
  const soFar = (): Outcome<null> => {
    const last = points.length === etas.length ? points.at(-1) : undefined;
    return {
      axes: {
        eta: etas.slice(0, points.length),
        spike: Array.from({ length: SPIKES }, (_, j) => j + 1),
      },
      measures: {
        outliers: points.map(({ outliers }) => outliers),
        bulkEdge: points.map(({ bulkEdge }) => bulkEdge),
        count: points.map(({ count }) => count),
        testError: points.map(({ testError }) => testError),
        overlapConstant: points.map(({ constant }) => constant),
        overlapLinear: points.map(({ linear }) => linear),
        cosine: start.cosine,
        betaNorm: start.betaNorm,
        firstRatio: last?.ratio ?? Number.NaN,
        gain: last === undefined ? Number.NaN : start.error - last.testError,
      },
      view: null,
    };
  };
  const frame = (): Frame<null> => ({
    done: (points.length + 0.5) / (etas.length + 1),
    at: { eta: etas[Math.min(points.length, etas.length - 1)] },
    ...soFar(),
  });
  const drawn = yield* finish(draw(engine, random, { ...setting, secondLayer, literal }), signal, frame);
  start.betaNorm = drawn.step.betaNorm;
  start.cosine = drawn.step.betaNorm > 0 ? Math.abs(drawn.step.beta[0]) / drawn.step.betaNorm : 0;
  const clean = { d, teacher: { ...teacher, noise: 0 } };
  const test = drawSample(random, 'test', clean, TEST_POINTS);
  const onTest = yield* finish(preactivations(engine, drawn.start, drawn.step, test), signal, frame);
  const errorAt = (eta: number) =>
    ridgeErrors(
      { features: featuresAt(drawn.pre, eta, activation), labels: drawn.second.labels },
      { features: featuresAt(onTest, eta, activation), labels: test.labels },
      { lambda, intercept: false, noise },
    );
  const actual = {
    betaNorm: drawn.step.betaNorm,
    secondLayer: actualSecondLayer(drawn.start.a),
  };
  start.error = (yield* finish(errorAt(0), signal, frame)).testError;
  for (const eta of etas) {
    const edge = dressedEdge(parameters, eta);
    const { found } = predictedOutliers(parameters, eta);
    const gram = yield* finish(gramOfFeatures(featuresAt(drawn.pre, eta, activation)), signal, frame);
    const top = topPairs(gram, random('lanczos'));
    const count = countOf(top, drawn.coordinates, edge);
    const { testError } = yield* finish(errorAt(eta), signal, frame);
    if (!Number.isFinite(testError))
      throw new RunFailure(
        `The fit at η = ${eta} left the range of finite numbers. Take a smaller step or a larger ridge λ.`,
        frame(),
      );
    const [constant, linear] = overlapsOf(row(top.left, 0), drawn.coordinates);
    // Only the last one is reported.
    const own =
      points.length < etas.length - 1 ? undefined : predictedOutliers(parameters, eta, actual).found[0];
    points.push({
      outliers: Array.from({ length: SPIKES }, (_, j) => (j < found.length ? top.values[j] : Number.NaN)),
      bulkEdge: largestOfBulk(top, count, edge),
      count,
      testError,
      constant,
      linear,
      ratio: own === undefined ? Number.NaN : top.values[0] / own.z,
    });
    signal.throwIfAborted();
    if (points.length < etas.length) yield frame();
  }
  return soFar();
};
