/** Takes a step of the same size in networks of several sizes, and measures what their largest vectors overlap with. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { row } from '#numbers/linalg/matrix.ts';
import { settingOf, sizesAt, stepSizeOf } from '../shared/nls-parameters.ts';
import { gramOfFeatures, overlapsOf, topPairs } from '../shared/nls-spectrum.ts';
import { draw, drawWork, featuresAt } from '../shared/nls.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, eta, alpha, secondLayer, mode } = parameters;
  const reached: number[] = [];
  const rows: { linear: number; quadratic: number; second: number; top: number }[] = [];
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: {
      overlapLinear: rows.map(({ linear }) => linear),
      overlapQuadratic: rows.map(({ quadratic }) => quadratic),
      overlapQuadraticSecond: rows.map(({ second }) => second),
      topEigenvalue: rows.map(({ top }) => top),
    },
    view: null,
  });
  const works = n.map((samples) => drawWork({ ...sizesAt(samples, parameters), mode }));
  const total = works.reduce((sum, work) => sum + work, 0);
  const frame = (): Frame<null> => ({
    done: works.slice(0, reached.length).reduce((sum, work) => sum + work, 0) / total,
    at: { n: n[Math.min(reached.length, n.length - 1)] },
    ...soFar(),
  });
  for (const samples of n) {
    const setting = settingOf({
      ...parameters,
      ...sizesAt(samples, parameters),
      eta: stepSizeOf({ eta, alpha, n: samples }),
    });
    const { pre, coordinates } = yield* finish(
      draw(engine, random, { ...setting, secondLayer, literal: false }),
      signal,
      frame,
    );
    const features = featuresAt(pre, setting.eta, setting.activation);
    const gram = yield* finish(gramOfFeatures(features), signal, frame);
    const { values, left } = topPairs(gram, random('lanczos'), 2);
    const [first, second] = [0, 1].map((i) => overlapsOf(row(left, i), coordinates));
    reached.push(samples);
    rows.push({ linear: first[1], quadratic: first[2], second: second[2], top: values[0] });
    signal.throwIfAborted();
    if (reached.length < n.length) yield frame();
  }
  return soFar();
};
