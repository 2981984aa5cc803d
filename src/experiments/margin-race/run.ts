/** Follows gradient flow on the cube in normalised time: margins, movement, rotation, and the perceptron inequality. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { copyOf, movement, rotations, type Weights } from '#theory/low-rotation/network.ts';
import { frozenLevel, tangentMargin } from '#theory/low-rotation/tangent.ts';
import { copyOfSeries, emptySeries } from '../shared/series.ts';
import { checkpointsOf, pointsOf, startOf, stepWork, trainedOf } from './setting.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** At most 200 neurons |a_j| v_j, their first two coordinates in units of the longest. */
export interface View {
  readonly step: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly positive: readonly boolean[];
}

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
const MOST_DRAWN = 200;

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
  let separated = { step: NaN, movement: NaN, median: NaN, weighted: NaN, max: NaN };
  let gainRatio = NaN;
  let bestMargin = -Infinity;
  let passed = { step: NaN, movement: NaN, weighted: NaN };
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
      separationMedian: separated.median,
      separationWeighted: separated.weighted,
      separationMax: separated.max,
      passStep: passed.step,
      passMovement: passed.movement,
      passWeighted: passed.weighted,
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
      if (Number.isNaN(separated.step)) {
        const logits = flow.logits();
        if (logits.every((one) => one > 0)) {
          const { median, weighted, max } = rotations(weights, start);
          separated = {
            step: done + 1,
            movement: movement(weights, start) / Math.sqrt(m),
            median,
            weighted,
            max,
          };
        }
      }
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
    const moved = movement(weights, start);
    const turned = rotations(weights, start);
    const gain = now.minusLogLoss - atStart;
    const bound = least * moved;
    if (step > 0 && bound > 0)
      gainRatio = Math.min(gain / bound, Number.isNaN(gainRatio) ? Infinity : gainRatio);
    bestMargin = Math.max(bestMargin, now.hard);
    if (Number.isNaN(passed.step) && level > 0 && now.hard >= level)
      passed = { step, movement: moved / Math.sqrt(m), weighted: turned.weighted };
    reached.push(step);
    measures.hardMargin.push(now.hard);
    measures.smoothMargin.push(now.smooth);
    measures.trainError.push(now.trainError);
    measures.leastLogit.push(now.least);
    measures.movement.push(moved / Math.sqrt(m));
    measures.rotationMedian.push(turned.median);
    measures.rotationWeighted.push(turned.weighted);
    measures.rotationMax.push(turned.max);
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

/** Rounded to three decimals, to keep stored runs small. */
function viewOf(step: number, { m, d, a, v }: Weights): View {
  const count = Math.min(m, MOST_DRAWN);
  let longest = 0;
  for (let j = 0; j < count; j++) {
    const size = Math.abs(a[j]);
    longest = Math.max(longest, size * Math.abs(v[j * d]), size * Math.abs(v[j * d + 1]));
  }
  const part = (k: number): number[] =>
    Array.from(
      { length: count },
      (_, j) => Math.round((1000 * Math.abs(a[j]) * v[j * d + k]) / (longest || 1)) / 1000,
    );
  return {
    step,
    x: part(0),
    y: part(1),
    positive: Array.from({ length: count }, (_, j) => a[j] > 0),
  };
}
