/** Draws data and a network of each size, computes the first gradient, and measures it by Lanczos iterations. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { matrix, row } from '#numbers/linalg/matrix.ts';
import { linearOperator } from '#numbers/linalg/operator.ts';
import { topSingular } from '#numbers/linalg/power.ts';
import { dot, norm } from '#numbers/linalg/products.ts';
import { drawSample, drawStart, firstStep, type Sample } from '../shared/nls.ts';
import { settingAt, sizesAt } from './sizes.ts';
import { gradientWork, type parameters as parameterSpecs } from './spec.ts';

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n: all, literal, secondLayer } = parameters;
  const costs = all.map((n) => gradientWork(sizesAt(parameters, n)));
  const total = sum(costs);
  const reached: number[] = [];
  const measures = {
    operatorRatio: [] as number[],
    frobeniusRatio: [] as number[],
    topSingularValue: [] as number[],
    leftoverNorm: [] as number[],
    secondRatio: [] as number[],
    alignmentWithA: [] as number[],
    residualRatio: [] as number[],
  };
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: Object.fromEntries(Object.entries(measures).map(([name, values]) => [name, [...values]])),
    view: null,
  });
  const frame = (share: number): Frame<null> => {
    const index = Math.min(reached.length, all.length - 1);
    const done = (sum(costs.slice(0, reached.length)) + share * (costs[reached.length] ?? 0)) / total;
    return { done, at: { n: all[index] }, ...soFar() };
  };

  for (const n of all) {
    signal.throwIfAborted();
    yield frame(0);
    const setting = settingAt(parameters, n);
    const { d, N, activation } = setting;
    const start = drawStart(random, setting, secondLayer);
    const sample = drawSample(random, 'first', setting, n);
    const steps = firstStep(engine, start, sample, { activation, mode: 'G', literal });
    let piece = steps.next();
    for (let count = 1; piece.done !== true; count++) {
      signal.throwIfAborted();
      yield frame((0.7 * count) / (count + 3));
      piece = steps.next();
    }
    const { beta, gradient } = piece.value;
    if (gradient === null) throw new Error('mode G has a full gradient');
    const { a } = start;
    // β of the labels themselves: the step's own β is of the residual where the first output is kept.
    const labelBeta = literal ? correlation(sample) : beta;
    const rankOne = Math.abs(activation.c1) * norm(a) * norm(labelBeta);
    const without = (direction: Float64Array) => {
      const rest = matrix(N, d, Float64Array.from(gradient));
      for (let j = 0; j < N; j++)
        for (let k = 0; k < d; k++) rest.data[j * d + k] -= activation.c1 * a[j] * direction[k];
      return rest;
    };
    const largest = (of: ReturnType<typeof without>, count: number) =>
      topSingular(linearOperator(of), { count, random: random('lanczos'), tolerance: 1e-6 });
    const top = largest(matrix(N, d, gradient), 2);
    signal.throwIfAborted();
    yield frame(0.8);
    const leftover = without(labelBeta);
    const leftoverNorm = largest(leftover, 1).values[0];
    const relative = (value: number, length = rankOne): number => (length > 1e-12 ? value / length : NaN);
    measures.operatorRatio.push(relative(leftoverNorm));
    measures.frobeniusRatio.push(relative(norm(leftover.data)));
    measures.topSingularValue.push(top.values[0]);
    measures.leftoverNorm.push(leftoverNorm);
    measures.secondRatio.push(relative(top.values[1], top.values[0]));
    measures.alignmentWithA.push(Math.abs(dot(row(top.left, 0), a)) / norm(a));
    measures.residualRatio.push(
      literal
        ? relative(largest(without(beta), 1).values[0], Math.abs(activation.c1) * norm(a) * norm(beta))
        : relative(leftoverNorm),
    );
    reached.push(n);
    yield frame(0);
  }
  return soFar();
};

/** Xᵀy/n. */
function correlation({ n, d, inputs, labels }: Sample): Float64Array {
  const beta = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) beta[k] += (labels[i] * inputs[i * d + k]) / n;
  return beta;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
