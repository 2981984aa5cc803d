/** One-pass SGD on fresh 2-XOR examples, with a perceptron on the frozen first weights beside it. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { firstPoints, sampleCube, type Labelled } from '#theory/low-rotation/data.ts';
import {
  copyOf,
  countWrong,
  movement,
  rotations,
  standardStart,
  type Rotations,
} from '#theory/low-rotation/network.ts';
import { FrozenPerceptron, OnePass } from '#theory/low-rotation/sgd.ts';
import { copyOfSeries, emptySeries } from '../shared/series.ts';
import { runWork, stepWork, TEST_POINTS, testedSteps, testWork } from './cost.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** The figure needs nothing beside the measures. */
export type View = null;

const NAMES = [
  'testError',
  'mistakes',
  'perceptronMistakes',
  'movement',
  'rotationMedian',
  'rotationMax',
  'pulls',
] as const;

/** Floating-point operations between two frames. */
const BETWEEN_FRAMES = 3e7;
/** Of the weights' movement over √m, beyond which a run has diverged. */
const DIVERGED = 1e6;
const STILL: Pick<Rotations, 'median' | 'max'> = { median: 0, max: 0 };

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { d, m, eta, steps } = parameters;
  const trained = parameters.trained === 'outer' ? 'outer' : 'both';
  const data = random('data');
  const test = sampleCube(random('test'), TEST_POINTS, d);
  const weights = standardStart(random('weights'), m, d);
  const start = copyOf(weights);
  const descent = new OnePass(weights, eta, trained);
  const perceptron = new FrozenPerceptron(start);
  const recorded = recordedSteps(steps);
  const tested = testedSteps(steps);
  const reached: number[] = [];
  const measures = emptySeries(NAMES);
  const soFar = () => ({
    axes: { step: [...reached] },
    measures: {
      ...copyOfSeries(measures),
      stepsToFive: firstAtMost(reached, measures.testError, 0.05),
    },
    view: null,
  });
  const all = runWork(parameters);
  let spent = 0;
  let shown = 0;
  let frame: Frame<View> | null = null;
  /** A frame, when enough work has been done since the last one. */
  function* due(step: number): Generator<Frame<View>, void> {
    if (spent - shown < BETWEEN_FRAMES && frame !== null) return;
    signal.throwIfAborted();
    shown = spent;
    frame = { done: Math.min(1, spent / all), at: { step }, ...soFar() };
    yield frame;
  }
  let done = 0;
  for (const step of recorded) {
    for (; done < step; done++) {
      const { inputs, labels } = sampleCube(data, 1, d);
      descent.step(inputs, labels[0]);
      perceptron.step(inputs, labels[0]);
      spent += stepWork(parameters);
      yield* due(done);
    }
    const moved = movement(weights, start) / Math.sqrt(m);
    if (!(moved < DIVERGED))
      throw new RunFailure(
        `By step ${step} the weights have moved more than a million times as far as they were long: the step size η = ${eta} is too large for m = ${m}. Take a smaller one.`,
        frame,
      );
    let testError = NaN;
    if (tested.has(step)) {
      let wrong = 0;
      for (const block of blocksOf(test, testWork(parameters) / BETWEEN_FRAMES)) {
        wrong += countWrong(weights, block);
        spent += (testWork(parameters) * block.n) / test.n;
        yield* due(step);
      }
      testError = wrong / test.n;
    }
    const turned = trained === 'outer' ? STILL : rotations(weights, start);
    const now = {
      testError,
      mistakes: descent.mistakes,
      perceptronMistakes: perceptron.mistakes,
      movement: moved,
      rotationMedian: turned.median,
      rotationMax: turned.max,
      pulls: descent.pulls,
    };
    reached.push(step);
    for (const name of NAMES) measures[name].push(now[name]);
    yield* due(step);
  }
  return soFar();
};

/** The same points in about so many blocks, in order. */
function* blocksOf(points: Labelled, count: number): Generator<Labelled, void> {
  const size = Math.max(1, Math.ceil(points.n / Math.max(1, count)));
  const { inputs, labels, d } = points;
  for (let from = 0; from < points.n; from += size) {
    const rest = { inputs: inputs.subarray(from * d), labels: labels.subarray(from), d, n: points.n - from };
    yield firstPoints(rest, Math.min(size, rest.n));
  }
}

/** The first step whose value is at most the level; NaN when there is none. */
function firstAtMost(steps: readonly number[], values: readonly number[], level: number): number {
  const found = values.findIndex((value) => value <= level);
  return found < 0 ? NaN : steps[found];
}
