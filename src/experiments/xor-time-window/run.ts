/** Trains the network on the cluster XOR and watches when it is linear, when it is right, and when it learns by heart. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { accuracy } from '#numbers/statistics.ts';
import { flippedFitted } from '#theory/random-feature-amplification/measures.ts';
import { evenShare, linearPart } from '#theory/random-feature-amplification/parity.ts';
import { drawXor, openXor } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { historySteps, mapOf, viewOf, type PlaneMap, type View } from './view.ts';

const NAMES = ['evenEnergy', 'testClean', 'trainNoisy', 'flippedFitted'] as const;

/** Floating-point operations of training between two frames: the worker listens at least this often. */
const BETWEEN_FRAMES = 1e9;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, d, m, alpha } = parameters;
  const draw = drawXor(random, parameters);
  const { outer } = draw.first;
  const { network, test, dispose } = openXor(engine, draw);
  try {
    const steps = recordedSteps(parameters.steps);
    const inHistory = historySteps(steps);
    const block = Math.max(1, Math.round(BETWEEN_FRAMES / (4 * n * d * m)));
    const history: PlaneMap[] = [];
    const reached: number[] = [];
    const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
      (typeof NAMES)[number],
      number[]
    >;
    const soFar = () => ({
      axes: { step: [...reached] },
      measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
    });
    const frameAt = (step: number, view: View): Frame<View> => ({
      done: step / parameters.steps,
      at: { step },
      ...soFar(),
      view,
    });
    let view = viewOf(mapOf(0, draw.first.inner, outer, d), draw);
    let frame: Frame<View> | null = null;
    let done = 0;
    for (const step of steps) {
      for (; done < step; done++) {
        signal.throwIfAborted();
        if (frame !== null && (done - frame.at.step) % block === 0 && done > frame.at.step)
          yield frameAt(done, view);
        network.step(alpha);
      }
      const inner = network.inner();
      const onTest = network.outputs(test);
      const onTraining = network.outputs();
      const evenEnergy = evenShare(onTest, draw.test.inputs, linearPart(inner, outer, d));
      if (!Number.isFinite(evenEnergy))
        throw new RunFailure(
          `The weights left the range of finite numbers by step ${step}. Take a smaller step size α.`,
          frame,
        );
      const now = {
        evenEnergy,
        testClean: accuracy(onTest, draw.test.clean),
        trainNoisy: accuracy(onTraining, draw.labels),
        flippedFitted: flippedFitted(onTraining, draw.labels, draw.train.clean),
      };
      reached.push(step);
      for (const name of NAMES) measures[name].push(now[name]);
      const map = mapOf(step, inner, outer, d);
      if (inHistory.has(step)) history.push(map);
      view = viewOf(map, draw);
      frame = frameAt(step, view);
      yield frame;
    }
    return { ...soFar(), view: { ...view, history } };
  } finally {
    dispose();
  }
};
