/** Computes the gradient at the start for networks of several sizes, and what its rank-one part leaves over. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { portableLog } from '#numbers/elementary.ts';
import { matrix, row, type Matrix } from '#numbers/linalg/matrix.ts';
import { linearOperator } from '#numbers/linalg/operator.ts';
import { topSingular } from '#numbers/linalg/power.ts';
import { dot, norm } from '#numbers/linalg/products.ts';
import { settingOf, sizesAt } from '../shared/nls-parameters.ts';
import { drawSample, drawStart, drawWork, firstStep } from '../shared/nls.ts';
import type { parameters as parameterSpecs } from './spec.ts';

interface Row {
  readonly operator: number;
  readonly frobenius: number;
  readonly residual: number;
  readonly top: number;
  readonly second: number;
  readonly alignment: number;
}

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, secondLayer, literal } = parameters;
  const reached: number[] = [];
  const rows: Row[] = [];
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: {
      operatorRatio: rows.map(({ operator }) => operator),
      frobeniusRatio: rows.map(({ frobenius }) => frobenius),
      residualRatio: rows.map(({ residual }) => residual),
      topSingularValue: rows.map(({ top }) => top),
      secondRatio: rows.map(({ second }) => second),
      alignmentWithA: rows.map(({ alignment }) => alignment),
      exponent:
        rows.length < n.length
          ? Number.NaN
          : slope(
              reached,
              rows.map(({ operator }) => operator),
            ),
    },
    view: null,
  });
  const works = n.map((samples) => drawWork({ ...sizesAt(samples, parameters), mode: 'G' }));
  const total = works.reduce((sum, work) => sum + work, 0);
  const frame = (): Frame<null> => ({
    done: works.slice(0, reached.length).reduce((sum, work) => sum + work, 0) / total,
    at: { n: n[Math.min(reached.length, n.length - 1)] },
    ...soFar(),
  });
  for (const samples of n) {
    const setting = settingOf({ ...parameters, ...sizesAt(samples, parameters), mode: 'G', eta: 0 });
    const { d, N, activation } = setting;
    const sample = drawSample(random, 'first', setting, samples);
    const start = drawStart(random, setting, secondLayer);
    const stepping = firstStep(engine, start, sample, { activation, mode: 'G', literal });
    let stepped = stepping.next();
    for (; stepped.done !== true; stepped = stepping.next()) {
      signal.throwIfAborted();
      yield frame();
    }
    const { beta, gradient } = stepped.value;
    const plain = new Float64Array(d);
    for (let i = 0; i < samples; i++)
      for (let k = 0; k < d; k++) plain[k] += (sample.labels[i] * sample.inputs[i * d + k]) / samples;
    const g = matrix(N, d, gradient ?? new Float64Array(N * d));
    const largest = (of: Matrix, count: number) =>
      topSingular(linearOperator(of), { count, random: random('lanczos'), tolerance: 1e-8 });
    const { values, left } = largest(g, 2);
    signal.throwIfAborted();
    yield frame();
    const leftover = (direction: Float64Array) => without(g, start.a, activation.c1, direction);
    const size = (direction: Float64Array) => Math.abs(activation.c1) * norm(start.a) * norm(direction);
    const rest = leftover(plain);
    const operator = largest(rest, 1).values[0] / size(plain);
    reached.push(samples);
    rows.push({
      operator: finite(operator),
      frobenius: finite(norm(rest.data) / size(plain)),
      residual: finite(literal ? largest(leftover(beta), 1).values[0] / size(beta) : operator),
      top: values[0],
      second: values[1] / values[0],
      alignment: Math.abs(dot(row(left, 0), start.a)) / norm(start.a),
    });
    signal.throwIfAborted();
    if (reached.length < n.length) yield frame();
  }
  return soFar();
};

const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

/** G − c_1 a βᵀ. */
function without(g: Matrix, a: Float64Array, c1: number, beta: Float64Array): Matrix {
  const rest = matrix(g.rows, g.columns, g.data.slice());
  for (let j = 0, at = 0; j < g.rows; j++)
    for (let k = 0; k < g.columns; k++, at++) rest.data[at] -= c1 * a[j] * beta[k];
  return rest;
}

/** Least-squares slope of log y against log x; NaN for one point. */
function slope(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(portableLog), y.map(portableLog)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [uMean, vMean] = [mean(u), mean(v)];
  const square = u.reduce((sum, value) => sum + (value - uMean) ** 2, 0);
  return square > 0 ? u.reduce((sum, value, i) => sum + (value - uMean) * (v[i] - vMean), 0) / square : NaN;
}
