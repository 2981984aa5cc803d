/** Follows gradient flow on the cube in normalised time: margins, movement, rotation, and the perceptron inequality. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { copyOf, movement, rotations, type Rotations, type Weights } from '#theory/low-rotation/network.ts';
import { frozenLevel, tangentMargin } from '#theory/low-rotation/tangent.ts';
import { copyOfSeries, emptySeries } from '../shared/series.ts';
import { checkpointsOf, pointsOf, startOf, stepWork, trainedOf } from './setting.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { viewOf, type View } from './view.ts';

const OVER_STEP = [
  'hardMargin',
  'smoothMargin',
  'trainError',
  'leastLogit',
  'movement',
  'rotationMedian',
  'rotationWeighted',
  'rotationMax',
  'gain',
  'gainBound',
] as const;

/** Floating-point operations between two looks at the signal. */
const BETWEEN_FRAMES = 2e7;
/** Frames of a run, about: recorded steps are many. */
const FRAMES = 200;

/** How far the weights have come by a step. */
interface Way {
  readonly step: number;
  /** ‖W − W₀‖, and the same over √m. */
  readonly distance: number;
  readonly movement: number;
  readonly turned: Rotations;
}

const NOWHERE: Way = {
  step: NaN,
  distance: NaN,
  movement: NaN,
  turned: { median: NaN, weighted: NaN, max: NaN },
};

function wayTo(step: number, weights: Weights, start: Weights): Way {
  const distance = movement(weights, start);
  return { step, distance, movement: distance / Math.sqrt(weights.m), turned: rotations(weights, start) };
}

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { m, c, etaMax } = parameters;
  const trained = trainedOf(parameters);
  const points = pointsOf(parameters, random);
  const weights = startOf(parameters, random);
  const start = copyOf(weights);
  const flow = new Flow(points, weights, { c, etaMax, trained });
  const steps = recordedSteps(parameters.steps);
  const checkpoints = new Set(checkpointsOf(steps));
  const block = Math.max(1, Math.round(BETWEEN_FRAMES / stepWork(parameters)));
  const apart = parameters.steps / FRAMES;

  const reached: number[] = [];
  const checked: number[] = [];
  const tangentMargins: number[] = [];
  const measures = emptySeries(OVER_STEP);
  let separated = NOWHERE;
  let gainRatio = NaN;
  let bestMargin = -Infinity;
  let passed = NOWHERE;
  const level = frozenLevel(points, start);
  const atStart = flow.margins().minusLogLoss;
  let least = Infinity;

  const soFar = () => ({
    axes: { step: [...reached], checkpoint: [...checked] },
    measures: {
      ...copyOfSeries(measures),
      tangentMargin: [...tangentMargins],
      separationStep: separated.step,
      separationMovement: separated.movement,
      separationMedian: separated.turned.median,
      separationWeighted: separated.turned.weighted,
      separationMax: separated.turned.max,
      passStep: passed.step,
      passMovement: passed.movement,
      passWeighted: passed.turned.weighted,
      bestMargin,
      gainRatio,
    },
  });
  const frameAt = (step: number): Frame<View> => ({
    done: step / parameters.steps,
    at: { step },
    ...soFar(),
    view: viewOf(step, weights),
  });

  let done = 0;
  let shown = -Infinity;
  let last: Frame<View> | null = null;
  for (const step of steps) {
    for (; done < step; done++) {
      if (done % block === 0) {
        signal.throwIfAborted();
        if (done > shown && block < 10) yield frameAt(done);
      }
      flow.step();
      if (separated === NOWHERE && flow.logits().every((one) => one > 0))
        separated = wayTo(done + 1, weights, start);
    }
    const now = flow.margins();
    if (!Number.isFinite(now.hard))
      throw new RunFailure(
        `The weights left the range of finite numbers by step ${step}. Take a smaller c or etaMax.`,
        last,
      );
    if (checkpoints.has(step)) {
      const margin = tangentMargin(points, weights, trained);
      least = Math.min(least, margin);
      checked.push(step);
      tangentMargins.push(margin / Math.sqrt(m));
    }
    const way = wayTo(step, weights, start);
    const gain = now.minusLogLoss - atStart;
    const bound = least * way.distance;
    if (step > 0 && bound > 0)
      gainRatio = Math.min(gain / bound, Number.isNaN(gainRatio) ? Infinity : gainRatio);
    bestMargin = Math.max(bestMargin, now.hard);
    if (passed === NOWHERE && level > 0 && now.hard >= level) passed = way;
    reached.push(step);
    measures.hardMargin.push(now.hard);
    measures.smoothMargin.push(now.smooth);
    measures.trainError.push(now.trainError);
    measures.leastLogit.push(now.least);
    measures.movement.push(way.movement);
    measures.rotationMedian.push(way.turned.median);
    measures.rotationWeighted.push(way.turned.weighted);
    measures.rotationMax.push(way.turned.max);
    measures.gain.push(gain);
    measures.gainBound.push(bound);
    if (step < 10 || step - shown >= apart) {
      signal.throwIfAborted();
      last = frameAt(step);
      shown = step;
      yield last;
    }
  }
  return { ...soFar(), view: viewOf(parameters.steps, weights) };
};
