/** Trains the network from each initial scale on the same data, then the two methods that learn no features. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { accuracy } from '#numbers/statistics.ts';
import {
  flippedFitted,
  measureNeurons,
  relativeMovement,
} from '#theory/random-feature-amplification/measures.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import { drawXor, openXor } from '../shared/xor.ts';
import { kernelAccuracy, randomFeatureAccuracy, randomNeurons } from './baselines.ts';
import { featureWork, kernelWork, networkWork } from './cost.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { drawnCosines, type Trained, type View } from './view.ts';

const NAMES = ['own', 'movement', 'flippedFitted', 'testClean'] as const;

/** Floating-point operations of the network between two frames. */
const BETWEEN_FRAMES = 5e8;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, d, m, alpha, steps, mirrored, ntk } = parameters;
  const draw = drawXor(random, { ...parameters, omega: parameters.omega[0] }, { mirrored });
  const total =
    parameters.omega.length * networkWork(parameters) +
    (ntk ? kernelWork(parameters) : 0) +
    parameters.randomFeatures.reduce((sum, count) => sum + featureWork(parameters, count), 0);
  let done = 0;

  const reached: number[] = [];
  const trained: Trained[] = [];
  const start = drawnCosines(measureNeurons(draw.first.inner, draw.first.outer, d).cosines);
  const swept = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  const counts: number[] = [];
  const onFeatures: number[] = [];
  let onKernel = NaN;
  const soFar = () => ({
    axes: { omega: [...reached], randomFeatures: [...counts] },
    measures: {
      ...Object.fromEntries(NAMES.map((name) => [name, [...swept[name]]])),
      ntkClean: onKernel,
      randomFeaturesClean: [...onFeatures],
    },
    view: { start, trained: [...trained] },
  });
  let last: Frame<View> | null = null;
  const frame = (at: Record<string, number>): Frame<View> => {
    last = { done: Math.min(1, done / total), at, ...soFar() };
    return last;
  };

  for (const omega of parameters.omega) {
    const first = firstWeights(random('weights'), { m, d, omega, mirrored });
    const { network, test, dispose } = openXor(engine, { ...draw, first });
    try {
      const before = done;
      const block = Math.max(1, Math.round(BETWEEN_FRAMES / (4 * n * d * m)));
      for (let step = 1; step <= steps; step++) {
        signal.throwIfAborted();
        network.step(alpha);
        done = before + (networkWork(parameters) * step) / (steps + 1);
        if (step % block === 0) yield frame({ omega });
      }
      const inner = network.inner();
      const neurons = measureNeurons(inner, first.outer, d);
      const outputs = network.outputs(test);
      if (!Number.isFinite(neurons.norm) || !outputs.every(Number.isFinite))
        throw new RunFailure(
          `The weights left the range of finite numbers at ω = ${omega}. Take a smaller step size α.`,
          last,
        );
      reached.push(omega);
      swept.own.push(neurons.own);
      swept.movement.push(relativeMovement(inner, first.inner));
      swept.flippedFitted.push(flippedFitted(network.outputs(), draw.labels, draw.train.clean));
      swept.testClean.push(accuracy(outputs, draw.test.clean));
      trained.push({ omega, cosines: drawnCosines(neurons.cosines) });
      done = before + networkWork(parameters);
      yield frame({ omega });
    } finally {
      dispose();
    }
  }

  /** Runs a baseline piece by piece; `work` is that of all its pieces. */
  async function* inPieces(
    pieces: Generator<void, number, void>,
    work: number,
    at: Record<string, number>,
  ): AsyncGenerator<Frame<View>, number, void> {
    const before = done;
    try {
      for (let count = 1; ; count++) {
        signal.throwIfAborted();
        const next = pieces.next();
        if (next.done === true) {
          done = before + work;
          return next.value;
        }
        // About two dozen pieces each.
        done = before + work * Math.min(1, count / 24);
        yield frame(at);
      }
    } finally {
      pieces.return(NaN);
    }
  }

  if (ntk) {
    onKernel = yield* inPieces(kernelAccuracy(engine, draw), kernelWork(parameters), { samples: n });
    yield frame({ samples: n });
  }
  const most = Math.max(...parameters.randomFeatures);
  const neurons = randomNeurons(random('features'), most, d);
  for (const count of parameters.randomFeatures) {
    const value =
      count === 0
        ? NaN
        : yield* inPieces(
            randomFeatureAccuracy(engine, draw, neurons, count),
            featureWork(parameters, count),
            { randomFeatures: count },
          );
    counts.push(count);
    onFeatures.push(value);
    yield frame({ randomFeatures: count });
  }
  return soFar();
};
