/** Trains linear rules, with and without intercept, and the network on growing parts of one sample. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { matrixFrom, type Matrix } from '#numbers/linalg/matrix.ts';
import { logisticSteps, scoresOf, type LogisticFit } from '#numbers/logistic.ts';
import { accuracy } from '#numbers/statistics.ts';
import { RIDGE } from '#theory/random-feature-amplification/linear-limit.ts';
import { outputsInPlane, PLANE } from '#theory/random-feature-amplification/plane.ts';
import { beginning, drawXor, openXor, trainInBlocks } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { clusterWeights, NETWORK } from './theory.ts';
import { inPlane, MAP_SIZE, pointsShown, type View } from './view.ts';

const NAMES = ['homogeneousTrain', 'homogeneousTest', 'affineTest', 'handRuleTest', 'networkTest'] as const;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, sigma, xi, steps, threshold } = parameters;
  const n = Math.max(...parameters.n);
  const clusters = clusterWeights(parameters.weights);
  const whole = drawXor(random, { ...NETWORK, d, sigma, xi, n }, { clusters });
  const test = matrixFrom(whole.test.n, d, whole.test.inputs);
  const onTest = (outputs: ArrayLike<number>) => accuracy(outputs, whole.test.clean);
  const handRuleTest = onTest(
    Float64Array.from({ length: test.rows }, (_, i) => test.data[i * d] - threshold),
  );

  const total = parameters.n.reduce((sum, samples) => sum + samples * (1 + steps), 0);
  const reached: number[] = [];
  const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
  });
  let done = 0;
  let view: View | null = null;
  let last: Frame<View> | null = null;
  const frame = (shown: View, at: number): Frame<View> => {
    last = { done: done / total, at: { n: at }, ...soFar(), view: shown };
    return last;
  };

  for (const samples of parameters.n) {
    const part = beginning(whole, samples);
    const inputs = matrixFrom(samples, d, part.train.inputs);
    const fits: LogisticFit[] = [];
    for (const intercept of [false, true]) {
      const search = fitting(inputs, part.labels, intercept);
      for (;;) {
        signal.throwIfAborted();
        const next = search.next();
        if (next.done === true) {
          fits.push(next.value);
          break;
        }
        if (view !== null) yield frame(view, samples);
      }
    }
    const [homogeneous, affine] = fits;
    done += samples;
    reached.push(samples);
    measures.homogeneousTrain.push(accuracy(scoresOf(homogeneous, inputs), part.labels));
    measures.homogeneousTest.push(onTest(scoresOf(homogeneous, test)));
    measures.affineTest.push(onTest(scoresOf(affine, test)));
    measures.handRuleTest.push(handRuleTest);
    measures.networkTest.push(NaN);
    const rules = {
      n: samples,
      extent: PLANE,
      homogeneous: inPlane(homogeneous),
      affine: inPlane(affine),
      points: pointsShown(part),
    };
    view = { ...rules, network: view?.network ?? null };
    yield frame(view, samples);

    const { network, test: kept, dispose } = openXor(engine, part);
    try {
      let stepsDone = 0;
      for (const step of trainInBlocks(network, { n: samples, steps, alpha: NETWORK.alpha, signal })) {
        done += samples * (step - stepsDone);
        stepsDone = step;
        yield frame(view, samples);
      }
      done += samples * (steps - stepsDone);
      const outputs = network.outputs(kept);
      if (!outputs.every(Number.isFinite))
        throw new RunFailure(`The network left the range of finite numbers at n = ${samples}.`, last);
      measures.networkTest[reached.length - 1] = onTest(outputs);
      const values = outputsInPlane(network.inner(), part.first.outer, d, MAP_SIZE);
      view = { ...rules, network: { size: MAP_SIZE, values } };
      yield frame(view, samples);
    } finally {
      dispose();
    }
  }
  if (view === null) throw new RangeError('no sample size was given');
  return { ...soFar(), view };
};

function fitting(inputs: Matrix, labels: ArrayLike<number>, intercept: boolean) {
  return logisticSteps(inputs, labels, { ridge: RIDGE, intercept, tolerance: 1e-8 });
}
