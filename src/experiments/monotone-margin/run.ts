/** Follows a flow or a descent on the cube and counts, at every step, whether the two margins have fallen. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { wholeCube } from '#theory/low-rotation/data.ts';
import { descend } from '#theory/low-rotation/descent.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { standardStart } from '#theory/low-rotation/network.ts';
import { Falls } from './falls.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Both margins step by step around the deepest fall of the hard one, or at the end where it never falls. */
export interface View {
  /** Of the first entry. */
  readonly from: number;
  readonly hard: readonly number[];
  readonly smooth: readonly number[];
}

/** Steps in the view. */
const WINDOW = 60;
/** Floating-point operations between two looks at the signal. */
const BETWEEN_FRAMES = 2e7;
/** Frames of a run, about: recorded steps are many. */
const FRAMES = 200;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { d, m, c, etaMax, method, eta } = parameters;
  const points = wholeCube(d);
  const weights = standardStart(random('weights'), m, d);
  // The descents have their margins from the flow too.
  const flow = new Flow(points, weights, { c, etaMax });
  const everyPoint = Array.from({ length: points.n }, (_, i) => i);
  const draws = random('data');
  const advance = (): void => {
    if (method === 'flow') {
      flow.step();
      return;
    }
    const chosen = method === 'sgd' ? [draws.integer(points.n)] : everyPoint;
    descend(points, weights, chosen, eta, method === 'gdExponential' ? 'exponential' : 'logistic');
    flow.weightsMoved();
  };

  const steps = recordedSteps(parameters.steps);
  const block = Math.max(1, Math.round(BETWEEN_FRAMES / (8 * points.n * m * d)));
  const smoothed = new Falls();
  const hard = new Falls();
  const early = new Falls();
  const history = { hard: [] as number[], smooth: [] as number[] };
  const reached: number[] = [];
  const hardMargin: number[] = [];
  const smoothMargin: number[] = [];
  const smoothFall: number[] = [];
  const hardFall: number[] = [];
  let separationStep = NaN;

  const view = (): View => {
    const length = history.hard.length;
    const middle = hard.worstAt < 0 ? length : hard.worstAt;
    const from = Math.max(0, Math.min(length - WINDOW - 1, middle - WINDOW / 2));
    return {
      from,
      hard: history.hard.slice(from, from + WINDOW + 1),
      smooth: history.smooth.slice(from, from + WINDOW + 1),
    };
  };
  const soFar = () => ({
    axes: { step: [...reached] },
    measures: {
      decreases: smoothed.count,
      worstDrop: smoothed.worst,
      hardDecreases: hard.count,
      hardWorstDrop: hard.worst,
      earlyDecreases: early.count,
      separationStep,
      hardMargin: [...hardMargin],
      smoothMargin: [...smoothMargin],
      smoothFall: [...smoothFall],
      hardFall: [...hardFall],
    },
    view: view(),
  });
  const frameAt = (step: number): Frame<View> => ({
    done: step / parameters.steps,
    at: { step },
    ...soFar(),
  });

  let done = 0;
  let shown = -Infinity;
  let last: Frame<View> | null = null;
  for (const step of steps) {
    for (; ; done++) {
      if (done > 0) advance();
      const now = flow.margins();
      if (!Number.isFinite(now.smooth))
        throw new RunFailure(
          `The weights left the range of finite numbers at step ${done}. Take smaller steps.`,
          last,
        );
      history.hard.push(now.hard);
      history.smooth.push(now.smooth);
      // From L < 1 on the theorem speaks, also if a large step should raise the loss above 1 again.
      if (now.minusLogLoss > 0 || !Number.isNaN(separationStep)) {
        if (Number.isNaN(separationStep)) separationStep = done;
        smoothed.add(done, now.smooth);
        hard.add(done, now.hard);
      } else early.add(done, now.smooth);
      if (done % block === 0) {
        signal.throwIfAborted();
        if (block < 10 && done > shown) yield frameAt(done);
      }
      if (done === step) break;
    }
    done++;
    reached.push(step);
    hardMargin.push(history.hard[step]);
    smoothMargin.push(history.smooth[step]);
    smoothFall.push(smoothed.sinceLast());
    hardFall.push(hard.sinceLast());
    if (step < 10 || step - shown >= parameters.steps / FRAMES) {
      signal.throwIfAborted();
      last = frameAt(step);
      shown = step;
      yield last;
    }
  }
  return soFar();
};
