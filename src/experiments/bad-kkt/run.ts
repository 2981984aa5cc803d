/** Gradient flow on two points of the plane, from neurons inside the wedge that sees both or from the standard start. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { standardStart } from '#theory/low-rotation/network.ts';
import { bestMargin, stationarity, twoPoints, wedgeStart } from '#theory/low-rotation/two-points.ts';
import { copyOfSeries, emptySeries } from '../shared/series.ts';
import { stepsOf, type parameters as parameterSpecs } from './spec.ts';
import { historySteps, snapshot, type Snapshot, type View } from './view.ts';

const NAMES = ['hardMargin', 'seeingBoth', 'kktCosine'] as const;

/** A run falls short when it ends below this share of the best margin. */
const SHORT = 0.8;

/** Neuron-steps between two frames: the worker listens at least this often. */
const BETWEEN_FRAMES = 5e5;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { theta, start, m, c, etaMax } = parameters;
  const points = twoPoints(theta);
  const source = random('weights');
  const weights = start === 'wedge' ? wedgeStart(source, parameters) : standardStart(source, m, 2);
  const flow = new Flow(points, weights, { c, etaMax });
  const last = stepsOf(parameters);
  const steps = recordedSteps(last);
  const inHistory = historySteps(steps);
  const between = Math.max(10, Math.ceil(BETWEEN_FRAMES / m));
  const history: Snapshot[] = [];
  const first = snapshot(0, weights);
  const begin = [...first.positive, ...first.negative];
  const reached: number[] = [];
  const measures = emptySeries(NAMES);
  const soFar = () => {
    const final = measures.hardMargin[reached.length - 1];
    return {
      axes: { step: [...reached] },
      measures: {
        ...copyOfSeries(measures),
        finalMargin: final,
        fallsShort: final < SHORT * bestMargin(theta) ? 1 : 0,
      },
    };
  };
  let frame: Frame<View> | null = null;
  let done = 0;
  for (const step of steps) {
    for (; done < step; done++) flow.step();
    const { hard } = flow.margins();
    if (!Number.isFinite(hard))
      throw new RunFailure(
        `The weights left the range of finite numbers by step ${step}. Take a smaller step constant c.`,
        frame,
      );
    const { cosine, seeingAll } = stationarity(points, weights, flow.logits());
    reached.push(step);
    measures.hardMargin.push(hard);
    measures.seeingBoth.push(seeingAll);
    measures.kktCosine.push(cosine);
    if (inHistory.has(step)) history.push(snapshot(step, weights));
    // Early steps are frames of their own: that is when neurons swing.
    if (step > 300 && step % between !== 0) continue;
    signal.throwIfAborted();
    frame = {
      done: step / last,
      at: { step },
      ...soFar(),
      view: { ...snapshot(step, weights), start: begin, last, history: null },
    };
    yield frame;
  }
  return { ...soFar(), view: { ...snapshot(last, weights), start: begin, last, history } };
};
